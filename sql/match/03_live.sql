-- The records of changed people that still stand in a batch.
-- reads: source.voter, source.contribution, person.identity
-- writes: -
create temporary table live on commit drop as
select distinct identity.person_id, identity.source, identity.record
from person.identity
where identity.person_id in (select person_id from pg_temp.changed)
  and identity.undone_on is null
  and (
    exists (
      select from source.voter
      where voter.source = identity.source and voter.record = identity.record
    )
    or (identity.source, identity.record) in (
      select contribution.source, contribution.donor_record from source.contribution
    )
  )
