-- Takes the decisions of people away, to write them down as they were placed.
-- reads: -
-- writes: list.*
delete from list.{decisions}
where person_id = any ($1)
