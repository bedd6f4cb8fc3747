-- The scores of people, with what they promised and hasn't come.
-- reads: score.person, list.pledge
-- writes: -
select score.*, pledge.due_on, pledge.pledged_cents - pledge.paid_cents as due_cents
from score.person as score
left join list.pledge
  on pledge.person_id = score.person_id and pledge.pledged_cents > pledge.paid_cents
