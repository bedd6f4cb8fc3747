-- A use that the campaign's counsel has allowed.
-- reads: -
-- writes: run.permitted_use
insert into run.permitted_use (provenance, purpose, cite, checked_on)
values ($1, $2, $3, $4)
on conflict do nothing
