-- Features inherit the classes of the columns that they are made of, from every layout in use.
-- reads: feature.origin, run.column_provenance
-- writes: feature.provenance
insert into feature.provenance (feature_set, feature, provenance)
select distinct origin.feature_set, origin.feature, column_provenance.provenance
from feature.origin
join run.column_provenance
  on column_provenance.target = origin.target
    and column_provenance.column_name = origin.column_name
on conflict do nothing
