-- A contest is opened.
-- reads: -
-- writes: contest.contest
insert into contest.contest (
  contest, run_id, definition, rules_sha256, opens_at, closes_at, prize_cents, secret, salt_key,
  commitment, opened_on
)
values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)
