-- Features, models, scores, and the chain that lets no forbidden column through.

create table feature.feature_set (
  feature_set text primary key,
  relation text not null,
  kind text not null check (kind in ('events', 'snapshot'))
);
comment on table feature.feature_set is
  'one row a set of features and the table that holds it: events as of a day, or a snapshot of its own day';

create table feature.feature (
  feature_set text not null references feature.feature_set,
  feature text not null,
  position integer not null,
  kind text not null check (kind in ('number', 'flag', 'category', 'cents')),
  says text,
  is_offered boolean not null default true,
  primary key (feature_set, feature)
);
comment on table feature.feature is 'one row a feature, with the words a caller reads; one that its layout no longer calls a feature is offered to no new model';

create table feature.origin (
  feature_set text not null,
  feature text not null,
  target text not null,
  column_name text not null,
  primary key (feature_set, feature, target, column_name),
  foreign key (feature_set, feature) references feature.feature
);
comment on table feature.origin is 'one row a column of person.* that a feature is made of';

create table feature.provenance (
  feature_set text not null,
  feature text not null,
  provenance text not null references run.provenance,
  primary key (feature_set, feature, provenance),
  foreign key (feature_set, feature) references feature.feature
);
comment on table feature.provenance is
  'one row a feature and a class of the data it is made of, inherited from the columns of its origin';

create table feature.history (
  person_id bigint not null,
  as_of date not null,
  gift_count integer not null,
  gift_count_1_year integer not null,
  gift_total_cents bigint not null,
  largest_gift_cents bigint,
  latest_gift_cents bigint,
  mean_gift_cents bigint,
  days_since_latest_gift integer,
  days_since_first_gift integer,
  refund_count integer not null,
  is_sustainer boolean not null,
  generals_voted_of_4 integer not null,
  primaries_voted_of_4 integer not null,
  age integer,
  sex text,
  party text,
  county text,
  years_registered double precision,
  household_voters integer,
  has_phone boolean not null,
  calls_90_days integer not null,
  conversations_90_days integer not null,
  primary key (person_id, as_of)
);
comment on table feature.history is
  'one row a person and day: what the committee knew at the end of the day before';

insert into feature.feature_set values ('history', 'feature.history', 'events');
insert into feature.feature values
  ('history', 'gift_count', 1, 'number', 'gifts so far: {value}'),
  ('history', 'gift_count_1_year', 2, 'number', 'gifts in the last year: {value}'),
  ('history', 'gift_total_cents', 3, 'cents', 'has given {value} in all'),
  ('history', 'largest_gift_cents', 4, 'cents', 'largest gift was {value}'),
  ('history', 'latest_gift_cents', 5, 'cents', 'latest gift was {value}'),
  ('history', 'mean_gift_cents', 6, 'cents', 'gives {value} on average'),
  ('history', 'days_since_latest_gift', 7, 'number', 'last gave {value} days ago'),
  ('history', 'days_since_first_gift', 8, 'number', 'first gave {value} days ago'),
  ('history', 'refund_count', 9, 'number', 'gifts refunded: {value}'),
  ('history', 'is_sustainer', 10, 'flag', 'gives every month'),
  ('history', 'generals_voted_of_4', 11, 'number', 'voted in {value} of the last 4 generals'),
  ('history', 'primaries_voted_of_4', 12, 'number', 'voted in {value} of the last 4 primaries'),
  ('history', 'age', 13, 'number', 'about {value} years old'),
  ('history', 'sex', 14, 'category', 'registered sex {value}'),
  ('history', 'party', 15, 'category', 'registered {value}'),
  ('history', 'county', 16, 'category', 'lives in {value} County'),
  ('history', 'years_registered', 17, 'number', 'registered for {value} years'),
  ('history', 'household_voters', 18, 'number', 'voters in the household: {value}'),
  ('history', 'has_phone', 19, 'flag', 'phone is known'),
  ('history', 'calls_90_days', 20, 'number', 'calls in 90 days: {value}'),
  ('history', 'conversations_90_days', 21, 'number', 'talks with us in 90 days: {value}');
