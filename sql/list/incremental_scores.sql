-- What an arm adds to each person's chance, with what people like them give when they give.
-- reads: score.uplift, score.person
-- writes: -
select uplift.*, amount.expected_cents / nullif(amount.probability, 0) as gift_cents
from score.uplift
left join score.person as amount
  on amount.person_id = uplift.person_id and amount.model = {amounts}
