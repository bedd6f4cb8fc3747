-- A cut's decisions are written into a table of their own, without a key until they are placed: a million
-- people are written down without a look at any index, and those of the cut before are dropped with their
-- table. Of earlier cuts, who was listed and who was held out stays in list.decision_kept.

alter table list.decision rename to decision_kept;
alter index list.decision_pkey rename to decision_kept_pkey;
alter index list.decision_listed rename to decision_kept_listed;
create table list.decision (
  like list.decision_kept including constraints including comments,
  primary key (person_id, cut_id)
) partition by list (cut_id);
create index decision_listed on list.decision (cut_id) where rank is not null;
comment on table list.decision is
  'one row a person of the universe and cut: a rank when listed, else the first reason why not';
comment on table list.decision_kept is
  'one row a person listed or held out by a cut that a later one followed: the part of list.decision for all of those';
alter table list.decision attach partition list.decision_kept default;
revoke all on list.decision_kept from data_team, reporter;
grant select, insert, update, delete on list.decision to data_team;
grant select on list.decision to reporter;

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

-- Makes an empty table for a cut's decisions. Only who owns list.decision can give it a part.
create function list.begin_cut(cut integer) returns void
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare
  name text := 'decision_' || cut;
begin
  execute format('create table list.%I (like list.decision including constraints)', name);
  execute format('alter table list.%I add constraint is_of_cut check (cut_id = %L)', name, cut);
  execute format('grant select, insert, delete on list.%I to data_team', name);
end
$$;

-- Makes it a part of list.decision, and takes away why the list's earlier cuts left people out.
create function list.end_cut(cut integer) returns void
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare
  name text := 'decision_' || cut;
  former text;
begin
  execute format('alter table list.%I add primary key (person_id, cut_id)', name);
  execute format('alter table list.decision attach partition list.%I for values in (%L)', name, cut);
  execute format('alter table list.%I drop constraint is_of_cut', name);
  execute format('revoke all on list.%I from data_team', name);
  execute format(
    'comment on table list.%I is %L', name,
    'one row a person: the part of list.decision for one cut');
  for former in
    select 'decision_' || earlier.cut_id
    from list.cut as latest
    join list.cut as earlier on earlier.list = latest.list and earlier.cut_id < latest.cut_id
    where latest.cut_id = end_cut.cut
      and to_regclass('list.decision_' || earlier.cut_id) is not null
  loop
    execute format('alter table list.decision detach partition list.%I', former);
    execute format(
      'insert into list.decision_kept select * from list.%I where rank is not null or reason = %L',
      former, 'heldOut');
    execute format('drop table list.%I', former);
  end loop;
end
$$;
revoke execute on function list.begin_cut, list.end_cut from public;
grant execute on function list.begin_cut, list.end_cut to data_team;

-- The latest cut of each list as if it had been made so.
do $$
declare
  latest integer;
begin
  for latest in select max(cut_id) from list.cut group by list loop
    perform list.begin_cut(latest);
    execute format(
      'insert into list.%I select * from list.decision_kept where cut_id = %L',
      'decision_' || latest, latest);
    delete from list.decision_kept where cut_id = latest;
    perform list.end_cut(latest);
  end loop;
end
$$;
