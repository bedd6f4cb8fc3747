-- A check of a version.
-- reads: -
-- writes: model.gate_check
insert into model.gate_check (
  version_id, position, check_name, is_binding, holds, value, low, high, bound, sentence
)
values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)
