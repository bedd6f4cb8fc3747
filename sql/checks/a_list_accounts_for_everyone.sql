-- Ranks of a cut run from 1 without a gap, and nobody listed is below the cut.
-- reads: list.decision
select cut_id
from list.decision
group by cut_id
having count(rank) <> coalesce(max(rank), 0) or count(distinct rank) <> count(rank);
