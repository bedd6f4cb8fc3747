-- Everyone as of a day in the form of scores, by the largest gift so far.
-- reads: feature.history
-- writes: -
select person_id, $1::text as model, coalesce(largest_gift_cents, 0)::float8 as probability
from feature.history
where as_of = {as_of}
