import Glibc
import Postgres
import TestSupport
import Testing

@testable import Pipeline

/// Who may do what, by the catalogue and by trying.
@Suite(.needsDatabase) struct RoleTests {
  private static let campaign = Result {
    let campaign = try TestCampaign()
    try campaign.write(SnapshotSample.layout, to: "layouts/mailing.yml")
    try campaign.load(try campaign.write(SnapshotSample.file(rows: 50), to: "mailing.csv"))
    return campaign
  }

  /// The privileges that a role, or PUBLIC through it, has on the tables of schemas: `table: kind`.
  private func privileges(
    of role: String, on schemas: [String], _ kinds: [String] = Self.allKinds
  ) throws -> Set<String> {
    let rows = try Self.campaign.get().ask(
      """
      select nspname || '.' || relname || ': ' || lower(kind)
      from pg_class
      join pg_namespace on pg_namespace.oid = relnamespace
      cross join unnest($3) as kind
      where relkind in ('r', 'p', 'v', 'S') and nspname = any ($2)
        and case
          when relkind = 'S' then kind in ('select', 'update')
            and has_sequence_privilege($1::name, pg_class.oid, kind)
          else has_table_privilege($1::name, pg_class.oid, kind)
            or kind not in ('delete', 'truncate')
              and has_any_column_privilege($1::name, pg_class.oid, kind)
        end
      """, [.text(role), .texts(schemas), .texts(kinds)])
    return Set(rows)
  }

  private static let allKinds = ["select", "insert", "update", "delete", "truncate"]
  private static let writes = ["insert", "update", "delete", "truncate"]
  private static let all = [
    "run", "source", "fec", "person", "feature", "model", "score", "list", "summary", "kept",
    "contest", "cohort", "probe",
  ]

