-- A new batch.
-- reads: -
-- writes: run.batch
insert into run.batch (
  layout, source, target, file_name, file_sha256, definition_sha256, program_version, known_on,
  has_vanids
)
values ($1, $2, $3, $4, $5, $6, $7, $8, $9)
returning batch_id
