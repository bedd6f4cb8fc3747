-- Invitations to events: the waves of an event's list, whom each invited, and answers that come before the
-- event, when nobody can say yet who came.

alter table source.attendance
  add column guests smallint,
  alter column attended drop not null,
  alter column paid_cents drop not null;
alter table person.attendance
  add column guests smallint,
  alter column attended drop not null,
  alter column paid_cents drop not null;
comment on column person.attendance.guests is
  'how many the person brings, where the answer says so';
comment on column person.attendance.attended is 'whether the person came; null while nobody knows';

create table list.wave (
  cut_id integer primary key references list.cut,
  event text not null,
  event_on date not null,
  wave integer not null check (wave > 0),
  answer_by date not null,
  seats integer not null check (seats > 0),
  check (answer_by <= event_on)
);
comment on table list.wave is
  'one row a cut of an event''s list: the wave that it invites, of which the latest cut counts';

create table list.invitation (
  person_id bigint not null,
  cut_id integer not null references list.wave,
  seats smallint not null check (seats > 0),
  price_cents bigint check (price_cents > 0),
  accept_chance double precision not null check (accept_chance between 0 and 1),
  is_drawn boolean not null,
  primary key (person_id, cut_id)
);
comment on table list.invitation is 'one row a person invited by a wave';
comment on column list.invitation.seats is 'the seats offered: two where who lives there comes too';
comment on column list.invitation.accept_chance is
  'the chance of accepting at a middling evening, as it was known then';
create index invitation_by_cut on list.invitation (cut_id);

grant select, insert on list.wave to data_team;
grant select, insert, delete on list.invitation to data_team;
