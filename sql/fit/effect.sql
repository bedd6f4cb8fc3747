-- The average effect of an arm.
-- reads: -
-- writes: model.effect
insert into model.effect (
  version_id, measure, arm, people, clusters, mean, control_people, control_clusters, control_mean,
  difference, standard_error, low, high
)
values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)
