-- Ranks of a cut run from 1 without a gap but for people erased since, and nobody listed is below the
-- cut.
-- reads: list.decision, list.cut
select decision.cut_id
from list.decision
join list.cut on cut.cut_id = decision.cut_id
group by decision.cut_id, cut.erased_listed
having coalesce(max(rank), 0) - count(rank) not between 0 and cut.erased_listed
  or count(distinct rank) <> count(rank)
