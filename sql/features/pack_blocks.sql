-- The blocks of a pack on their way in.
-- reads: -
-- writes: feature.pack_block
copy feature.pack_block (person_id, feature_set, as_of, last_person_id, rows, content)
from stdin (format binary)
