-- Experiments: what a lot shows of each arm, whom a model expects to be moved, and by how much.

alter table run.layout_column drop constraint layout_column_role_check;
alter table run.layout_column add constraint layout_column_role_check
  check (role in ('key', 'feature', 'outcome', 'treatment', 'cluster', 'leak'));

alter table model.version
  add column kind text not null default 'propensity'
    check (kind in ('propensity', 'uplift', 'effects')),
  add column treated_intercept double precision,
  add column control_intercept double precision,
  add column verdict text,
  alter column intercept drop not null,
  alter column log_likelihood drop not null,
  add check ((kind = 'propensity') = (intercept is not null)),
  add check ((kind = 'uplift') = (treated_intercept is not null)),
  add check ((kind = 'uplift') = (control_intercept is not null)),
  -- No uplift without the answer to whether ranking by it is worth anything.
  add check ((kind = 'uplift') = (verdict is not null)),
  add check (verdict in ('targeting helps', 'no evidence that targeting helps'));
comment on column model.version.kind is
  'propensity: a chance; uplift: what an arm adds to it; effects: averages alone, which score nobody';

create table model.arm (
  version_id integer not null references model.version,
  arm text not null,
  is_control boolean not null,
  people bigint not null,
  with_outcome bigint not null,
  answer_difference double precision,
  answer_p double precision,
  balance_statistic double precision,
  balance_degrees integer,
  balance_p double precision,
  primary key (version_id, arm)
);
comment on table model.arm is
  'one row an arm of an experiment: its people, the share with an outcome and the balance against the control';

create table model.effect (
  version_id integer not null references model.version,
  measure text not null check (measure in ('yes', 'gift')),
  arm text not null,
  people bigint not null,
  clusters bigint not null,
  mean double precision not null,
  control_people bigint not null,
  control_clusters bigint not null,
  control_mean double precision not null,
  difference double precision not null,
  standard_error double precision not null,
  low double precision not null,
  high double precision not null,
  primary key (version_id, measure, arm)
);
comment on table model.effect is
  'one row an arm and measure (the share of yes, the mean gift in dollars): the difference from the control with its cluster-robust 95 % interval';

create table model.uplift_term (
  version_id integer not null references model.version,
  position integer not null,
  feature text not null,
  kind text not null check (kind in ('bounded', 'missing', 'level', 'other')),
  levels text[] not null default '{}',
  missing_is_kept boolean not null default false,
  centre double precision not null,
  scale double precision not null,
  treated_coefficient double precision not null,
  control_coefficient double precision not null,
  training_mean double precision not null,
  primary key (version_id, position)
);
comment on table model.uplift_term is
  'one row a term of both arms'' models, as in model.term';

create table model.uplift_fifth (
  version_id integer not null references model.version,
  fifth integer not null check (fifth between 1 and 5),
  people bigint not null,
  expected double precision not null,
  difference double precision not null,
  low double precision not null,
  high double precision not null,
  primary key (version_id, fifth)
);
comment on table model.uplift_fifth is
  'one row a fifth of an experiment''s people by cross-fitted uplift, best first: what was expected of it and what the lot shows';

create table score.uplift (
  person_id bigint not null,
  model text not null,
  version_id integer not null references model.version,
  as_of date not null,
  uplift double precision not null check (uplift between -1 and 1),
  treated_probability double precision not null check (treated_probability between 0 and 1),
  control_probability double precision not null check (control_probability between 0 and 1),
  in_training boolean not null,
  source text not null,
  record text not null,
  primary key (person_id, model)
);
comment on table score.uplift is
  'one row a person and model: the chance if treated less the chance if not; no chance of anything';

create table score.uplift_cutoff (
  model text not null,
  percentile integer not null check (percentile between 1 and 99),
  uplift double precision not null,
  primary key (model, percentile)
);
comment on table score.uplift_cutoff is
  'one row a percentile of a model''s current uplifts: its highest';

grant select, insert on model.arm, model.effect, model.uplift_term, model.uplift_fifth to data_team;
grant select, insert, delete on score.uplift, score.uplift_cutoff to data_team;
