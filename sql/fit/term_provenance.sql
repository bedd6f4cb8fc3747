-- Every class of data behind every term, written with the version itself: a class that its purpose
-- doesn't allow makes the database refuse the whole fit.
-- reads: model.version, model.term, model.term_axis, model.segment, feature.provenance
-- writes: model.term_provenance
insert into model.term_provenance (version_id, purpose, feature_set, feature, provenance)
select distinct
  version.version_id, version.purpose, version.feature_set, term.feature, provenance.provenance
from model.version
join (
  select version_id, feature from model.term
  union
  select version_id, feature from model.term_axis
  union
  select version_id, feature from model.segment where feature is not null
) as term on term.version_id = version.version_id
join feature.provenance
  on provenance.feature_set = version.feature_set and provenance.feature = term.feature
where version.version_id = $1
