-- The table of a snapshot layout by person.
-- reads: -
-- writes: person.*
create table if not exists person.{table} (
  person_id bigint not null,
  source text not null,
  record text not null,
  batch_id integer not null references run.batch,
  known_on date not null,
  primary key (person_id, batch_id, source, record)
)
