-- A tenth of the part held out.
-- reads: -
-- writes: model.decile
insert into model.decile (version_id, decile, people, positives, lift) values ($1, $2, $3, $4, $5)
