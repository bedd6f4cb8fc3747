-- What a search found.
-- reads: -
-- writes: cohort.finding
insert into cohort.finding (
  search_id, place, traits, found_people, found_positives, family_wise_p, people, positives, low, high,
  shrunken_rate, confirmed_p, holds_up, found_rate, rate
)
values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15)
