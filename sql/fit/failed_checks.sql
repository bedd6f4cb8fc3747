-- Why the gate refused a version.
-- reads: model.gate_check
-- writes: -
select sentence
from model.gate_check
where version_id = $1 and is_binding and not holds
order by position
