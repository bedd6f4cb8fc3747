-- What a voter file may serve is for the campaign's counsel to say: no use of one is there beforehand. What a
-- model or a list already rests on stays, for the record.

delete from run.permitted_use
where provenance = 'voter_file:NC' and cite like '%counsel confirms'
  and not exists (
    select from model.term_provenance
    where term_provenance.provenance = permitted_use.provenance
      and term_provenance.purpose = permitted_use.purpose
  )
  and not exists (
    select from list.column_provenance
    where column_provenance.provenance = permitted_use.provenance
      and column_provenance.purpose = permitted_use.purpose
  );

comment on table list.column_provenance is
  'one row a column on a list, a feature that chooses its people or a feature of another model that it goes by, and a class of its data; the database refuses a class not permitted for the list''s purpose';

-- Who may not be contacted any more leaves the rows of callers with the match that hears of it, not with the next
-- cut; and callers see when each person may be called.
alter table list.cut add column channel text check (channel in ('call', 'text', 'mail'));
comment on column list.cut.channel is
  'how people on the list are reached; null of one cut before it was kept';
create policy loader_withdraws on list.entry for delete to loader using (true);
grant delete on list.entry to loader;
grant select (cut_id, channel) on list.cut to loader;

alter table list.entry add column call_between text collate "C";
alter table list.entry alter column call_between set statistics 0;
comment on column list.entry.call_between is
  'when the person may be called, on the campaign''s clock';
grant select (call_between) on list.entry to field_staff;
