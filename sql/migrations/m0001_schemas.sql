-- The schemas: one a stage, and run.*, the only one that every stage writes.
revoke all on schema public from public;

create schema if not exists run;
create schema source;
create schema fec;
create schema person;
create schema feature;
create schema model;
create schema score;
create schema list;

comment on schema run is 'who made what, from what, by which rule: written by every stage';
comment on schema source is 'files as loaded, keyed by (source, record); read by match alone';
comment on schema fec is 'FEC reports: read by report alone, never a source of a solicitation (52 USC 30111(a)(4))';
comment on schema person is 'one human, one person_id; everything re-keyed to it';
comment on schema feature is 'what was known of a person on a day';
comment on schema model is 'fitted models, their terms, metrics and permitted purpose';
comment on schema score is 'one score a person and model';
comment on schema list is 'who was listed, who was not, and why';

grant usage on schema run to loader, data_team, reporter;
grant usage, create on schema source, person to loader;
grant usage on schema fec to loader, reporter;
grant usage on schema person to data_team, reporter;
grant usage on schema feature, model, score, list to data_team;
