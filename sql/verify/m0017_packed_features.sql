-- The tables are there, say what one row of them is, and the blocks are kept as they are; a model's
-- scores can be put in place, by those who score alone.
-- reads: feature.pack, feature.pack_block, score.person
select name
from unnest(array['feature.pack', 'feature.pack_block', 'score.person', 'score.person_by_row']) as name
where coalesce(obj_description(to_regclass(name), 'pg_class'), '') not like 'one row%'
union all
select 'feature.pack_block.content is compressed'
from pg_attribute
where attrelid = to_regclass('feature.pack_block') and attname = 'content' and attstorage <> 'e'
union all
select 'data_team packs no features'
where not has_table_privilege('data_team', 'feature.pack_block', 'select, insert, delete')
union all
select 'score.person has no parts'
where not exists (select from pg_partitioned_table where partrelid = 'score.person'::regclass)
union all
select who || ' on ' || name
from unnest(array['data_team', 'loader', 'reporter', 'field_staff', 'leadership']) as who
cross join unnest(array['score.begin_part(text)', 'score.end_part(text)']) as name
where has_function_privilege(who, name, 'execute') <> (who = 'data_team')
