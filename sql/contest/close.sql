-- A contest is closed: its list is fixed.
-- reads: -
-- writes: contest.closing
insert into contest.closing (
  contest, closed_on, beacon_on, entrants, entries_sha256, excluded_sha256
)
values ($1, $2, $3, $4, $5, $6)
