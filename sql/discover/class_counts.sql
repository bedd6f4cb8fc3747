-- How many people of each protected class stand in each group, blurred and without small counts: people $2 with
-- their parts $3, groups $4 of parts $5. The function puts the question of run $1 on record.
-- reads: cohort.class_counts
-- writes: -
select group_number, kind, value, known, fewest, most
from cohort.class_counts($1, $2, $3, $4, $5)
order by group_number, kind, value
