-- Where each who was drawn and called upon stands: of several steps the last.
-- reads: contest.standing
-- writes: -
select distinct on (draw_rank) draw_rank, standing, ticket, reason, coalesce(consents, false), decided_on
from contest.standing
where contest = $1
order by draw_rank, standing = 'disqualified' desc, standing = 'verified' desc
