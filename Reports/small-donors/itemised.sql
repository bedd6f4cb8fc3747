-- What the FEC's itemised rows alone bear, one row a committee of $1 (text[]; null = all), whatever
-- their day: gifts of individuals, refunds to them, and the rows left out, so that every row is
-- counted once. A refund names no gift here, so it is counted apart, with its own size.
-- A row that an amendment replaced keeps its sub_id in an older file; undo that file's batch.
-- reads: fec.contribution, fec.committee
-- writes: -
with line as (
  select distinct on (sub_id)
    committee, contributed_on, amount_cents, transaction_type, is_memo
  from fec.contribution
  where $1::text[] is null or committee = any($1::text[])
  order by sub_id, batch_id desc
),
-- 22Y is filed above zero as a rule, at times below; the other kinds are openFEC's codes of an
-- individual's gift, where an amount below zero gives money back.
sorted as (
  select
    committee, contributed_on, abs(amount_cents) as cents,
    case
      when is_memo then 'memo'
      when transaction_type = '22Y' then 'refund'
      when transaction_type not in (
        '10', '15', '15E', '15J', '30', '30T', '31', '31T', '32', '10J', '11', '11J', '30J', '31J',
        '32T', '32J', '30E', '31E', '32E'
      ) then 'other'
      when amount_cents > 0 then 'gift'
      when amount_cents < 0 then 'refund'
      else 'other'
    end as kind
  from line
),
committee_name as (
  select distinct on (committee) committee, name
  from fec.committee
  order by committee, batch_id desc
)
select
  sorted.committee,
  min(committee_name.name) as name,
  25000::bigint as small_gift_count_threshold_cents,
  20000::bigint as small_threshold_cents,
  count(*) as row_count,
  count(*) filter (where kind = 'gift') as gift_count,
  coalesce(sum(cents) filter (where kind = 'gift'), 0)::bigint as gift_cents,
  count(*) filter (where kind = 'gift' and cents <= 25000) as small_gift_count,
  coalesce(sum(cents) filter (where kind = 'gift' and cents <= 20000), 0)::bigint
    as small_gift_cents,
  count(*) filter (where kind = 'refund') as refund_count,
  coalesce(sum(cents) filter (where kind = 'refund'), 0)::bigint as refund_cents,
  coalesce(sum(cents) filter (where kind = 'refund' and cents <= 20000), 0)::bigint
    as small_refund_cents,
  count(*) filter (where kind = 'memo') as memo_count,
  count(*) filter (where kind = 'other') as other_count,
  count(*) filter (where kind in ('gift', 'refund') and contributed_on is null) as no_day_count,
  min(contributed_on) filter (where kind = 'gift') as first_gift_on,
  max(contributed_on) filter (where kind = 'gift') as last_gift_on
from sorted
left join committee_name on committee_name.committee = sorted.committee
group by sorted.committee
order by sorted.committee collate "C"
