-- A star compared with that of a search.
-- reads: -
-- writes: cohort.match
insert into cohort.match (
  search_id, star, region, place, fans, similarity, low_place, high_place, first_share, traits, reachable
)
values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)
