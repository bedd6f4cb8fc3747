-- Whether anyone was ever erased.
-- reads: source.erased_record
-- writes: -
select exists (select from source.erased_record)
