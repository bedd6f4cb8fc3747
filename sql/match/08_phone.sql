-- The phones of changed people; a number that the donor gave counts as the donor's.
-- reads: source.voter, source.contribution
-- writes: person.phone
insert into person.phone (person_id, phone, given_by)
select person_id, phone, min(given_by)
from (
  select live.person_id, voter.phone, 'voter_file' as given_by
  from pg_temp.live
  join source.voter on voter.source = live.source and voter.record = live.record
  where voter.phone is not null
  union all
  select live.person_id, gift.phone, 'donor'
  from pg_temp.live
  join source.contribution as gift
    on gift.source = live.source and gift.donor_record = live.record
  where gift.phone is not null
) as stated
group by person_id, phone
