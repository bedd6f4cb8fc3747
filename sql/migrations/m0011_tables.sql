-- Tables of log odds as terms of a model: a curve along one feature, a grid along two; and segments,
-- which several questions part people into.

alter table model.term drop constraint term_kind_check;
alter table model.term add constraint term_kind_check
  check (kind in ('linear', 'missing', 'level', 'other', 'table', 'segments'));
alter table model.term add column cell_values double precision[];
alter table model.term add constraint term_has_cells_where_it_is_a_table
  check ((kind = 'table') = (cell_values is not null));
alter table model.term alter column standard_error drop not null;
alter table model.term add column household_error double precision;
comment on column model.term.household_error is
  'the standard error that allows for housemates resembling one another; null where there is none';
comment on column model.term.cell_values is
  'of a table: the log odds of each cell, the last axis of model.term_axis running fastest';
comment on column model.term.standard_error is
  'null where shrinkage or a choice among terms leaves none that could be believed';
comment on table model.term is
  'one row a term: coefficient times (value - centre) / scale, an indicator, or the value of a table''s cell or of a segment';

create table model.term_axis (
  version_id integer not null,
  position integer not null,
  axis integer not null check (axis in (1, 2)),
  feature text not null,
  cuts double precision[],
  levels text[],
  primary key (version_id, position, axis),
  foreign key (version_id, position) references model.term,
  check ((cuts is null) <> (levels is null))
);
comment on table model.term_axis is
  'one row an axis of a table: cell 0 is missing; then the numbers under the first cut, and from each cut on; or each level, and last all others';

create table model.segment (
  version_id integer not null,
  position integer not null,
  node integer not null check (node >= 0),
  feature text,
  below double precision,
  levels text[],
  or_missing boolean,
  value double precision not null,
  primary key (version_id, position, node),
  foreign key (version_id, position) references model.term,
  check ((feature is null) = (or_missing is null)),
  check (feature is not null or (below is null and levels is null)),
  check (below is null or levels is null)
);
comment on table model.segment is
  'one row a question of a term of segments, or a segment where there is no feature: in the order of reading, who answers yes before who answers no; the value is the mean log odds of who came there in training';

alter table model.version add column terms text not null default 'linear'
  check (terms in ('linear', 'auto'));
comment on column model.version.terms is
  'whether the terms are lines and levels, or were chosen among those, curves, pairs and segments';

grant select, insert on model.term_axis, model.segment to data_team;
