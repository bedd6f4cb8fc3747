-- What speaks against people by now, of those named.
-- reads: -
-- writes: -
select person_id, reason
from (
  {standings}
) as standing
where person_id = any ({people})
