-- The elections in which anyone voted, from the day on which the first vote was known.
-- reads: person.vote
-- writes: person.election
insert into person.election (election_kind, election_on, known_on)
select election_kind, election_on, min(known_on)
from person.vote
group by election_kind, election_on
