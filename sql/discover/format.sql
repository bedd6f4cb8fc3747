-- To what people of a finding come.
-- reads: -
-- writes: cohort.format
insert into cohort.format (
  search_id, place, format, invited, came, telling, log_odds, standard_error, shrunken
)
values ($1, $2, $3, $4, $5, $6, $7, $8, $9)
