-- Attempts to reach changed people, as the file known last states them.
-- reads: run.batch, source.contact
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
join run.batch on batch.batch_id = contact.batch_id
order by contact.source, contact.record, batch.known_on desc, contact.batch_id desc
