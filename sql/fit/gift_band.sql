-- The smoothed mean gift of a band of the highest previous gift.
-- reads: -
-- writes: model.gift_band
insert into model.gift_band (version_id, band, up_to_cents, gifts, mean_cents)
values ($1, $2, $3, $4, $5)
