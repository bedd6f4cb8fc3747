-- Which version of a model scores: the gate's checks, what people were measured against, each change.

create table model.standing (
  standing_id integer generated always as identity primary key,
  version_id integer not null references model.version,
  run_id integer not null references run.run,
  is_live boolean not null,
  because text not null
    check (because in ('gate', 'experiment', 'rollback', 'before the gate')),
  changed_at timestamptz not null default clock_timestamp(),
  check (is_live or because = 'gate')
);
comment on table model.standing is
  'one row a change of the version of a model that scores: the latest row of a model says which does, or that the gate refused its newest';
comment on table model.version is 'one row a fitted version of a model; model.standing says which one scores';

-- Before there was a gate the newest version scored.
insert into model.standing (version_id, run_id, is_live, because, changed_at)
select version_id, run_id, true, 'before the gate', fitted_at
from model.version
order by version_id;

create table model.gate_check (
  version_id integer not null references model.version,
  position integer not null,
  check_name text not null,
  is_binding boolean not null,
  holds boolean not null,
  value double precision,
  low double precision,
  high double precision,
  bound double precision,
  sentence text not null,
  primary key (version_id, check_name)
);
comment on table model.gate_check is
  'one row a check of a version, with the figure that it goes by, its 95 % interval, its bound and what it says; a version goes live where all that bind hold';

create table model.reference (
  version_id integer not null references model.version,
  measure text not null,
  band integer not null check (band >= -1),
  kind text not null check (kind in ('number', 'category')),
  least double precision,
  level text,
  people bigint not null,
  primary key (version_id, measure, band)
);
comment on table model.reference is
  'one row a band of a feature among the people trained on, or of (score) among those held out: band -1 is missing, 0 what lies under the least of band 1 or is no level of its own';

create table model.drift (
  version_id integer not null references model.version,
  measure text not null,
  as_of date,
  people bigint not null,
  stability_index double precision not null,
  chance double precision not null,
  primary key (version_id, measure)
);
comment on table model.drift is
  'one row a feature of a version, or its (score): how far the people to be scored lay from model.reference when it was fitted, and the chance of that were they alike';

create table model.calibration (
  version_id integer not null references model.version,
  feature text not null,
  level text not null,
  people bigint not null,
  positives bigint not null,
  predicted double precision not null,
  observed double precision not null,
  low double precision not null,
  high double precision not null,
  primary key (version_id, feature, level)
);
comment on table model.calibration is
  'one row a level of a feature, or a tenth of (score), with 100 people held out or more: the mean chance told and the share that came, with its 95 % interval';

create table score.drift (
  run_id integer not null references run.run,
  model text not null,
  version_id integer not null references model.version,
  measure text not null,
  people bigint not null,
  stability_index double precision not null,
  chance double precision not null,
  primary key (run_id, measure)
);
comment on table score.drift is
  'one row a run of score and a feature, or the (score): how far the people scored lay from model.reference, and the chance of that were they alike';

grant select, insert
  on model.standing, model.gate_check, model.reference, model.drift, model.calibration, score.drift
  to data_team;