insert into feature.origin (feature_set, feature, target, column_name)
select 'history', feature, 'contribution', column_name
from (values
  ('gift_count', 'contributed_on'), ('gift_count_1_year', 'contributed_on'),
  ('gift_total_cents', 'amount_cents'), ('largest_gift_cents', 'amount_cents'),
  ('latest_gift_cents', 'amount_cents'), ('mean_gift_cents', 'amount_cents'),
  ('days_since_latest_gift', 'contributed_on'), ('days_since_first_gift', 'contributed_on'),
  ('refund_count', 'refunded_on'), ('is_sustainer', 'is_recurring')
) as own (feature, column_name)
union all
select 'history', feature, 'voter', column_name
from (values
  ('age', 'birth_year'), ('sex', 'sex'), ('party', 'party'), ('county', 'county'),
  ('years_registered', 'registered_on'), ('household_voters', 'street'), ('has_phone', 'phone')
) as file (feature, column_name)
union all
values
  ('history', 'generals_voted_of_4', 'vote', 'election_on'),
  ('history', 'primaries_voted_of_4', 'vote', 'election_on'),
  ('history', 'calls_90_days', 'contact', 'result'),
  ('history', 'conversations_90_days', 'contact', 'result');

create table model.version (
  version_id integer generated always as identity primary key,
  model text not null,
  version integer not null,
  run_id integer not null references run.run,
  purpose text not null references run.purpose,
  feature_set text not null references feature.feature_set,
  question text not null,
  definition text not null,
  trained_as_of date,
  trained_batches integer[] not null,
  training_buckets bigint not null,
  seed text not null,
  penalty double precision not null,
  rows bigint not null,
  positives bigint not null,
  intercept double precision not null,
  log_likelihood double precision not null,
  fitted_at timestamptz not null default now(),
  unique (model, version),
  unique (version_id, purpose, feature_set)
);
comment on table model.version is 'one row a fitted version of a model; the highest version is the one that scores';

create table model.term (
  version_id integer not null references model.version,
  position integer not null,
  feature text not null,
  kind text not null check (kind in ('linear', 'missing', 'level', 'other')),
  levels text[] not null default '{}',
  missing_is_kept boolean not null default false,
  centre double precision not null,
  scale double precision not null,
  coefficient double precision not null,
  standard_error double precision not null,
  training_mean double precision not null,
  primary key (version_id, position)
);
comment on table model.term is
  'one row a term: coefficient times (value - centre) / scale, or an indicator';

create table model.term_provenance (
  version_id integer not null,
  purpose text not null,
  feature_set text not null,
  feature text not null,
  provenance text not null,
  primary key (version_id, feature, provenance),
  foreign key (version_id, purpose, feature_set)
    references model.version (version_id, purpose, feature_set),
  foreign key (feature_set, feature, provenance) references feature.provenance,
  constraint term_provenance_must_be_permitted
    foreign key (provenance, purpose) references run.permitted_use
);
comment on table model.term_provenance is
  'one row a feature of a model and a class of its data; the database refuses a class not permitted for the model''s purpose';

create table model.metric (
  version_id integer not null references model.version,
  metric text not null,
  value double precision not null,
  low double precision,
  high double precision,
  primary key (version_id, metric)
);
comment on table model.metric is
  'one row a figure measured on the part held out of training, with its 95 % interval where it has one';

create table model.decile (
  version_id integer not null references model.version,
  decile integer not null,
  people double precision not null,
  positives double precision not null,
  lift double precision not null,
  primary key (version_id, decile)
);
comment on table model.decile is 'one row a tenth of the held-out part, best scores first';

create table model.gift_band (
  version_id integer not null references model.version,
  band integer not null,
  up_to_cents bigint,
  gifts bigint not null,
  mean_cents bigint not null,
  primary key (version_id, band)
);
comment on table model.gift_band is
  'one row a band of the highest previous gift with the smoothed mean gift of its givers; the last band is open';

create table score.person (
  person_id bigint not null,
  model text not null,
  version_id integer not null references model.version,
  as_of date not null,
  probability double precision not null check (probability between 0 and 1),
  expected_cents bigint not null,
  in_training boolean not null,
  source text not null,
  record text not null,
  primary key (person_id, model)
);
comment on table score.person is
  'one row a person and model: the chance, and that chance times the band mean gift';

create table score.cutoff (
  model text not null,
  percentile integer not null check (percentile between 1 and 99),
  probability double precision not null,
  primary key (model, percentile)
);
comment on table score.cutoff is
  'one row a percentile of a model''s current scores: its highest probability';

grant select on all tables in schema feature, model, score to data_team;
grant insert, update on feature.feature_set, feature.feature to data_team;
grant insert on feature.origin, feature.provenance to data_team;
grant insert, delete on feature.history to data_team;
grant insert on all tables in schema model to data_team;
grant insert, delete on score.person, score.cutoff to data_team;
