-- What people answer, attend and read: poll answers, events and e-mail, as contacts are kept. What
-- the ledger and the call results lacked: money taken back, and the number that was dialled.

create table source.poll_answer (
  source text not null,
  record text not null,
  batch_id integer not null references run.batch,
  person_source text not null,
  person_record text not null,
  asked_on date not null,
  poll text not null,
  question text not null,
  answer text not null,
  primary key (source, record, batch_id)
);
comment on table source.poll_answer is 'one row an answer to a question of a poll, a batch';

create table source.attendance (
  source text not null,
  record text not null,
  batch_id integer not null references run.batch,
  person_source text not null,
  person_record text not null,
  event text not null,
  event_on date not null,
  star text,
  format text not null,
  rsvp text,
  attended boolean not null,
  paid_cents bigint not null,
  primary key (source, record, batch_id)
);
comment on table source.attendance is 'one row an invitation to an event and what came of it, a batch';

create table source.email_event (
  source text not null,
  record text not null,
  batch_id integer not null references run.batch,
  person_source text not null,
  person_record text not null,
  message text not null,
  theme text,
  event text not null,
  occurred_on date not null,
  primary key (source, record, batch_id)
);
comment on table source.email_event is
  'one row a thing that happened to a message sent to someone, a batch';

create index poll_answer_by_batch on source.poll_answer (batch_id);
create index attendance_by_batch on source.attendance (batch_id);
create index email_event_by_batch on source.email_event (batch_id);

create table person.poll_answer (
  person_id bigint not null,
  source text not null,
  record text not null,
  batch_id integer not null references run.batch,
  asked_on date not null,
  poll text not null,
  question text not null,
  answer text not null,
  primary key (person_id, source, record)
);
comment on table person.poll_answer is 'one row an answer of a person to a question of a poll';

create table person.attendance (
  person_id bigint not null,
  source text not null,
  record text not null,
  batch_id integer not null references run.batch,
  event text not null,
  event_on date not null,
  star text,
  format text not null,
  rsvp text,
  attended boolean not null,
  paid_cents bigint not null,
  primary key (person_id, source, record)
);
comment on table person.attendance is
  'one row an invitation of a person to an event; paid_cents is the event''s own count, the ledger is person.contribution';

create table person.email_event (
  person_id bigint not null,
  source text not null,
  record text not null,
  batch_id integer not null references run.batch,
  message text not null,
  theme text,
  event text not null,
  occurred_on date not null,
  primary key (person_id, source, record)
);
comment on table person.email_event is
  'one row a thing that happened to a message sent to a person; an unsubscribe stands here and bars nothing yet';

create index poll_answer_by_batch on person.poll_answer (batch_id);
create index attendance_by_batch on person.attendance (batch_id);
create index email_event_by_batch on person.email_event (batch_id);

grant select, insert, delete on source.poll_answer, source.attendance, source.email_event to loader;
grant select, insert, update, delete
  on person.poll_answer, person.attendance, person.email_event to loader;
grant select on person.poll_answer, person.attendance, person.email_event to data_team;

alter table source.contribution add column recovered_on date;
comment on column source.contribution.recovered_on is
  'the day on which the platform took the money back from the committee, as after a chargeback';

alter table source.contact add column phone bigint;
alter table person.contact add column phone bigint;
comment on column person.contact.phone is 'the number that was dialled, where the file says so';

alter table person.suppressed_phone
  add column reason text not null default 'do_not_call'
    check (reason in ('do_not_call', 'wrong_number', 'disconnected'));
