-- The suppressed phones are few: they are written anew.
-- reads: -
-- writes: person.suppressed_phone
delete from person.suppressed_phone
