-- The ledger added up by another way than contributor by contributor: the cycle from day $1 to the day
-- before $2, and in it the period from day $3 to the day before $4; what lies outside; and files that
-- wait for a match. Sums are numbers without an end, so that a wrong amount can't stop them.
-- reads: person.contribution, kept.receipt, run.batch
-- writes: -
with stated as (
  select contributed_on, amount_cents, refunded_on, coalesce(refunded_cents, amount_cents) as refunded_cents
  from person.contribution
  union all
  select contributed_on, amount_cents, refunded_on, coalesce(refunded_cents, amount_cents)
  from kept.receipt
)
select
  count(*) filter (where of_period and amount_cents > 0) as receipt_count,
  coalesce(sum(amount_cents) filter (where of_period and amount_cents > 0), 0)::text
    as receipt_cents,
  count(*) filter (where of_period and amount_cents < 0) as unnamed_refund_count,
  coalesce(sum(-amount_cents::numeric) filter (where of_period and amount_cents < 0), 0)::text
    as unnamed_refund_cents,
  count(*) filter (where refunded_in_period) as refund_count,
  coalesce(sum(refunded_cents) filter (where refunded_in_period), 0)::text as refund_cents,
  count(*) filter (where refunded_in_period and contributed_on < $1) as earlier_refund_count,
  coalesce(sum(refunded_cents) filter (where refunded_in_period and contributed_on < $1), 0)::text
    as earlier_refund_cents,
  count(*) filter (where contributed_on < $1) as earlier_count,
  count(*) filter (where contributed_on >= $2) as later_count,
  coalesce(sum(abs(amount_cents::numeric)), 0) < 1e17 as is_countable,
  (
    select count(*)
    from run.batch
    where target = 'contribution' and (
      (undone_at is null and matched_at is null)
      or (undone_at is not null and matched_at is not null and undone_matched_at is null)
    )
  ) as waiting_batch_count
from (
  select
    *, contributed_on >= $3 and contributed_on < $4 as of_period,
    -- No gift was given back before it came.
    amount_cents > 0 and contributed_on < $2 and refunded_on is not null
      and greatest(refunded_on, contributed_on) >= $3
      and greatest(refunded_on, contributed_on) < $4 as refunded_in_period
  from stated
) as placed
