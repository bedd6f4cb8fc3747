-- Every table is there and says what one row of it is.
-- reads: -
select name
from unnest(array[
  'person.identity',
  'person.person',
  'person.voter',
  'person.vote',
  'person.election',
  'person.contribution',
  'person.contact',
  'person.phone',
  'person.do_not_call',
  'person.suppressed_phone'
]) as name
where coalesce(obj_description(to_regclass(name), 'pg_class'), '') not like 'one row%'
