-- The reports of a batch that is undone return to the inbox, since no file holds them.
-- reads: source.contact, person.identity
-- writes: list.outcome_inbox
insert into list.outcome_inbox (
  person_id, reported_by, reported_at, contacted_on, channel, result, pledged_cents, pledge_due_on, note,
  call_back_on, pledge_by
)
select
  identity.person_id, contact.contacted_by, split_part(contact.record, '|', 1)::timestamptz,
  contact.contacted_on, contact.channel, contact.result, contact.pledged_cents,
  contact.pledge_due_on, contact.note, contact.call_back_on, contact.pledge_by
from source.contact
join person.identity
  on identity.source = contact.person_source and identity.record = contact.person_record
where contact.batch_id = $1 and identity.undone_on is null
