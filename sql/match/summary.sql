-- What is known after a match.
-- reads: person.person, person.identity, source.contact
-- writes: -
select
  (select count(*) from person.person),
  (select count(*) from person.person where is_voter and is_donor),
  (select count(*) from person.person where is_donor and not is_voter),
  (
    select count(*)
    from source.contact
    where not exists (
      select from person.identity
      where identity.source = contact.person_source and identity.record = contact.person_record
        and identity.undone_on is null
    )
  )
