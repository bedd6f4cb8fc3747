-- A figure measured on the part held out.
-- reads: -
-- writes: model.metric
insert into model.metric (version_id, metric, value, low, high) values ($1, $2, $3, $4, $5)
