-- Attempts to reach changed people.
-- reads: source.contact
-- writes: person.contact
insert into person.contact (
  person_id, source, record, batch_id, contacted_on, channel, result, contacted_by
)
select distinct on (contact.source, contact.record)
  live.person_id, contact.source, contact.record, contact.batch_id, contact.contacted_on,
  contact.channel, contact.result, contact.contacted_by
from pg_temp.live
join source.contact
  on contact.person_source = live.source and contact.person_record = live.record
order by contact.source, contact.record, contact.batch_id desc