  @Test func `the data team has no way to FEC rows or to files as loaded`() throws {
    #expect(try privileges(of: "data_team", on: ["fec", "source"]) == [])
    let schemas = try Self.campaign.get().ask(
      """
      select nspname::text from pg_namespace
      where nspname in ('fec', 'source') and has_schema_privilege('data_team', oid, 'usage')
      """)
    #expect(schemas == [])
    var connection = try Self.campaign.get().workspace.connect(as: .dataTeam)
    for table in ["fec.contribution", "source.voter", "source.snapshot_mailing"] {
      let query = Statement("select count(*) from \(table)", file: "RoleTests.swift")
      do {
        try connection.execute(query)
        Issue.record("the data team reads \(table)")
      } catch { #expect(error.sqlState == PostgresError.insufficientPrivilege) }
    }
  }

  @Test func `the loader loads and takes back FEC rows, and changes none`() throws {
    #expect(
      try privileges(of: "loader", on: ["fec"])
        == Set(
          ["contribution", "committee"].flatMap { table in
            ["select", "insert", "delete"].map { "fec.\(table): \($0)" }
          }))
    #expect(try privileges(of: "loader", on: ["feature", "model", "score", "summary"]) == [])
    // It takes in what callers wrote down, and looks up which number stood on their sheet.
    #expect(
      try privileges(of: "loader", on: ["list"]) == [
        "list.cut: select",
        "list.entry: select", "list.entry: delete", "list.outcome_inbox: select",
        "list.outcome_inbox: insert", "list.outcome_inbox: delete",
      ])
    // Steps of a contest are added; a contest without entries and a batch of entries go.
    #expect(
      try privileges(of: "loader", on: ["contest"], Self.writes)
        == Set(
          ["contest", "entry", "closing", "decision", "draw", "standing"].map {
            "contest.\($0): insert"
          } + ["contest.contest: delete", "contest.entry: delete"]))
  }

  @Test func `the data team changes no person, the ledger of versions only grows`() throws {
    #expect(try privileges(of: "data_team", on: ["person"], Self.writes) == [])
    let changes = ["update", "delete", "truncate"]
    #expect(
      try privileges(of: "data_team", on: ["model"], changes)
        .filter { !$0.hasSuffix("_seq: update") } == [])
    // A new cut places people, and tells anew why others aren't on it.
    let onLists = try privileges(of: "data_team", on: ["list"], changes)
      .filter { !$0.hasSuffix("_seq: update") }
    #expect(
      onLists == [
        "list.decision: update", "list.decision: delete", "list.entry: delete",
        "list.invitation: delete",
      ])
  }

  @Test func `only the loader opens a use of data, and nobody takes one back`() throws {
    for role in ["data_team", "reporter", "field_staff", "leadership"] {
      #expect(
        try privileges(of: role, on: ["run"], Self.writes)
          .filter { $0.hasPrefix("run.permitted_use") || $0.hasPrefix("run.provenance") } == [])
    }
    #expect(
      try privileges(of: "loader", on: ["run"], ["update", "delete", "truncate"])
        .filter { $0.hasPrefix("run.permitted_use") } == [])
  }

  @Test func `the reporter writes nothing but its run and summaries`() throws {
    #expect(
      try privileges(of: "reporter", on: Self.all, Self.writes)
        == Set(
          ["outcome", "donor", "publication"].flatMap { table in
            ["insert", "delete"].map { "summary.\(table): \($0)" }
          } + ["run.run: insert", "run.run: update"]))
  }

  @Test func `no stage but report reads what is kept of people who were erased`() throws {
    #expect(try privileges(of: "data_team", on: ["kept"]) == [])
    let columns = try Self.campaign.get().ask(
      """
      select attname::text from pg_attribute
      where attrelid = 'kept.receipt'::regclass and attnum > 0
        and has_column_privilege('loader', attrelid, attnum, 'select')
      """)
    #expect(columns == ["source", "record", "refunded_on", "refunded_cents"])
  }

  @Test func `field staff see entries and their inbox, leadership summaries`() throws {
    #expect(
      try privileges(of: "field_staff", on: Self.all)
        == ["list.entry: select", "list.outcome_inbox: select", "list.outcome_inbox: insert"])
    #expect(
      try privileges(of: "leadership", on: Self.all)
        == ["summary.outcome: select", "summary.donor: select", "summary.publication: select"])
    let columns = try Self.campaign.get().ask(
      """
      select relname || ' ' || string_agg(attname, ' ' order by attname) || ' ' || kind
      from pg_attribute join pg_class on pg_class.oid = attrelid
      cross join unnest(array['select', 'insert']) as kind
      where attrelid = 'list.outcome_inbox'::regclass and attnum > 0
        and has_column_privilege('field_staff', attrelid, attnum, kind)
      group by relname, kind order by 1
      """)
    #expect(
      columns == [
        "outcome_inbox call_back_on channel contacted_on cut_id note person_id pledge_by pledge_due_on "
          + "pledged_cents reported_at result select",
        "outcome_inbox call_back_on channel contacted_on cut_id note person_id pledge_by pledge_due_on "
          + "pledged_cents result insert",
      ])
    // An entry holds what a sheet shows, and whose it is.
    let hidden = try Self.campaign.get().ask(
      """
      select attname::text from pg_attribute
      where attrelid = 'list.entry'::regclass and attnum > 0 and not attisdropped
        and not has_column_privilege('field_staff', attrelid, attnum, 'select')
      """)
    #expect(hidden == ["assigned_to"])
  }

  @Test func `only who has a role on the campaign gets into its database`() throws {
    // A copied database has the server's defaults, so this asks one that was migrated itself.
    let rights = try TestDatabase.migrated.get()
    var connection = try Connection(ConnectionSettings(rights.name))
    let allowed = try connection.rows(
      """
      select rolname::text || case
          when has_database_privilege(oid, current_database(), 'temporary') then ' temporary'
          else ''
        end
      from pg_roles
      where rolname in ('loader', 'data_team', 'reporter', 'field_staff', 'leadership', 'login_users')
        and has_database_privilege(oid, current_database(), 'connect')
      order by 1
      """
    ) { try $0.text(0) }
    #expect(
      allowed == [
        "data_team temporary", "field_staff", "leadership", "loader temporary",
        "reporter temporary",
      ])
  }

  @Test func `field staff see only the rows that are assigned to them`() throws {
    let campaign = try TestCampaign()
    let login = "caller_\(getpid())"
    try campaign.change(Statement("create role \(login) in role field_staff", file: "test"))
    defer { try? campaign.change(Statement("drop role \(login)", file: "test")) }
    try campaign.change(
      Statement(
        """
        set session_replication_role = replica;
        insert into list.entry (person_id, cut_id, assigned_to, rank)
        values (1, 1, '\(login)', 1), (2, 1, 'someone_else', 2), (3, 1, '\(login.uppercased())', 3);
        """, file: "test"))
    var connection = try Connection(ConnectionSettings(campaign.database.name, role: login))
    let seen = try connection.rows("select person_id from list.entry") { try $0.integer(0) }
    #expect(seen == [1])
    let error = try databaseError {
      try connection.execute("update list.entry set assigned_to = current_user")
    }
    #expect(error.sqlState == PostgresError.insufficientPrivilege)
  }

  @Test func `each stage's statements run under its own role`() throws {
    let campaign = try TestCampaign()
    try campaign.write(SnapshotSample.layout, to: "layouts/mailing.yml")
    try campaign.write(SnapshotSample.model(), to: "models/mailing.yml")
    // What a default writes tells who ran the insert.
    try campaign.change(
      """
      alter table run.run add made_by text default current_user;
      alter table run.batch add made_by text default current_user;
      alter table person.identity add made_by text default current_user;
      alter table feature.provenance add made_by text default current_user;
      alter table model.term add made_by text default current_user;
      alter table score.person add made_by text default current_user;
      """)
    try campaign.load(try campaign.write(SnapshotSample.file(rows: 900), to: "mailing.csv"))
    _ = try Match(campaign.workspace).run()
    _ = try Features(campaign.workspace).run(asOf: TestCampaign.today)
    _ = try Fit(campaign.workspace).run(model: "mailing")
    _ = try Score(campaign.workspace).run(model: "mailing", asOf: nil, csv: nil)
    #expect(
      try campaign.ask(
        """
        select 'batch', made_by from run.batch union select stage, made_by from run.run
        union select 'identity', made_by from person.identity
        union select 'provenance', made_by from feature.provenance
        union select 'term', made_by from model.term
        union select 'person', made_by from score.person order by 1
        """) == [
          "batch|loader", "features|data_team", "fit|data_team", "identity|loader", "match|loader",
          "person|data_team", "provenance|data_team", "score|data_team", "term|data_team",
        ])
    for role in [Workspace.Role.owner, .loader, .dataTeam, .reporter] {
      var connection = try campaign.workspace.connect(as: role)
      let user = try connection.rows("select current_user::text") { try $0.text(0) }
      #expect(user == [role.rawValue])
    }
  }
}
