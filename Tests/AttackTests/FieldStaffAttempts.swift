/// What field staff might try: Alice, who has two entries of a list, where bob has the rest.
enum FieldStaffAttempts {
  static let all = rows + otherTables + roles + making + guesses + outside + inbox + sessions

  private static let own = "Anna Alicerow|919-555-0101\nAdam Alicerow|919-555-0102"

  /// Rows and columns of `list.entry`.
  private static let rows: [Attempt] = [
    .init("her own rows come", "select name, phone from list.entry order by rank", .prints(own)),
    .init("a count is of her own rows", "select count(*) from list.entry", .prints("2")),
    .init("all columns", "select * from list.entry", .refused("42501")),
    .init("the login of a row", "select assigned_to from list.entry", .refused("42501")),
    .init(
      "a filter by another login", "select name from list.entry where assigned_to = 'bob'",
      .refused("42501")),
    .init("whole rows", "select entry from list.entry", .refused("42501")),
    .init("whole rows as JSON", "select to_jsonb(e) from list.entry e", .refused("42501")),
    .init("system columns", "select ctid, xmin, tableoid from list.entry", .anything),
    .init("updating", "update list.entry set phone = '1'", .refused("42501")),
    .init("taking a row", "update list.entry set assigned_to = 'alice'", .refused("42501")),
    .init("deleting", "delete from list.entry", .refused("42501")),
    .init("truncating", "truncate list.entry", .refused("42501")),
    .init(
      "inserting",
      "insert into list.entry (person_id, cut_id, assigned_to, rank) values (1, 1, 'a', 1)",
      .refused("42501")),
    .init("locking rows", "select name from list.entry for update", .refused("42501")),
    .init(
      "locking the table", "begin; lock list.entry in access exclusive mode", .refused("42501")),
    .init(
      "a join with itself", "select count(*) from list.entry a join list.entry b using (cut_id)",
      .prints("4")),
    .init(
      "row security off", "set row_security = off; select name from list.entry", .refused("42501")),
    .init(
      "row security off at the table", "alter table list.entry disable row level security",
      .refused("42501")),
    .init("a policy of her own", "create policy p on list.entry using (true)", .refused("42501")),
    .init("dropping the policy", "drop policy own_rows on list.entry", .refused("42501")),
    .init("granting it on", "grant select on list.entry to public", .refused("42501")),
  ]

  /// Everything else that there is.
  private static let otherTables: [Attempt] = [
    "list.touch", "list.number_touch", "list.pledge", "list.volunteer_ask", "list.invitation",
    "list.decision_1", "list.decision_kept", "person.no_text_phone", "person.poll_answer",
    "person.attendance", "person.email_event",
    "list.decision", "list.cut", "list.column_provenance", "person.person", "person.phone",
    "person.contribution", "person.receipt", "person.contact", "person.identity",
    "person.do_not_call",
    "person.erased_phone", "source.voter", "source.contribution", "source.erased_record",
    "fec.contribution", "feature.history", "model.version", "score.person", "run.batch", "run.run",
    "summary.donor", "summary.outcome", "kept.receipt", "contest.contest", "contest.entry",
    "contest.decision", "contest.draw", "contest.standing", "probe.stated", "probe.person_class",
    "probe.question", "probe.salt", "cohort.proxy", "careless.note",
  ].map { Attempt("reading \($0)", "select * from \($0)", .refused("42501")) }

  /// Becoming someone else, or more.
  private static let roles: [Attempt] = [
    .init(
      "counts of protected classes", "select cohort.class_counts(null, '{1}', '{1}', '{1}', '{1}')",
      .refused("42501")),
    .init("becoming bob", "set role bob", .refused("42501")),
    .init("becoming the data team", "set role data_team", .refused("42501")),
    .init("becoming the owner", "set role owner", .refused("42501")),
    .init("becoming the administrator", "set role postgres", .refused("42501")),
    .init("a session as bob", "set session authorization bob", .refused("42501")),
    .init(
      "rows of the group itself", "set role field_staff; select name from list.entry", .nothing),
    .init("bob's password", "alter role bob password 'x'", .refused("42501")),
    .init("more rights", "alter role alice createrole", .refused("42501")),
    .init("no row security for herself", "alter role alice bypassrls", .refused("42501")),
    .init("another group", "grant leadership to alice", .refused("42501")),
    .init("a login that is gone for bob", "drop role bob", .refused("42501")),
    .init("verifiers of passwords", "select rolpassword from pg_authid", .refused("42501")),
    .init("the same by its view", "select passwd from pg_shadow", .refused("42501")),
  ]

