-- An election that only undone batches spoke of is none.
-- reads: person.vote
-- writes: person.election
delete from person.election
where not exists (
  select from person.vote
  where vote.election_on = election.election_on and vote.election_kind = election.election_kind
)
