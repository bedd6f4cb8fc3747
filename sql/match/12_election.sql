-- The elections in which anyone voted, from new batches.
-- reads: run.batch, source.vote
-- writes: person.election
insert into person.election (election_kind, election_on, known_on)
select vote.election_kind, vote.election_on, min(batch.known_on)
from source.vote
join run.batch on batch.batch_id = vote.batch_id
where batch.matched_at is null and batch.undone_at is null
group by vote.election_kind, vote.election_on
on conflict (election_kind, election_on) do update
set known_on = least(election.known_on, excluded.known_on)
