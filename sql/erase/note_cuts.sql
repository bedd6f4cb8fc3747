-- The cuts that lose a rank.
-- reads: list.decision
-- writes: list.cut
update list.cut
set erased_listed = erased_listed + 1
where cut_id in (
  select cut_id from list.decision where person_id = $1 and rank is not null
)
