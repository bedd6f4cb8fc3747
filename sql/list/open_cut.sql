-- A new cut; the database refuses one whose purpose isn't its model's.
-- reads: -
-- writes: list.cut
insert into list.cut (
  list, run_id, purpose, version_id, feature_set, as_of, capacity, election, limit_cents, definition,
  holdout_share, cost_cents, contact_from, contact_until, channel
)
values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15)
returning cut_id
