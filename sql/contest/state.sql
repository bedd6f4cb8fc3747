-- How far a contest has come.
-- reads: contest.contest, contest.closing, contest.draw, contest.entry
-- writes: -
select
  contest.definition, contest.rules_sha256, contest.secret, contest.salt_key, contest.commitment,
  contest.opened_on, contest.recorded_at,
  exists (select from contest.entry where entry.contest = contest.contest),
  closing.closed_on, closing.recorded_at, closing.beacon_on, closing.entrants,
  closing.entries_sha256, closing.excluded_sha256,
  draw.drawn_on, draw.recorded_at, draw.beacon, draw.seed
from contest.contest
left join contest.closing on closing.contest = contest.contest
left join contest.draw on draw.contest = contest.contest
where contest.contest = $1
