-- Everyone of the universe as of a day, with the first reason that keeps them off the list; who
-- has none is below the cut until placed. What keeps people off is all that is known today: a gift
-- or a death heard of after the day counts, unless the day is replayed ({known_before}). Numbers are
-- counted of those alone of whom one is barred: that anyone has a number needs no counting.
-- reads: list.touch, list.number_touch, list.pledge, feature.history, score.person, score.uplift, person.person, person.phone, person.do_not_call, person.suppressed_phone, person.contact, person.contribution, run.sample_bucket
-- writes: -
select
  feature.person_id,
  {value}::float8 as value,
  case
    when heard.no_contact then 'doNotContact'
    when {uses_phone} and (
      do_not_call.person_id is not null or barred.has_asked and not barred.is_resting
    ) then 'doNotCall'
    when {is_text} and heard.no_texts then 'doNotText'
    when {is_mail} and heard.no_letters then 'doNotMail'
    when person.is_confidential then 'confidential'
    when heard.is_dead then 'deceased'
    when coalesce(person.status = 'preregistered', false) or coalesce(
      person.birth_year > extract(year from {as_of})::integer - 19 or person.age_at_year_end < 19, false
    ) then 'minor'
    when coalesce(person.status in ('removed', 'denied'), false) then 'removed'
    when heard.has_moved then 'moved'
    when {is_call} and heard.barrier_on > coalesce(heard.talked_on, '-infinity')
      then 'languageBarrier'
    when {is_solicitation} and person.is_foreign_address then 'foreignAddress'
    when {maxed_out_first} and giving.is_maxed_out then 'maxedOut'
    when {event_bar} is not null then {event_bar}
    when touched.refusal_until > {contact_on} then 'refusedRecently'
    when touched.touch_until > {contact_on} or {uses_phone} and barred.is_resting
      then 'contactedRecently'
    when {is_outside_hours} then 'outsideCallingHours'
    when score.person_id is null and {scores_rest}
      and run.sample_bucket(person.household_id, {factor}, {summand}) < {training_buckets}
      then 'inTrainingPart'
    when score.person_id is null then 'noScore'
    when {is_not_due} then 'noPledge'
    when {value} is null then 'noScore'
    when {is_not_moved} then 'notMoved'
    when {is_not_worth_it} then 'notWorthTheCost'
    when {uses_phone} and (reachable.person_id is null or barred.person_id is not null)
      then 'noPhone'
    when giving.is_maxed_out then 'maxedOut'
    when {is_under_tiers} then 'underTheTiers'
    else 'belowTheCut'
  end as reason
from {relation} as feature
join {people} as person on person.person_id = feature.person_id
left join {scores} as score
  on score.person_id = feature.person_id and score.model = {model}
left join person.do_not_call
  on do_not_call.person_id = feature.person_id and do_not_call.since < {known_before}
left join (
  select person.person_id
  from person.person
  where exists (
    select from person.phone where phone.person_id = person.person_id and {is_reachable})
) as reachable on reachable.person_id = feature.person_id
left join (
  select barred_person.person_id, barred_person.has_asked, barred_person.is_resting
  from (
    select
      phone.person_id, bool_or(suppressed_phone.reason = 'do_not_call') as has_asked,
      bool_or(suppressed_phone.reason = 'resting') as is_resting,
      count(distinct phone.phone) filter (where {is_reachable}) as barred_count
    from {suppressed_phones} as suppressed_phone
    join person.phone on phone.phone = suppressed_phone.phone
    group by phone.person_id
  ) as barred_person
  where barred_person.barred_count = (
    select count(*) from person.phone
    where phone.person_id = barred_person.person_id and {is_reachable})
) as barred on barred.person_id = feature.person_id
left join (
  select
    person_id, bool_or(result = 'deceased') as is_dead, bool_or(result = 'moved') as has_moved,
    bool_or(result = 'do_not_text') as no_texts, bool_or(result = 'do_not_mail') as no_letters,
    bool_or(result = 'do_not_contact') as no_contact,
    max(contacted_on) filter (where result = 'language_barrier') as barrier_on,
    max(contacted_on) filter (where result = 'canvassed') as talked_on
  from person.contact
  where result in (
      'deceased', 'moved', 'do_not_text', 'do_not_mail', 'do_not_contact', 'language_barrier',
      'canvassed')
    and contacted_on < {known_before}
  group by person_id
) as heard on heard.person_id = feature.person_id
left join (
  select
    person_id, given_cents > {limit_cents} - {least_ask_cents} as is_maxed_out,
    given_cents > {limit_cents} - {least_price_cents}
      and given_cents <= {limit_cents} - {least_ask_cents} as has_no_room
  from (
    {giving}
  ) as given
  where {is_solicitation}
    and given_cents > {limit_cents} - greatest({least_ask_cents}, {least_price_cents})
) as giving on giving.person_id = feature.person_id
left join (
  {cool_off}
) as touched on touched.person_id = feature.person_id
{event_joins}
where feature.as_of = {as_of} and {conditions}
