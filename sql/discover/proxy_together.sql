-- What all traits of a search together say of a protected class.
-- reads: -
-- writes: cohort.proxy_together
insert into cohort.proxy_together (search_id, kind, value, people, area, low, high)
values ($1, $2, $3, $4, $5, $6, $7)
