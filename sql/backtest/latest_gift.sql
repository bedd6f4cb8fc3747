-- Everyone as of a day in the form of scores, by how lately they gave; who never did comes last.
-- reads: feature.history
-- writes: -
select
  person_id, $1::text as model, -coalesce(days_since_latest_gift, 1000000)::float8 as probability
from feature.history
where as_of = {as_of}
