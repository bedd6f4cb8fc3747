-- What lists keep beside money: whose records are VANIDs, requests for no letters and for no contact at
-- all, texts that stay barred when a person is erased, people asked for time, and foreign addresses by
-- the rule of the compliance report.

alter table run.batch add column has_vanids boolean not null default false;
comment on column run.batch.has_vanids is
  'whether the file knows people by their VANIDs: its layout says `person_ids: vanid`';

alter table person.erased_phone
  add column reason text not null default 'do_not_call'
    check (reason in ('do_not_call', 'do_not_text'));
comment on table person.erased_phone is
  'one row a number at which someone erased asked not to be called, or not to be sent texts; small, a reference table on shards';
-- Lists of texts ask it; numbers that aren't called stand in person.suppressed_phone for the same readers.
grant select on person.erased_phone to data_team;

alter table list.outcome_inbox
  drop constraint result_is_known,
  add constraint result_is_known check (result in (
    'canvassed', 'not_home', 'refused', 'busy', 'wrong_number', 'disconnected', 'left_message',
    'moved', 'deceased', 'language_barrier', 'do_not_call', 'do_not_text', 'do_not_mail',
    'do_not_contact', 'inaccessible'));

comment on table person.email_event is
  'one row a thing that happened to a message sent to a person; an unsubscribe stands here for the program that sends e-mail, and bars no call, text or letter';

comment on column person.contribution.has_employer is
  'whether the receipt''s field is filled, whatever it says; what is missing goes by the words of `employer` and `occupation` (11 CFR 104.7(b))';
comment on column person.contribution.has_occupation is
  'whether the receipt''s field is filled, whatever it says';

create table list.volunteer_ask (
  person_id bigint not null,
  cut_id integer not null references list.cut,
  primary key (person_id, cut_id)
);
comment on table list.volunteer_ask is
  'one row a person who gave up to the limit and whom a cut asks for time instead';
create index volunteer_ask_by_cut on list.volunteer_ask (cut_id);
grant select, insert on list.volunteer_ask to data_team;

create or replace view list.touch with (security_invoker = true) as
select
  contact.person_id, contact.contacted_on as touched_on,
  case
    when contact.result = 'refused' then 'refused'
    when contact.result in ('not_home', 'busy', 'left_message', 'inaccessible') then 'attempt'
    when lower(contact.channel) ~ 'text|sms' then 'text'
    when lower(contact.channel) ~ 'walk|door|canvass' then 'canvass'
    when lower(contact.channel) ~ 'mail' then 'mail'
    else 'call'
  end as kind,
  null::text as list
from person.contact
-- What a treasurer wrote down touched nobody.
where contact.result not in ('wrong_number', 'disconnected', 'source_cleared')
union all
select email_event.person_id, email_event.occurred_on, 'email', null
from person.email_event
where email_event.event = 'send'
union all
select decision.person_id, coalesce(cut.contact_until, cut.as_of), 'listed', cut.list
from list.decision
join list.cut on cut.cut_id = decision.cut_id
where decision.rank is not null
  and cut.cut_id = (select max(later.cut_id) from list.cut as later where later.list = cut.list)
union all
select volunteer_ask.person_id, coalesce(cut.contact_until, cut.as_of), 'listed', cut.list
from list.volunteer_ask
join list.cut on cut.cut_id = volunteer_ask.cut_id
where cut.cut_id = (select max(later.cut_id) from list.cut as later where later.list = cut.list);
comment on view list.touch is
  'one row a time that someone was reached, tried, written to, put on a list''s latest cut or asked by it for time; the one place by which every list cools off';

-- As match does from here on: held where any gift came from outside the United States and its
-- territories, and not where the latest alone did.
comment on column person.person.is_foreign_address is
  'whether a gift of theirs came from a foreign address after the day, if any, on which the treasurer last cleared its source';
update person.person
set is_foreign_address = not is_foreign_address
where is_foreign_address <> (person_id in (
  select person_id
  from person.receipt
  where upper(regexp_replace(country, '[[:space:][:punct:][:digit:]]', '', 'g')) <> all (array[
    '', 'US', 'USA', 'UNITEDSTATES', 'UNITEDSTATESOFAMERICA', 'PR', 'PRI', 'PUERTORICO', 'GU', 'GUM',
    'GUAM', 'VI', 'VIR', 'USVIRGINISLANDS', 'AS', 'ASM', 'AMERICANSAMOA', 'MP', 'MNP',
    'NORTHERNMARIANAISLANDS'])
));
