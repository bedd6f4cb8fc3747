-- A list's latest cut.
-- reads: list.cut
-- writes: -
select cut_id, version_id, as_of, definition
from list.cut
where list = $1
order by cut_id desc
limit 1
