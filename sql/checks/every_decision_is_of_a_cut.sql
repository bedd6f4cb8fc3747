-- A decision belongs to a cut that is on record.
-- reads: list.decision, list.cut
select distinct decision.cut_id
from list.decision
where not exists (select from list.cut where cut.cut_id = decision.cut_id)
