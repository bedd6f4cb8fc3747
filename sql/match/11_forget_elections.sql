-- The elections are few: they are written anew.
-- reads: -
-- writes: person.election
delete from person.election
