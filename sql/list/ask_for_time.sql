-- Whom a cut asks for time, since they gave up to the limit.
-- reads: -
-- writes: list.volunteer_ask
insert into list.volunteer_ask (person_id, cut_id)
select person_id, $1 from unnest($2) as asked (person_id)
