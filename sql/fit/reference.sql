-- The bands of a version's measures among the people that it was learned from, on their way in.
-- reads: -
-- writes: model.reference
copy model.reference (version_id, measure, band, kind, least, level, people)
from stdin (format binary)
