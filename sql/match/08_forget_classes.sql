-- Takes away what is known of these people's protected classes, to write it anew.
-- reads: -
-- writes: probe.person_class
delete from probe.person_class where person_id in (select person_id from pg_temp.class_changed)
