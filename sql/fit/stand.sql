-- A version goes live, or is refused by the gate.
-- reads: -
-- writes: model.standing
insert into model.standing (version_id, run_id, is_live, because) values ($1, $2, $3, $4)
