-- What a finding or a trait says of a protected class.
-- reads: -
-- writes: cohort.proxy
insert into cohort.proxy (
  search_id, part, place, traits, kind, value, people, fewest, most, everyone, ratio, low, high, stands_in
)
values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14)
