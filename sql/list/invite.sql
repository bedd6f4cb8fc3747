-- Whom a cut invites, and what they are offered; 0 stands for no price.
-- reads: -
-- writes: list.invitation
insert into list.invitation (person_id, cut_id, seats, price_cents, accept_chance, is_drawn)
select invited.person_id, $1, invited.seats, nullif(invited.price_cents, 0), invited.chance,
  invited.is_drawn = 1
from unnest($2, $3, $4, $5, $6)
  as invited (person_id, seats, price_cents, chance, is_drawn)
