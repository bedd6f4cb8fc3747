-- A step of someone drawn.
-- reads: -
-- writes: contest.standing
insert into contest.standing (contest, draw_rank, standing, ticket, reason, consents, decided_on)
values ($1, $2, $3, $4, $5, $6, $7)
