-- Every class of data behind every term of a model is written down with it.
-- reads: model.version, model.term, model.term_axis, model.segment, model.uplift_term, model.term_provenance, feature.provenance
select version.model, version.version, term.feature, provenance.provenance
from model.version
join (
  select version_id, feature from model.term
  union
  select version_id, feature from model.term_axis
  union
  select version_id, feature from model.segment where feature is not null
  union
  select version_id, feature from model.uplift_term
) as term on term.version_id = version.version_id
left join feature.provenance
  on provenance.feature_set = version.feature_set and provenance.feature = term.feature
left join model.term_provenance
  on term_provenance.version_id = version.version_id
    and term_provenance.feature = term.feature
    and term_provenance.provenance = provenance.provenance
where term_provenance.version_id is null;
