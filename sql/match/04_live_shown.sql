-- The number that a list showed stands as long as another record says who the person is.
-- reads: person.identity
-- writes: -
insert into pg_temp.live
select distinct identity.person_id, identity.source, identity.record
from person.identity
join pg_temp.live on live.person_id = identity.person_id
where identity.source = 'groundswell' and identity.undone_on is null
