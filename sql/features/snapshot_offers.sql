-- A column that its layout no longer calls a feature is offered to no new model.
-- reads: run.layout_column
-- writes: feature.feature
update feature.feature
set is_offered = exists (
  select from run.layout_column
  where layout_column.layout = feature.feature_set
    and layout_column.column_name = feature.feature
    and layout_column.role = 'feature'
)
where feature_set = $1
