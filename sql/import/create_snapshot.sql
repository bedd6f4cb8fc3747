-- The table of a snapshot layout as loaded.
-- reads: -
-- writes: source.*
create table if not exists source.{table} (
  source text not null,
  record text not null,
  batch_id integer not null references run.batch,
  record_id bigint not null,
  primary key (source, record, batch_id)
)
