-- Rows of a batch whose person was erased leave it again, before anyone sees them.
-- reads: source.*, source.erased_record
-- writes: source.*, probe.stated
delete from {table}
where batch_id = {batch}
  and source.record_hash({source}, {record}) in (select record_hash from source.erased_record)
