-- Decisions that leaned on a registration which no file holds any more are undone, and made anew
-- by what is left.
-- reads: run.batch, source.voter, person.voter
-- writes: person.identity
update person.identity
set undone_on = now(), decided_run = $1
where undone_on is null
  and person_id in (
    select voter.person_id
    from person.voter
    where voter.batch_id in (
        select batch_id from run.batch where undone_at is not null and undone_matched_at is null
      )
      and not exists (
        select from source.voter as stated
        where stated.source = voter.source and stated.record = voter.record
      )
  )
  and not exists (
    select from source.voter as stated
    where stated.source = identity.source and stated.record = identity.record
  )
