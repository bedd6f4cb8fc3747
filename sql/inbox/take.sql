-- Reports of callers leave the inbox and become a batch's rows: each names a record of its person, the
-- one that founded the person first, and the number on the caller's sheet while the entry stands.
-- reads: list.outcome_inbox, list.entry, person.identity
-- writes: source.contact, list.outcome_inbox
with known as (
  select distinct on (identity.person_id) identity.person_id, identity.source, identity.record
  from list.outcome_inbox
  join person.identity on identity.person_id = outcome_inbox.person_id
  where identity.undone_on is null
  order by identity.person_id, identity.tier <> 'own record', identity.source, identity.record
),
taken as (
  delete from list.outcome_inbox
  using known
  where outcome_inbox.person_id = known.person_id
  returning outcome_inbox.*, known.source, known.record
)
insert into source.contact (
  source, record, batch_id, person_source, person_record, contacted_on, channel, result,
  contacted_by, phone, pledged_cents, pledge_due_on, note, call_back_on, pledge_by
)
select
  'inbox',
  to_char(taken.reported_at at time zone 'UTC', 'YYYY-MM-DD HH24:MI:SS.US+00') || '|'
    || taken.reported_by || '|' || taken.record,
  $1, taken.source, taken.record, taken.contacted_on, taken.channel, taken.result,
  taken.reported_by, nullif(regexp_replace(entry.phone, '\D', '', 'g'), '')::bigint,
  taken.pledged_cents, taken.pledge_due_on, nullif(btrim(taken.note), ''),
  taken.call_back_on, taken.pledge_by
from taken
left join list.entry
  on entry.person_id = taken.person_id and entry.cut_id = taken.cut_id
