-- Every receipt of the committee's own ledger from day $1 to the day before $2, contributor by
-- contributor in order of days, with who gave it. A refund before $2 alone is known. Of contributors
-- who were erased the receipts stand that the law keeps, each donor record a contributor of its own,
-- below zero, where nobody's number is. The last columns are the day on which the treasurer last cleared the
-- source of the contributor's gifts so far, and what was given back, null for all of it.
-- reads: person.contribution, person.receipt, person.contact, kept.receipt
-- writes: -
select
  contribution.person_id, contribution.source collate "C" as source,
  contribution.record collate "C" as record, contribution.contributed_on,
  contribution.amount_cents,
  case when contribution.refunded_on < $2 then contribution.refunded_on end as refunded_on,
  contribution.designation, receipt.first_name, receipt.last_name, receipt.street, receipt.city,
  receipt.state, receipt.zip5, receipt.country, receipt.employer, receipt.occupation,
  receipt.payment_method, cleared.cleared_on,
  case when contribution.refunded_on < $2 then contribution.refunded_cents end
from person.contribution
left join person.receipt
  on receipt.person_id = contribution.person_id and receipt.source = contribution.source
    and receipt.record = contribution.record
left join (
  select person_id, max(contacted_on) as cleared_on
  from person.contact
  where result = 'source_cleared' and contacted_on < $2
  group by person_id
) as cleared on cleared.person_id = contribution.person_id
where contribution.contributed_on >= $1 and contribution.contributed_on < $2
union all
select
  -1 - ('x' || left(encode(donor_hash, 'hex'), 15))::bit(60)::bigint, source collate "C",
  record collate "C", contributed_on, amount_cents,
  case when refunded_on < $2 then refunded_on end, null, first_name, last_name, street, city, state,
  zip5, null, employer, occupation, null, null, case when refunded_on < $2 then refunded_cents end
from kept.receipt
where contributed_on >= $1 and contributed_on < $2
order by person_id, contributed_on, source, record
