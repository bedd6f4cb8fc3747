-- The number of a model's next version.
-- reads: model.version
-- writes: -
select coalesce(max(version), 0) + 1 from model.version where model = $1
