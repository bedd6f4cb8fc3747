-- The numbers of unknown people who want no texts are few: they are written anew.
-- reads: -
-- writes: person.no_text_phone
delete from person.no_text_phone
