-- What a cut ranked a person by, and the last who is listed.
-- reads: list.decision
-- writes: -
select
  (select value from list.decision where person_id = $1 and cut_id = $2),
  (
    select value from list.decision where cut_id = $2 and rank is not null
    order by rank desc
    limit 1
  )