  /// Making things that could lead further.
  private static let making: [Attempt] = [
    .init("a table", "create table public.t (a int)", .refused("42501")),
    .init("a temporary table", "create temp table t (a int)", .refused("42501")),
    .init("a schema", "create schema mine", .refused("42501")),
    .init(
      "a leaky function",
      "create function pg_temp.f(text) returns bool language plpgsql cost 0.001 as 'begin raise notice ''%'', $1; return true; end'",
      .refused("42501")),
    .init(
      "an operator in the place of =",
      "create operator pg_temp.= (leftarg = text, rightarg = name, function = texteqname)",
      .refused("42501")),
    .init("a view", "create temp view v as select name from list.entry", .refused("42501")),
    .init(
      "a search path that shadows", "set search_path = pg_temp, list, person; select * from person",
      .refused("42P01")),
    .init(
      "a trigger", "create trigger t before insert on list.outcome_inbox execute function f()",
      .refused("42501")),
    .init(
      "a rule", "create rule r as on insert to list.outcome_inbox do also select 1",
      .refused("42501")),
    .init("an extension", "create extension postgres_fdw schema list", .refused("42501")),
    .init("a library", "load 'pgaudit'", .refused("42501")),
    .init("a publication", "create publication p for all tables", .refused("42501")),
    .init("a large object", "select lo_from_bytea(0, 'x')", .refused("42501")),
    .init("another's large object", "select lo_get(4711)", .refused("42501")),
    .init("all large objects", "select * from pg_largeobject", .refused("42501")),
    .init("a block of code", "do $$ begin perform * from person.person; end $$", .refused("42501")),
    .init("the next batch's number", "select nextval('run.batch_batch_id_seq')", .refused("42501")),
    .init("the last cut's number", "select last_value from list.cut_cut_id_seq", .refused("42501")),
    .init("a cut of her own", "select list.begin_cut(2)", .refused("42501")),
    .init("the end of a cut", "select list.end_cut(1)", .refused("42501")),
    .init("the last number of the session", "select lastval()", .refused("55000")),
    .init("what sequences are at", "select last_value from pg_sequences", .anything),
  ]

