-- How many rows of a table still tell of someone: numbers $1, parts of texts as patterns of LIKE $2,
-- first and last names with streets $3 to $5, sources with records $6 and $7.
-- reads: *
-- writes: -
select count(*) filter (where {condition}), count(*) from {table} as scanned
