-- A caller with a login writes down what a sheet has room for: a pledge, its day and a note.

alter table list.outcome_inbox
  add column pledged_cents bigint,
  add column pledge_due_on date,
  add column note text,
  add constraint pledge_is_of_a_talk check (
    pledged_cents is null or (result = 'canvassed' and pledged_cents between 1 and 100000000)),
  add constraint pledge_day_has_a_pledge check (
    pledge_due_on is null
    or (pledged_cents is not null and pledge_due_on between contacted_on and contacted_on + 730)),
  add constraint note_is_short check (length(note) <= 1000);
comment on column list.outcome_inbox.pledged_cents is 'what the person promised to give';
comment on column list.outcome_inbox.note is 'what the caller wrote down, for the next caller alone';
-- The server keeps no statistics of what callers write.
alter table list.outcome_inbox
  alter column pledged_cents set statistics 0,
  alter column pledge_due_on set statistics 0,
  alter column note set statistics 0;
grant insert (pledged_cents, pledge_due_on, note), select (pledged_cents, pledge_due_on, note)
  on list.outcome_inbox to field_staff;
