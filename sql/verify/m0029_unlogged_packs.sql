-- Packs aren't logged.
-- reads: pg_catalog.pg_class
select relation.oid::regclass::text
from pg_catalog.pg_class as relation
where relation.oid = any (array['feature.pack'::regclass, 'feature.pack_block'::regclass]::oid[])
  and relation.relpersistence <> 'u'
