-- An arm of a version's experiment.
-- reads: -
-- writes: model.arm
insert into model.arm (
  version_id, arm, is_control, people, with_outcome, answer_difference, answer_p,
  balance_statistic, balance_degrees, balance_p
)
values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)
