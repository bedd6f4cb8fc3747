-- A run of a stage begins.
-- reads: -
-- writes: run.run
insert into run.run (stage, name, as_of, definition_sha256, program_version, seed)
values ($1, $2, $3, $4, $5, $6)
returning run_id