  /// Learning of rows without reading them.
  private static let guesses: [Attempt] = [
    .init(
      "an error before the filter", "select name from list.entry where name::int > 0",
      .refused("22P02")),
    .init(
      "a division by zero where another's row would be",
      "select name, phone from list.entry where 1 / (phone not like '%7001')::int = 1 order by rank",
      .prints(own)),
    .init(
      "a guess by the planner of a name",
      "explain select person_id from list.entry where name = 'Zelda Qxcanary'",
      .same("Zelda Qxcanary", "Nobody Atallxx")),
    .init(
      "a guess by the planner of a city",
      "explain select person_id from list.entry where city = 'CANARYVILLE'",
      .same("CANARYVILLE", "NOWHEREVILL")),
    .init(
      "a guess by the planner of a range of people",
      "explain select name from list.entry where person_id between 7770001 and 7770009",
      .same("777000", "888000")),
    .init(
      "rows removed by the filter, by an index",
      """
      set enable_seqscan = off;
      explain (analyze, costs off, timing off, summary off)
      select name from list.entry where person_id = 7770001
      """, .same("7770001", "7779999")),
    .init(
      "rows removed by the filter, by a bitmap",
      """
      set enable_seqscan = off; set enable_indexscan = off; set enable_indexonlyscan = off;
      explain (analyze, costs off, timing off, summary off)
      select name from list.entry where person_id = 7770001
      """, .same("7770001", "7779999")),
    .init(
      "rows removed by the filter, by a plan made once",
      """
      set enable_seqscan = off; set plan_cache_mode = force_generic_plan;
      prepare mine (bigint) as select name from list.entry where person_id = $1;
      explain (analyze, costs off, timing off, summary off) execute mine (7770001)
      """, .same("7770001", "7779999")),
    .init(
      "rows removed by the filter, by reading all",
      """
      set enable_indexscan = off; set enable_bitmapscan = off; set enable_indexonlyscan = off;
      explain (analyze, costs off, timing off, summary off)
      select name from list.entry where person_id = 7770001
      """, .same("7770001", "7779999")),
    .init(
      "statistics of columns",
      "select * from pg_stats where schemaname in ('list', 'person', 'careless')", .nothing),
    .init("statistics as stored", "select * from pg_statistic", .refused("42501")),
    .init("extended statistics", "select * from pg_stats_ext", .nothing),
    .init(
      "statistics of her own", "create statistics s on name, city from list.entry",
      .refused("42501")),
    .init("what others run", "select query, backend_xid from pg_stat_activity", .anything),
    .init("what others lock", "select * from pg_locks", .anything),
    .init("others' settings", "select * from pg_settings", .anything),
    .init("how people may log in", "select * from pg_hba_file_rules", .refused("42501")),
    .init("the catalogue's columns", "select * from information_schema.columns", .anything),
    .init(
      "the texts of functions, views and conditions",
      """
      select pg_get_functiondef(oid) from pg_proc where prokind = 'f' and pronamespace > 16000;
      select pg_get_viewdef(oid) from pg_class where relkind = 'v' and relnamespace > 16000;
      select pg_get_constraintdef(oid) from pg_constraint;
      select pg_get_expr(polqual, polrelid) from pg_policy;
      """, .anything),
    .init(
      "whether someone entered a contest, by an error",
      "select 1 / count(*) from contest.entry where email like 'zelda%'", .refused("42501")),
    .init(
      "whether someone entered a contest, by the planner",
      "explain select 1 from contest.entry where last_name = 'Qxcanary'", .refused("42501")),
    .init(
      "the secret of a draw", "select secret, salt_key from contest.contest", .refused("42501")),
    .init(
      "an entry of her own",
      "insert into contest.entry (source, record, batch_id, gift_source, contest, route, entered) values ('a', 'b', 1, 'a', 'dinner', 'free', 'x')",
      .refused("42501")),
    .init(
      "a winner of her own",
      "insert into contest.standing (contest, draw_rank, standing, ticket, decided_on) values ('dinner', 1, 'potential', 'x', '2026-01-01')",
      .refused("42501")),
    .init("who is a member of what", "select * from pg_auth_members", .anything),
  ]

  /// Files and programs of the server, and copies.
  private static let outside: [Attempt] = [
    .init("a copy of the table", "copy list.entry to stdout", .refused("42501")),
    .init(
      "a copy of her own rows", "copy (select name from list.entry order by rank) to stdout",
      .prints("Anna Alicerow\nAdam Alicerow")),
    .init(
      "a copy of a contest's entries", "copy (select email from contest.entry) to stdout",
      .refused("42501")),
    .init("a copy to a file", "copy (select 1) to '/tmp/stolen'", .refused("42501")),
    .init("a copy to a program", "copy (select 1) to program 'cat'", .refused("42501")),
    .init("a copy from a program", "copy list.outcome_inbox from program 'id'", .refused("42501")),
    .init("a file", "select pg_read_file('/etc/passwd')", .refused("42501")),
    .init("a folder", "select pg_ls_dir('.')", .refused("42501")),
    .init("a file as an object", "select lo_import('/etc/passwd')", .refused("42501")),
    .init("an object as a file", "select lo_export(4711, '/tmp/stolen')", .refused("42501")),
    .init("a table as XML", "select table_to_xml('list.entry', true, true, '')", .refused("42501")),
    .init(
      "a query as XML", "select query_to_xml('select * from person.person', true, true, '')",
      .refused("42501")),
    .init("the whole database as XML", "select database_to_xml(true, true, '')", .anything),
    .init("the server's settings", "alter system set log_statement = 'all'", .refused("42501")),
  ]

