-- What a committee must report of who gave: the contributor's own words on each receipt, for report
-- alone. Names, addresses, employers and occupations stay apart from what models and lists read.

alter table source.contribution add column payment_method text;
comment on column source.contribution.payment_method is
  'how it was paid, in the file''s own word; `cash` is looked for';

create table person.receipt (
  person_id bigint not null,
  source text not null,
  record text not null,
  batch_id integer not null references run.batch,
  first_name text,
  last_name text,
  street text,
  city text,
  state text,
  zip5 text,
  country text,
  employer text,
  occupation text,
  payment_method text,
  primary key (person_id, source, record)
);
comment on table person.receipt is
  'one row a receipt of the committee''s own ledger: who gave it, as it came in (52 USC 30102(c), 30104(b)(3)(A)); read by report alone';
create index receipt_by_batch on person.receipt (batch_id);

insert into person.receipt (
  person_id, source, record, batch_id, first_name, last_name, street, city, state, zip5, country,
  employer, occupation
)
select
  contribution.person_id, gift.source, gift.record, gift.batch_id, gift.first_name, gift.last_name,
  gift.street, gift.city, gift.state, gift.zip5, gift.country, gift.employer, gift.occupation
from person.contribution
join source.contribution as gift
  on gift.source = contribution.source and gift.record = contribution.record
    and gift.batch_id = contribution.batch_id;

grant select, insert, update, delete on person.receipt to loader;
grant select on person.receipt to reporter;
