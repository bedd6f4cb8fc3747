-- What an experiment's arms say of the comparison: whether who answered and what was known before
-- differ from the control by more than chance.
-- reads: model.arm
-- writes: -
select arm, answer_p, balance_p from model.arm where version_id = $1 and not is_control order by arm
