-- Every class of data behind every term of an uplift model, as in term_provenance.sql.
-- reads: model.version, model.uplift_term, feature.provenance
-- writes: model.term_provenance
insert into model.term_provenance (version_id, purpose, feature_set, feature, provenance)
select distinct
  version.version_id, version.purpose, version.feature_set, term.feature, provenance.provenance
from model.version
join model.uplift_term as term on term.version_id = version.version_id
join feature.provenance
  on provenance.feature_set = version.feature_set and provenance.feature = term.feature
where version.version_id = $1
