-- Cohorts by what an invitation brings and by whom a contact moves, beside those by a share; and to what
-- formats of event their people come.

alter table cohort.search
  add column measure text not null default 'share'
    check (measure in ('share', 'dollars', 'uplift'));
comment on column cohort.search.measure is
  'what groups are told by: the share with the outcome, cents an invitation, or an uplift';
alter table cohort.finding
  add column found_rate double precision,
  add column rate double precision;
update cohort.finding
set found_rate = found_positives::float8 / nullif(found_people, 0), rate = positives::float8 / nullif(people, 0);
comment on column cohort.finding.rate is
  'by the search''s measure, in the half that confirms; low, high and shrunken_rate go with it';

create table cohort.format (
  search_id integer not null,
  place integer not null check (place >= 0),
  format text not null,
  invited bigint not null,
  came bigint not null check (came between 0 and invited),
  telling bigint not null,
  log_odds double precision,
  standard_error double precision,
  shrunken double precision not null,
  primary key (search_id, place, format)
);
comment on table cohort.format is
  'one row a format and finding (place 0 for everyone of the search): the odds of coming to it against the same people''s other invitations';
grant select, insert on cohort.format to data_team;
