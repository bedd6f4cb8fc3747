-- The five small-donor shares from the committee's own ledger, as numerators and denominators in
-- one row: gifts from day $1 to the day before $2. What was given back before $2 counts nothing, so no
-- donor's total falls below zero; amounts below zero name no gift to take them off, and are only
-- counted (unlinked). Donors are counted twice: a person is a donor (merged), and a donor record
-- is a donor (unmerged). A gift or total of exactly the threshold is small, as exactly $200 is not
-- itemised (11 CFR 104.3(a)(4)). Each step keeps person_id first, so that shards need not talk.
-- Of donors who were erased the receipts count that the law keeps, each donor record a donor.
-- reads: person.contribution, kept.receipt
-- writes: -
with stated as (
  select
    person_id, source, donor_record, contributed_on, amount_cents,
    case when refunded_on < $2 then coalesce(refunded_cents, amount_cents) else 0 end
      as refunded_cents
  from person.contribution
  where contributed_on >= $1 and contributed_on < $2
  union all
  -- Below zero, where nobody's number is.
  select
    -1 - ('x' || left(encode(donor_hash, 'hex'), 15))::bit(60)::bigint, source,
    encode(donor_hash, 'hex'), contributed_on, amount_cents,
    case when refunded_on < $2 then coalesce(refunded_cents, amount_cents) else 0 end
  from kept.receipt
  where contributed_on >= $1 and contributed_on < $2
),
receipt as (
  select
    person_id, source, donor_record, contributed_on,
    greatest(amount_cents - greatest(refunded_cents, 0), 0) as gift_cents,
    greatest(refunded_cents, 0) as refund_cents,
    greatest(-amount_cents, 0) as unlinked_cents
  from stated
),
-- The ledger has days, not hours: gifts of one day enter the running total together.
running as (
  select
    *,
    sum(gift_cents) over (partition by person_id order by contributed_on)
      as merged_to_date_cents,
    sum(gift_cents) over (partition by person_id, source, donor_record order by contributed_on)
      as unmerged_to_date_cents
  from receipt
),
donor_record as (
  select
    person_id,
    count(*) filter (where gift_cents > 0) as gift_count,
    sum(gift_cents)::bigint as gift_cents,
    min(contributed_on) filter (where gift_cents > 0) as first_gift_on,
    max(contributed_on) filter (where gift_cents > 0) as last_gift_on,
    count(*) filter (where refund_cents > 0) as refund_count,
    sum(refund_cents)::bigint as refund_cents,
    count(*) filter (where unlinked_cents > 0) as unlinked_refund_count,
    sum(unlinked_cents)::bigint as unlinked_refund_cents,
    count(*) filter (where gift_cents between 1 and 25000) as small_gift_count,
    sum(gift_cents) filter (where gift_cents <= 20000) as small_gift_cents,
    sum(gift_cents) filter (where merged_to_date_cents <= 20000) as merged_unitemised_cents,
    sum(gift_cents) filter (where unmerged_to_date_cents <= 20000) as unmerged_unitemised_cents
  from running
  group by person_id, source, donor_record
),
person as (
  select
    person_id,
    sum(gift_count) as gift_count,
    sum(gift_cents)::bigint as gift_cents,
    min(first_gift_on) as first_gift_on,
    max(last_gift_on) as last_gift_on,
    sum(refund_count) as refund_count,
    sum(refund_cents) as refund_cents,
    sum(unlinked_refund_count) as unlinked_refund_count,
    sum(unlinked_refund_cents) as unlinked_refund_cents,
    sum(small_gift_count) as small_gift_count,
    sum(small_gift_cents) as small_gift_cents,
    sum(merged_unitemised_cents) as merged_unitemised_cents,
    sum(unmerged_unitemised_cents) as unmerged_unitemised_cents,
    sum(gift_cents) filter (where gift_cents <= 20000) as unmerged_small_donor_cents,
    count(*) filter (where gift_cents between 1 and 20000) as unmerged_small_donor_count,
    count(*) filter (where gift_cents > 0) as unmerged_donor_count
  from donor_record
  group by person_id
)
select
  25000::bigint as small_gift_count_threshold_cents,
  20000::bigint as small_threshold_cents,
  coalesce(sum(gift_count), 0)::bigint as gift_count,
  coalesce(sum(gift_cents), 0)::bigint as gift_cents,
  min(first_gift_on) as first_gift_on,
  max(last_gift_on) as last_gift_on,
  coalesce(sum(refund_count), 0)::bigint as refund_count,
  coalesce(sum(refund_cents), 0)::bigint as refund_cents,
  coalesce(sum(unlinked_refund_count), 0)::bigint as unlinked_refund_count,
  coalesce(sum(unlinked_refund_cents), 0)::bigint as unlinked_refund_cents,
  coalesce(sum(small_gift_count), 0)::bigint as small_gift_count,
  coalesce(sum(small_gift_cents), 0)::bigint as small_gift_cents,
  count(*) filter (where gift_cents > 0) as merged_donor_count,
  count(*) filter (where gift_cents between 1 and 20000) as merged_small_donor_count,
  coalesce(sum(gift_cents) filter (where gift_cents <= 20000), 0)::bigint
    as merged_small_donor_cents,
  coalesce(sum(merged_unitemised_cents), 0)::bigint as merged_unitemised_cents,
  coalesce(sum(unmerged_donor_count), 0)::bigint as unmerged_donor_count,
  coalesce(sum(unmerged_small_donor_count), 0)::bigint as unmerged_small_donor_count,
  coalesce(sum(unmerged_small_donor_cents), 0)::bigint as unmerged_small_donor_cents,
  coalesce(sum(unmerged_unitemised_cents), 0)::bigint as unmerged_unitemised_cents
from person
