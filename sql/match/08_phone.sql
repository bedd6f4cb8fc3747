-- The phones of changed people; a number that the donor gave counts as the donor's, and of several
-- kinds that files say it is, the one that is best to call.
-- reads: source.voter, source.contribution
-- writes: person.phone
insert into person.phone (person_id, phone, given_by, kind)
select
  person_id, phone, min(given_by),
  (
    array['verified_cell', 'likely_cell', 'likely_landline', 'landline']
  )[min(array_position(array['verified_cell', 'likely_cell', 'likely_landline', 'landline'], kind))]
from (
  select live.person_id, voter.phone, 'voter_file' as given_by, voter.phone_kind as kind
  from pg_temp.live
  join source.voter on voter.source = live.source and voter.record = live.record
  where voter.phone is not null
  union all
  select live.person_id, voter.cell_phone, 'voter_file', 'likely_cell'
  from pg_temp.live
  join source.voter on voter.source = live.source and voter.record = live.record
  where voter.cell_phone is not null
  union all
  select live.person_id, gift.phone, 'donor', null
  from pg_temp.live
  join source.contribution as gift
    on gift.source = live.source and gift.donor_record = live.record
  where gift.phone is not null
) as stated
group by person_id, phone
