-- How many reports wait, of how many the person is known, and the SHA-256 of those.
-- reads: list.outcome_inbox, person.identity
-- writes: -
with report as (
  select
    inbox.*,
    exists (
      select from person.identity
      where identity.person_id = inbox.person_id and identity.undone_on is null
    ) as is_known
  from list.outcome_inbox as inbox
)
select
  count(*), count(*) filter (where is_known),
  encode(
    sha256(convert_to(coalesce(
      string_agg(
        concat_ws(
          '|', person_id, reported_by, reported_at, contacted_on, channel, result, pledged_cents,
          pledge_due_on, note, call_back_on, pledge_by
        ), E'\n'
        order by person_id, reported_by, reported_at
      ) filter (where is_known), ''), 'UTF8')), 'hex')
from report
