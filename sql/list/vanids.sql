-- The VANIDs of people: numbers that files of VAN's know them by, where these agree on one.
-- reads: person.identity, run.batch
-- writes: -
select identity.person_id, min(identity.record)
from person.identity
join (
  select source
  from run.batch
  where undone_at is null
    and (target in ('voter', 'contribution') or starts_with(target, 'snapshot_'))
  group by source
  having bool_and(has_vanids)
) as van on van.source = identity.source
where identity.person_id = any ($1) and identity.undone_on is null and identity.record ~ '^[0-9]+$'
group by identity.person_id
having count(distinct identity.record) = 1
