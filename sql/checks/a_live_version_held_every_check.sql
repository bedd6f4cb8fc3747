-- Every model has a standing, and no version went live by the gate whose binding checks didn't hold.
-- reads: model.version, model.standing, model.gate_check
select version.model, version.version, gate_check.check_name
from model.version
join model.standing on standing.version_id = version.version_id
join model.gate_check on gate_check.version_id = version.version_id
where standing.is_live and standing.because = 'gate'
  and gate_check.is_binding and not gate_check.holds
union all
select version.model, version.version, null
from model.version
where not exists (select from model.standing where standing.version_id = version.version_id);
