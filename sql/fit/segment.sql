-- A question of a term of segments, or a segment.
-- reads: -
-- writes: model.segment
insert into model.segment (version_id, position, node, feature, below, levels, or_missing, value)
values ($1, $2, $3, $4, $5, $6, $7, $8)
