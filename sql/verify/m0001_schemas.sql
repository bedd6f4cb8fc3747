-- Every schema is there.
-- reads: -
select name
from unnest(array['run', 'source', 'fec', 'person', 'feature', 'model', 'score', 'list']) as name
where to_regnamespace(name) is null
