-- The columns of a snapshot that may enter a model.
-- reads: run.layout_column
-- writes: feature.feature
insert into feature.feature (feature_set, feature, position, kind, says)
select
  layout, column_name, position,
  case type
    when 'text' then 'category' when 'zip' then 'category' when 'flag' then 'flag'
    when 'dollars' then 'cents' when 'dollars_above_zero' then 'cents'
    when 'dollars_from_zero' then 'cents' when 'dollars_single_precision' then 'cents' else 'number'
  end,
  says
from run.layout_column
where layout = $1 and role = 'feature' and type not in ('day', 'phone', 'email')
on conflict (feature_set, feature) do update
set position = excluded.position, kind = excluded.kind, says = excluded.says
