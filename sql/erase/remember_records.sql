-- That these records are nobody's any more, as hashes.
-- reads: -
-- writes: source.erased_record
insert into source.erased_record (record_hash, erased_on)
select source.record_hash(erased.source, erased.record), $1
from pg_temp.erased
on conflict (record_hash) do nothing
