-- Votes of changed people; of a vote that several batches state, the first that did.
-- reads: run.batch, source.vote
-- writes: person.vote
insert into person.vote (
  person_id, source, record, election_on, election, batch_id, known_on, election_kind, method, party
)
select distinct on (live.person_id, vote.election_on, vote.election)
  live.person_id, vote.source, vote.record, vote.election_on, vote.election, vote.batch_id,
  batch.known_on, vote.election_kind, vote.method, vote.party
from pg_temp.live
join source.vote on vote.source = live.source and vote.record = live.record
join run.batch on batch.batch_id = vote.batch_id
order by live.person_id, vote.election_on, vote.election, vote.batch_id, vote.source, vote.record
