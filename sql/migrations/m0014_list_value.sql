-- What a person was ranked by stays with the decision: the order of a cut can be told without the scores of
-- its day, and is read without them. Who is taken off a list that is out stays in its comparison.

alter table list.decision
  add column value double precision,
  add column withdrawn text,
  add check (withdrawn is null or rank is not null),
  -- Checked a row at a time this took longer than all joins of a wide cut. The one statement that writes
  -- decisions opens their cut first; a check looks for those without one.
  drop constraint decision_cut_id_fkey;
comment on column list.decision.withdrawn is
  'why someone listed was taken off at a later export; what came of them still counts as the list''s';
comment on column list.decision.value is
  'what the list ranks by, higher first; null for whom the model has no score';