  /// The inbox: her own reports on her own entries, and no knowledge of others'.
  private static let inbox: [Attempt] = [
    .init(
      "a report of her own",
      """
      insert into list.outcome_inbox (person_id, cut_id, result) values (7770301, 1, 'busy')
      returning person_id, result
      """, .prints("7770301|busy")),
    .init(
      "reports of others", "select result from list.outcome_inbox where result <> 'busy'", .nothing),
    .init("the login of a report", "select reported_by from list.outcome_inbox", .refused("42501")),
    .init(
      "a report on another's entry",
      "insert into list.outcome_inbox (person_id, cut_id, result) values (7770001, 1, 'busy')",
      .refused("23503")),
    .init(
      "whether another has an entry, by the refusal",
      "insert into list.outcome_inbox (person_id, cut_id, result) values (7770001, 1, 'busy')",
      .same("7770001", "7779999")),
    .init(
      "whether there is a cut, by the refusal",
      "insert into list.outcome_inbox (person_id, cut_id, result) values (7770302, 1, 'busy')\n;"
        + "insert into list.outcome_inbox (person_id, cut_id, result) values (7770001, 1, 'busy')",
      .refused("23503")),
    .init(
      "a report on no entry",
      "insert into list.outcome_inbox (person_id, cut_id, result) values (7770001, null, 'busy')",
      .refused("42501")),
    .init(
      "a report as bob",
      "insert into list.outcome_inbox (person_id, cut_id, result, reported_by) values (7770001, 1, 'busy', 'bob')",
      .refused("42501")),
    .init(
      "a report at another time",
      "insert into list.outcome_inbox (person_id, cut_id, result, reported_at) values (7770301, 1, 'busy', now())",
      .refused("42501")),
    .init(
      "a report of long ago",
      "insert into list.outcome_inbox (person_id, cut_id, result, contacted_on) values (7770301, 1, 'busy', '2001-01-01')",
      .refused("42501")),
    .init(
      "a word that is no result",
      "insert into list.outcome_inbox (person_id, cut_id, result) values (7770301, 1, 'gave')",
      .refused("23514")),
    .init(
      "whether bob reported, by a conflict",
      """
      insert into list.outcome_inbox (person_id, cut_id, result) values (7770001, 1, 'busy')
      on conflict (person_id, reported_by, reported_at) do nothing
      """, .refused("42501")),
    .init(
      "changing a report by a conflict",
      """
      insert into list.outcome_inbox (person_id, cut_id, result) values (7770301, 1, 'busy')
      on conflict on constraint outcome_inbox_pkey do update set result = 'refused'
      """, .refused("42501")),
    .init(
      "changing a report by a merge",
      """
      merge into list.outcome_inbox using (select 1) as one on true
      when matched then update set result = 'busy'
      """, .refused("42501")),
    .init("changing reports", "update list.outcome_inbox set result = 'busy'", .refused("42501")),
    .init("deleting reports", "delete from list.outcome_inbox", .refused("42501")),
    .init(
      "a copy into the inbox",
      "copy list.outcome_inbox (person_id, cut_id, result) from stdin\n\\.",
      .refused("0A000")),
    .init(
      "whether bob reported, by rows removed",
      """
      set enable_seqscan = off;
      explain (analyze, costs off, timing off, summary off)
      select result from list.outcome_inbox where person_id = 7770001
      """, .same("7770001", "7779999")),
    .init(
      "what other reports say, by the planner",
      "explain select person_id from list.outcome_inbox where result = 'deceased'",
      .same("deceased", "not_home")),
  ]

  /// Plans, cursors, settings and other sessions.
  private static let sessions: [Attempt] = [
    .init(
      "a plan made under another role",
      """
      prepare mine as select name from list.entry order by rank;
      execute mine;
      set role field_staff;
      execute mine;
      """, .prints("Anna Alicerow\nAdam Alicerow")),
    .init(
      "a generic plan made under another role",
      """
      set plan_cache_mode = force_generic_plan;
      set role field_staff;
      prepare mine (bigint) as select name from list.entry where person_id = $1;
      execute mine (7770301);
      reset role;
      execute mine (7770301);
      """, .prints("Anna Alicerow")),
    .init(
      "a cursor that outlives its role",
      """
      begin;
      declare mine cursor with hold for select name from list.entry order by rank;
      set role field_staff;
      fetch 1 from mine;
      commit;
      """, .nothing),
    .init("a log of no reads", "set pgaudit.log = 'none'", .refused("42501")),
    .init("a log of no role", "set pgaudit.role = ''", .refused("42501")),
    .init(
      "constraints and triggers off", "set session_replication_role = replica", .refused("42501")),
    .init(
      "ending bob's session",
      "select pg_terminate_backend(pid) from pg_stat_activity where usename = 'bob' limit 1",
      .refused("42501")),
    .init("a word to and from others", "listen canary; notify canary; unlisten canary", .anything),
    .init(
      "another database of the server", "\\connect postgres\nselect * from pg_shadow", .anything),
  ]
}
