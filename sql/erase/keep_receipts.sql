-- The receipts of a person that the law has a committee keep, each as its latest batch states it: of
-- over $50, name and address (52 USC 30102(c)(2)); employer and occupation too where the donor's
-- calendar year is over $200 (52 USC 30102(c)(3)); of a smaller one, day and amount (11 CFR 102.9(a)).
-- reads: source.contribution, run.batch
-- writes: kept.receipt
with stated as (
  select distinct on (gift.source, gift.record)
    gift.*, least(gift.refunded_on, gift.recovered_on) as given_back_on
  from source.contribution as gift
  join pg_temp.erased on erased.source = gift.source and erased.record = gift.donor_record
  join run.batch on batch.batch_id = gift.batch_id
  order by gift.source, gift.record, batch.known_on desc, given_back_on, gift.batch_id desc
),
of_year as (
  select
    *,
    sum(amount_cents) over (partition by extract(year from contributed_on)) > 20000 as is_itemised
  from stated
)
insert into kept.receipt (
  source, record, donor_hash, first_name, last_name, street, city, state, zip5, employer,
  occupation, contributed_on, amount_cents, refunded_on, committee, kept_until,
  refunded_cents
)
select
  source, record, source.record_hash(source, donor_record),
  case when is_itemised or amount_cents > 5000 then first_name end,
  case when is_itemised or amount_cents > 5000 then last_name end,
  case when is_itemised or amount_cents > 5000 then street end,
  case when is_itemised or amount_cents > 5000 then city end,
  case when is_itemised or amount_cents > 5000 then state end,
  case when is_itemised or amount_cents > 5000 then zip5 end,
  case when is_itemised then employer end,
  case when is_itemised then occupation end,
  contributed_on, amount_cents, given_back_on, committee, kept.until(contributed_on),
  case when recovered_on is null then nullif(refunded_cents, amount_cents) end
from of_year
where kept.until(contributed_on) >= $1
on conflict (source, record) do nothing
