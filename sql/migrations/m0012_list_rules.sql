-- Lists for people who call: seats held out, turfs, days, what a contact costs, and everything that
-- touched a person in one place, whatever the channel. Of a phone, what kind it is.

alter table list.cut
  add column holdout_share float8 not null default 0 check (holdout_share >= 0 and holdout_share < 1),
  add column cost_cents bigint not null default 0 check (cost_cents >= 0),
  add column contact_from date,
  add column contact_until date,
  add check (contact_from <= contact_until);
comment on column list.cut.holdout_share is
  'the share of households that would have been listed and are not contacted, so that the effect shows';
comment on column list.cut.cost_cents is 'what one contact costs the campaign';

alter table list.entry
  add column turf text not null default '',
  add column contact_on date;
comment on column list.entry.turf is 'the turf or caller whose file holds the row; empty for an undivided list';

-- Who is listed, without a look at those who aren't.
create index decision_listed on list.decision (cut_id) where rank is not null;

alter table source.voter add column cell_phone bigint, add column phone_kind text;
comment on column source.voter.phone_kind is
  'what kind of line `phone` is: verified_cell, likely_cell, likely_landline, landline';

alter table person.phone
  add column kind text
    check (kind in ('verified_cell', 'likely_cell', 'likely_landline', 'landline'));
comment on column person.phone.kind is 'what kind of line it is, where a file says so';

alter table source.contact
  add column pledged_cents bigint, add column pledge_due_on date, add column note text;
alter table person.contact
  add column pledged_cents bigint, add column pledge_due_on date, add column note text;
comment on column person.contact.pledged_cents is 'what the person promised to give';
comment on column person.contact.note is 'what the caller wrote down, for the next caller alone';

create view list.touch with (security_invoker = true) as
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
where contact.result not in ('wrong_number', 'disconnected')
union all
select email_event.person_id, email_event.occurred_on, 'email', null
from person.email_event
where email_event.event = 'send'
union all
select decision.person_id, coalesce(cut.contact_until, cut.as_of), 'listed', cut.list
from list.decision
join list.cut on cut.cut_id = decision.cut_id
where decision.rank is not null
  and cut.cut_id = (select max(later.cut_id) from list.cut as later where later.list = cut.list);
comment on view list.touch is
  'one row a time that someone was reached, tried, written to, or put on a list''s latest cut; the one place by which every list cools off';
grant select on list.touch to data_team;

create view list.pledge with (security_invoker = true) as
select
  latest.person_id, latest.pledged_on, latest.pledged_cents, latest.due_on,
  coalesce(sum(contribution.amount_cents), 0)::bigint as paid_cents
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
    and contribution.contributed_on >= latest.pledged_on and contribution.refunded_on is null
group by latest.person_id, latest.pledged_on, latest.pledged_cents, latest.due_on;
comment on view list.pledge is
  'one row a person''s latest pledge, due 30 days after it where nobody said when, and what came since';
grant select on list.pledge to data_team;
