-- What a version stands for where its people were drawn by their outcome, and what a contact costs.

alter table model.version
  add column population_rate double precision
    check (population_rate > 0 and population_rate < 1),
  add column contact_cost_cents bigint check (contact_cost_cents > 0);
comment on column model.version.population_rate is
  'the share of positives in the population, where the people were drawn by their outcome; null where they were drawn at random. The intercept is corrected to it and the metrics are weighted to it';
comment on column model.version.contact_cost_cents is
  'what one contact costs, for the metrics of profit; null where none was given';
