-- The features of a set, the classes of data that they are made of, and those of them that the
-- purpose $2 doesn't allow.
-- reads: feature.feature, feature.provenance, run.permitted_use
-- writes: -
select
  feature.feature, feature.kind, feature.says,
  coalesce(
    array_agg(provenance.provenance order by provenance.provenance)
      filter (where provenance.provenance is not null),
    '{}')::text[],
  coalesce(
    array_agg(provenance.provenance order by provenance.provenance)
      filter (where provenance.provenance is not null and permitted_use.purpose is null),
    '{}')::text[],
  feature.is_offered
from feature.feature
left join feature.provenance
  on provenance.feature_set = feature.feature_set and provenance.feature = feature.feature
left join run.permitted_use
  on permitted_use.provenance = provenance.provenance and permitted_use.purpose = $2
where feature.feature_set = $1
group by
  feature.feature, feature.kind, feature.says, feature.is_offered, feature.position
order by feature.position, feature.feature
