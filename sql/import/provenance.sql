-- A class of data that a layout or the campaign names.
-- reads: -
-- writes: run.provenance
insert into run.provenance (provenance) values ($1) on conflict do nothing
