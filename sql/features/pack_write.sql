-- What a pack holds, and what it was made of.
-- reads: -
-- writes: feature.pack
insert into feature.pack (
  feature_set, as_of, made_of, people, rows, columns, kinds, levels, level_counts
)
values ($1, $2, $3, $4, $5, $6, $7, $8, $9)
