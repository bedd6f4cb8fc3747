-- The smoothed mean gifts of a version.
-- reads: model.gift_band
-- writes: -
select up_to_cents, mean_cents from model.gift_band where version_id = $1 order by band
