-- How many people for whom there was no room are worth more than a contact costs.
-- reads: list.decision, score.person, score.uplift
-- writes: -
select count(*)
from list.decision
join {scores} as score
  on score.person_id = decision.person_id and score.model = $1
where decision.cut_id = $2 and decision.reason = 'belowTheCut' and {value} > $3
