-- A model's scores on their way into a table of their own, which nobody sees before it is whole.
-- reads: -
-- writes: score.*
copy score.{part} (
  person_id, model, version_id, as_of, probability, expected_cents, in_training, source, record
)
from stdin (format binary, freeze)
