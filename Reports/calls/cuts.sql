-- What came of each list's calls, one row a cut that people worked from: of cuts that begin on one
-- day, the last. Money counts from the first day of the calls, $2 days long and before $1; a gift
-- given back by then is none. Households are drawn together, so that sums over them tell how far
-- off a mean may be.
-- reads: list.cut, list.decision, person.person, person.contact, person.contribution
-- writes: -
with worked as (
  select distinct on (list, starts_on) *
  from (
    select
      cut.cut_id, cut.list, cut.purpose, cut.cost_cents, cut.holdout_share,
      coalesce(cut.contact_from, cut.as_of) as starts_on
    from list.cut
  ) as dated
  where starts_on < $1
  order by list, starts_on, cut_id desc
),
person_of_cut as (
  select
    worked.cut_id, worked.starts_on, decision.person_id, person.household_id,
    decision.rank is not null as is_listed
  from worked
  join list.decision on decision.cut_id = worked.cut_id
  join person.person on person.person_id = decision.person_id
  where decision.rank is not null or decision.reason = 'heldOut'
),
contact as (
  select
    person_of_cut.cut_id, person_of_cut.person_id, count(*) as dials,
    bool_or(contact.result in (
      'canvassed', 'refused', 'call_back', 'do_not_call', 'do_not_text', 'do_not_contact')) as is_reached,
    max(contact.pledged_cents) as pledged_cents,
    min(contact.contacted_on) filter (where contact.pledged_cents > 0) as pledged_on,
    bool_or(
      contact.pledged_cents > 0 and coalesce(contact.pledge_due_on, contact.contacted_on + 30) < $1
    ) as is_due
  from person_of_cut
  join person.contact on contact.person_id = person_of_cut.person_id
    and contact.contacted_on >= person_of_cut.starts_on
    and contact.contacted_on < least($1, person_of_cut.starts_on + $2)
  group by person_of_cut.cut_id, person_of_cut.person_id
),
gift as (
  select
    person_of_cut.cut_id, person_of_cut.person_id,
    sum(contribution.kept_cents) as cents,
    sum(contribution.kept_cents) filter (where contribution.contributed_on >= contact.pledged_on)
      as since_pledge_cents
  from person_of_cut
  join (
    select
      person_id, contributed_on,
      case when refunded_on < $1 then coalesce(amount_cents - refunded_cents, 0) else amount_cents end
        as kept_cents
    from person.contribution
  ) as contribution on contribution.person_id = person_of_cut.person_id
    and contribution.contributed_on >= person_of_cut.starts_on
    and contribution.contributed_on < least($1, person_of_cut.starts_on + $2)
  left join contact on contact.cut_id = person_of_cut.cut_id
    and contact.person_id = person_of_cut.person_id
  group by person_of_cut.cut_id, person_of_cut.person_id
),
household as (
  select
    person_of_cut.cut_id, person_of_cut.is_listed, count(*)::float8 as people,
    coalesce(sum(gift.cents), 0)::float8 as cents,
    count(contact.person_id) as tried, coalesce(sum(contact.dials), 0) as dials,
    count(*) filter (where contact.is_reached) as reached,
    count(*) filter (where contact.pledged_cents > 0) as pledges,
    coalesce(sum(contact.pledged_cents), 0) as pledged_cents,
    coalesce(sum(contact.pledged_cents) filter (where contact.is_due), 0) as due_cents,
    coalesce(
      sum(least(contact.pledged_cents, coalesce(gift.since_pledge_cents, 0)))
        filter (where contact.is_due), 0
    ) as kept_cents
  from person_of_cut
  left join contact on contact.cut_id = person_of_cut.cut_id
    and contact.person_id = person_of_cut.person_id
  left join gift on gift.cut_id = person_of_cut.cut_id
    and gift.person_id = person_of_cut.person_id
  group by person_of_cut.cut_id, person_of_cut.is_listed, person_of_cut.household_id
)
select
  worked.list, worked.starts_on, worked.purpose, worked.cost_cents,
  (least($1, worked.starts_on + $2) - worked.starts_on)::bigint as days,
  household.is_listed, sum(household.people)::bigint as people, count(*) as households,
  sum(household.cents)::bigint as cents, sum(household.cents * household.cents) as cents_squared,
  sum(household.cents * household.people) as cents_people,
  sum(household.people * household.people) as people_squared,
  sum(household.tried)::bigint as tried, sum(household.dials)::bigint as dials,
  sum(household.reached)::bigint as reached, sum(household.pledges)::bigint as pledges,
  sum(household.pledged_cents)::bigint as pledged_cents,
  sum(household.due_cents)::bigint as due_cents, sum(household.kept_cents)::bigint as kept_cents
from worked
join household on household.cut_id = worked.cut_id
group by
  worked.list, worked.starts_on, worked.purpose, worked.cost_cents, household.is_listed
order by worked.starts_on desc, worked.list collate "C", household.is_listed desc
