-- A person's entries of contests, by the gift that one came with or by an e-mail address, whatever stands
-- behind a `+` in it: of an address that others use too, those with the person's first name.
-- reads: source.voter, source.contribution
-- writes: contest.entry
with said as (
  select
    regexp_replace(lower(voter.email), '\+[^@]*@', '@') as email,
    lower(voter.first_name) as first_name
  from source.voter
  join pg_temp.erased on erased.source = voter.source and erased.record = voter.record
  where voter.email is not null
  union
  select regexp_replace(lower(gift.email), '\+[^@]*@', '@'), lower(gift.first_name)
  from source.contribution as gift
  join pg_temp.erased on erased.source = gift.source and erased.record = gift.donor_record
  where gift.email is not null
),
others as (
  select regexp_replace(lower(voter.email), '\+[^@]*@', '@') as email
  from source.voter
  where not exists (
    select from pg_temp.erased
    where erased.source = voter.source and erased.record = voter.record
  )
  union
  select regexp_replace(lower(gift.email), '\+[^@]*@', '@') from source.contribution as gift
  where not exists (
    select from pg_temp.erased
    where erased.source = gift.source and erased.record = gift.donor_record
  )
),
gone as (
  delete from contest.entry
  where (gift_source, gift_record) in (
    select gift.source, gift.record
    from source.contribution as gift
    join pg_temp.erased on erased.source = gift.source and erased.record = gift.donor_record
  )
  or exists (
    select from said
    where said.email = regexp_replace(lower(entry.email), '\+[^@]*@', '@')
      and (
        said.first_name is not distinct from lower(entry.first_name)
        or not exists (select from others where others.email = said.email)
      )
  )
  returning batch_id
)
select count(*), coalesce(array_agg(distinct batch_id::bigint), '{}') from gone
