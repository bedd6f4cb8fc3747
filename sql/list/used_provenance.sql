-- The classes of the features that choose a cut's people, and of other models that it goes by; the database refuses
-- a class that its purpose doesn't allow.
-- reads: list.cut, feature.provenance, model.version, model.term_provenance
-- writes: list.column_provenance
insert into list.column_provenance (cut_id, purpose, target, column_name, provenance)
select cut.cut_id, cut.purpose, 'chooses', provenance.feature, provenance.provenance
from list.cut
join feature.provenance
  on provenance.feature_set = cut.feature_set and provenance.feature = any ($2)
where cut.cut_id = $1
union
select cut.cut_id, cut.purpose, version.model, term_provenance.feature, term_provenance.provenance
from list.cut
join model.version on version.version_id = any ($3)
join model.term_provenance on term_provenance.version_id = version.version_id
where cut.cut_id = $1
