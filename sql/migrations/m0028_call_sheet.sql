-- What a sheet shows and takes beside what it did: what the last gift answered, who else lives there, a day on
-- which to call back, how a pledge will come. Numbers rest as people do, and one at which somebody unknown
-- wants no texts gets none.

alter table person.contribution add column reference_code text;
comment on column person.contribution.reference_code is 'what the gift answered, as the platform''s file has it';
update person.contribution
set reference_code = gift.reference_code
from source.contribution as gift
where gift.source = contribution.source and gift.record = contribution.record
  and gift.batch_id = contribution.batch_id and gift.reference_code is not null;

-- A part of a gift that is given back, as of an excess, leaves the rest a gift.
alter table source.contribution add column refunded_cents bigint;
alter table person.contribution add column refunded_cents bigint;
alter table kept.receipt add column refunded_cents bigint;
grant select (refunded_cents), update (refunded_cents) on kept.receipt to loader;
comment on column person.contribution.refunded_cents is
  'how much was given back on refunded_on; null for all of it';
comment on table person.contribution is
  'one row a receipt of the committee''s own ledger; from the day after refunded_on it is what refunded_cents leaves, or nothing';

alter table source.contact add column call_back_on date, add column pledge_by text;
alter table person.contact add column call_back_on date, add column pledge_by text;
comment on column person.contact.call_back_on is 'the day on which the person asked to be called again';
comment on column person.contact.pledge_by is 'how a pledge will come: card, mail, online';

alter table list.outcome_inbox
  add column call_back_on date,
  add column pledge_by text,
  drop constraint result_is_known,
  add constraint result_is_known check (result in (
    'canvassed', 'not_home', 'refused', 'busy', 'wrong_number', 'disconnected', 'left_message',
    'moved', 'deceased', 'language_barrier', 'do_not_call', 'do_not_text', 'do_not_mail',
    'do_not_contact', 'inaccessible', 'call_back')),
  add constraint call_back_is_near check (
    call_back_on is null
    or (result = 'call_back' and call_back_on between contacted_on and contacted_on + 365)),
  add constraint way_has_a_pledge check (
    pledge_by is null or (pledged_cents is not null and pledge_by in ('card', 'mail', 'online')));
alter table list.outcome_inbox
  alter column call_back_on set statistics 0,
  alter column pledge_by set statistics 0;
grant insert (call_back_on, pledge_by), select (call_back_on, pledge_by)
  on list.outcome_inbox to field_staff;

-- Who shares a household with those on a list.
create index person_by_household on person.person (household_id);

create or replace view list.pledge with (security_invoker = true) as
select
  latest.person_id, latest.pledged_on, latest.pledged_cents, latest.due_on,
  coalesce(
    sum(
      case
        when contribution.refunded_on is null then contribution.amount_cents
        else coalesce(contribution.amount_cents - contribution.refunded_cents, 0)
      end
    ), 0
  )::bigint as paid_cents
from (
  select distinct on (person_id)
    person_id, contacted_on as pledged_on, pledged_cents,
    coalesce(pledge_due_on, contacted_on + 30) as due_on
  from person.contact
  where pledged_cents > 0
  order by person_id, contacted_on desc, pledged_cents desc
) as latest
left join person.contribution
  on contribution.person_id = latest.person_id
    and contribution.contributed_on >= latest.pledged_on
group by latest.person_id, latest.pledged_on, latest.pledged_cents, latest.due_on;

create or replace view list.touch with (security_invoker = true) as
select
  contact.person_id, contact.contacted_on as touched_on,
  case
    when contact.result = 'refused' then 'refused'
    when contact.result in ('not_home', 'busy', 'left_message', 'inaccessible', 'call_back')
      then 'attempt'
    when lower(contact.channel) ~ 'text|sms' then 'text'
    when lower(contact.channel) ~ 'walk|door|canvass' then 'canvass'
    when lower(contact.channel) ~ 'mail' then 'mail'
    else 'call'
  end as kind,
  null::text as list,
  case
    when contact.result = 'call_back' and contact.call_back_on is not null
      then least(contact.call_back_on, contact.contacted_on + 365)
  end as free_on
from person.contact
-- What a treasurer wrote down touched nobody.
where contact.result not in ('wrong_number', 'disconnected', 'source_cleared')
union all
select email_event.person_id, email_event.occurred_on, 'email', null, null
from person.email_event
where email_event.event = 'send'
union all
select decision.person_id, coalesce(cut.contact_until, cut.as_of), 'listed', cut.list, null
from list.decision
join list.cut on cut.cut_id = decision.cut_id
where decision.rank is not null
  and cut.cut_id = (select max(later.cut_id) from list.cut as later where later.list = cut.list)
union all
select volunteer_ask.person_id, coalesce(cut.contact_until, cut.as_of), 'listed', cut.list, null
from list.volunteer_ask
join list.cut on cut.cut_id = volunteer_ask.cut_id
where cut.cut_id = (select max(later.cut_id) from list.cut as later where later.list = cut.list);
comment on view list.touch is
  'one row a time that someone was reached, tried, written to, put on a list''s latest cut or asked by it for time; the one place by which every list cools off; free_on where they said themselves from when';

-- A refusal is a person's own; to the others of the line it was a call.
create view list.number_touch with (security_invoker = true) as
select
  contact.phone, contact.contacted_on as touched_on,
  case
    when contact.result in ('not_home', 'busy', 'left_message', 'inaccessible', 'call_back')
      then 'attempt'
    when lower(contact.channel) ~ 'text|sms' then 'text'
    else 'call'
  end as kind,
  null::text as list,
  case
    when contact.result = 'call_back' and contact.call_back_on is not null
      then least(contact.call_back_on, contact.contacted_on + 365)
  end as free_on
from person.contact
where contact.phone is not null
  and contact.result not in ('wrong_number', 'disconnected', 'source_cleared')
  and lower(contact.channel) !~ 'walk|door|canvass|mail'
union all
select
  regexp_replace(entry.phone, '\D', '', 'g')::bigint,
  coalesce(entry.contact_on, cut.contact_until, cut.as_of), 'listed', cut.list, null
from list.entry
join list.cut on cut.cut_id = entry.cut_id
where entry.phone is not null
  and cut.cut_id = (select max(later.cut_id) from list.cut as later where later.list = cut.list);
comment on view list.number_touch is
  'one row a time that a number was dialled, or put on a list''s latest cut: the others who share it are left alone there as long as they would be themselves';
grant select on list.number_touch to data_team;

create table person.no_text_phone (
  phone bigint primary key,
  since date not null
);
comment on table person.no_text_phone is
  'one row a number at which somebody whom no file knows asked for no texts; small, a reference table on shards';
insert into person.no_text_phone (phone, since)
select contact.phone, min(contact.contacted_on)
from source.contact
where contact.result = 'do_not_text' and contact.phone is not null
  and not exists (
    select from person.identity
    where identity.source = contact.person_source and identity.record = contact.person_record
      and identity.undone_on is null
  )
group by contact.phone;
grant select, insert, delete on person.no_text_phone to loader;
grant select on person.no_text_phone to data_team;
