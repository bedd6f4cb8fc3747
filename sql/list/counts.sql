-- How many people of the universe are listed, and why the others aren't.
-- reads: list.decision
-- writes: -
select reason, count(*) from list.decision where cut_id = $1 group by reason order by reason
