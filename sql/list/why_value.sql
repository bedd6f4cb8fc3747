-- What a list's model says of a person, as the list ranks people, and of the last who is listed.
-- reads: score.person, score.uplift, list.decision
-- writes: -
select
  (select {value}::float8 from {scores} as score where score.model = $1 and score.person_id = $2),
  (
    select {value}::float8
    from list.decision
    join {scores} as score on score.person_id = decision.person_id and score.model = $1
    where decision.cut_id = $3 and decision.rank is not null
    order by decision.rank desc
    limit 1
  )
