-- A new search.
-- reads: -
-- writes: cohort.search
insert into cohort.search (
  cohort, run_id, purpose, definition, as_of, people, positives, confirming, confirming_positives, traits,
  groups, measure
)
values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)
returning search_id
