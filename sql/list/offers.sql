-- What choosing an offer takes, of people who are named one by one: what they gave to the election, what people
-- like them give when they give, whether they are of those drawn by the event, and a model's chance that they
-- accept.
-- reads: score.person, score.uplift, feature.history
-- writes: -
select
  candidate.place, coalesce(giving.given_cents, 0)::bigint,
  coalesce({gift_cents}, 0)::float8, coalesce({drawn_by}, false), chance.probability
from unnest($1::bigint[]) with ordinality as candidate (person_id, place)
join {scores} as score on score.person_id = candidate.person_id and score.model = {model}
join {relation} as feature
  on feature.person_id = candidate.person_id and feature.as_of = {as_of}
left join score.person as chance
  on chance.person_id = candidate.person_id and chance.model = {chances}
left join (
  {giving}
) as giving on giving.person_id = candidate.person_id
order by 1
