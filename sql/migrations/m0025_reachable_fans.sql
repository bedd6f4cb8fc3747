-- Of a star's fans in a region, those who can be asked to come.

alter table cohort.match add column reachable integer check (reachable between 0 and fans);
comment on column cohort.match.reachable is
  'fans who live, are registered where they were and have an address or a number at which they may be asked; null of people of a snapshot, whom no file knows';
