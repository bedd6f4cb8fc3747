import Campaign
import Pipeline
import Postgres
import TestSupport
import Testing

/// Attacks on a shared server by the logins that people have there (docs/security.md).
@Suite(.needsServerOpenSSLAndPgaudit, .sharedServer) struct AttackTests {
  private let server: SharedServer

  init() throws { server = try #require(SharedServer.current) }

  @Test(arguments: FieldStaffAttempts.all)
  func `field staff see their own rows and write their inbox alone`(_ attempt: Attempt) throws {
    try attempt.run(as: "alice", on: server, hiding: Attempt.canaries)
  }

  @Test(arguments: LeadershipAttempts.all)
  func `leadership sees summaries alone`(_ attempt: Attempt) throws {
    // To leadership everyone's rows are canaries.
    let canaries = Attempt.canaries + ["alicerow", "919-555", "owntown", "77703"]
    try attempt.run(as: "lea", on: server, hiding: canaries)
  }

  @Test func `there are sixty attempts and more, each of its own name`() {
    let names = (FieldStaffAttempts.all + LeadershipAttempts.all).map(\.name)
    #expect(FieldStaffAttempts.all.count + LeadershipAttempts.all.count >= 60)
    #expect(Set(FieldStaffAttempts.all.map(\.name)).count == FieldStaffAttempts.all.count)
    #expect(Set(LeadershipAttempts.all.map(\.name)).count == LeadershipAttempts.all.count)
    #expect(!names.contains(""))
  }

  @Test func `bob sees what Alice must not, so that there is something to find`() throws {
    let seen = try server.psql(
      server.words("bob"),
      "select name, phone, city, ask_cents from list.entry order by rank limit 1")
    #expect(seen == "Zelda Qxcanary|919-555-7001|CANARYVILLE|7777700\n")
  }

  /// Logins that the server must not let in, by what it says.
  static let strangers: [(changes: [String: String], says: String)] = [
    (["password": "wrong"], "password authentication failed"),
    (["sslmode": "disable"], "pg_hba.conf rejects connection"),
    (["host": "elsewhere.example"], "does not match host name"),
    (["sslrootcert": "other-ca.crt"], "certificate verify failed"),
    (["host": "socket", "hostaddr": ""], "pg_hba.conf rejects connection"),
    (["user": "bob"], "password authentication failed"),
    (["user": "postgres"], "password authentication failed"),
    (["user": "owner"], "password authentication failed"),
    (["user": "data_team"], "password authentication failed"),
    (["replication": "database"], "must be superuser or replication role"),
    (["user": "nobody"], "password authentication failed"),
  ]

  @Test(arguments: Self.strangers.indices)
  func `a login with the wrong password, authority, name or way in is refused`(
    _ index: Int
  ) throws {
    var (changes, says) = Self.strangers[index]
    if let authority = changes["sslrootcert"] {
      changes["sslrootcert"] = "\(server.folder)/\(authority)"
    }
    if changes["host"] == "socket" { changes["host"] = server.folder }
    // Of another user with her password.
    if changes["password"] == nil { changes["password"] = server.passwords["alice"] }
    let printed = try server.psql(
      server.words("alice", changes.filter { !$0.value.isEmpty })
        .split(separator: " ").filter { changes["hostaddr"] != "" || !$0.hasPrefix("hostaddr=") }
        .joined(separator: " "), "select 'in'")
    #expect(printed.contains(says), "\(printed)")
    #expect(!printed.contains("in\n") || printed.contains("error"))
  }

  @Test func `a session is encrypted, by a method that binds it to the certificate`() throws {
    let printed = try server.psql(
      server.words("alice", ["channel_binding": "require"]),
      "select ssl, version from pg_stat_ssl where pid = pg_backend_pid()")
    #expect(printed == "t|TLSv1.3\n")
  }

  @Test func `the server keeps a verifier, and no log holds a password or one`() throws {
    let login = Login(try server.workspace())
    let added = try login.add("temporary_login", to: .fieldStaff)
    let stored = try server.psql(
      server.administrator(),
      "select left(rolpassword, 19) from pg_authid where rolname = 'temporary_login'")
    #expect(stored == "SCRAM-SHA-256$4096:\n")
    let log = try server.log()
    #expect(log.contains("temporary_login"))
    #expect(!log.contains(added.password) && !log.contains("SCRAM-SHA-256$"))
    _ = try login.remove("temporary_login")
  }

  @Test func `a login ends on its day, and its session with it when it is removed`() throws {
    let login = Login(try server.workspace())
    let day = try #require(Day(year: 2001, month: 1, day: 1))
    let former = try login.add("former", to: .fieldStaff, validUntil: day)
    let late = try server.psql(
      server.words("former", ["password": former.password]), "select 1")
    #expect(late.contains("password authentication failed"))
    let brief = try login.add("brief", to: .leadership)
    var session = try Connection(
      ConnectionSettings(server.words("brief", ["password": brief.password])))
    #expect(try session.rows("select 1::int8") { try $0.integer(0) } == [1])
    for name in ["former", "brief"] { _ = try login.remove(name) }
    #expect(throws: PostgresError.self) { try session.execute("select * from summary.donor") }
  }

  @Test(arguments: ["postgres", "owner", "data_team", "field_staff", "nobody_at_all"])
  func `no other role is removed as a login`(_ name: String) throws {
    #expect(throws: Failure.self) { try Login(try server.workspace()).remove(name) }
    let there = try server.psql(
      server.administrator(), "select count(*) from pg_roles where rolname = '\(name)'")
    #expect(there == (name == "nobody_at_all" ? "0\n" : "1\n"))
  }

  @Test func `who may not make roles makes no login`() throws {
    let folder = try server.workspace().folder
    let workspace = try Workspace(folder: folder, database: server.words("alice"))
    let error = #expect(throws: Failure.self) {
      try Login(workspace).add("friend", to: .leadership)
    }
    #expect(error?.kind == .refused && error?.what.contains("may not make") == true)
  }

  @Test func `a plan made for the data team is made anew for a caller`() throws {
    let printed = try server.psql(
      server.words("dana", ["password": "planted-for-dana"]),
      """
      set plan_cache_mode = force_generic_plan;
      prepare mine as select count(*) from list.entry;
      set role data_team;
      execute mine;
      set role alice;
      execute mine;
      """)
    #expect(printed == "63\n2\n")
  }

  @Test func `reads of entries are on record, and bound values are not`() throws {
    var alice = try Connection(ConnectionSettings(server.words("alice")))
    _ = try alice.rows(
      Statement("select name from list.entry where name = $1", file: "AttackTests.swift"),
      [.text("BOUNDVALUE")]
    ) { try $0.text(0) }
    let log = try server.log()
    #expect(log.contains("AUDIT: OBJECT,"))
    #expect(log.contains("READ,SELECT,TABLE,list.entry"))
    #expect(log.contains("select name from list.entry where name = $1"))
    #expect(!log.contains("BOUNDVALUE"))
  }

  @Test func `no log has the key or the statement of an error`() throws {
    let printed = try server.psql(
      server.administrator(),
      """
      create temporary table met (personid bigint primary key);
      insert into met values (7771779);
      insert into met values (7771779);
      """)
    #expect(printed.contains("(personid)=(7771779)"))
    let log = try server.log()
    #expect(log.contains("duplicate key value") && !log.contains("7771779"))
  }

  @Test func `no sum of what is published gives a small count away`() throws {
    let lines = try server.psql(
      server.words("lea"),
      "select county, result, coalesce(people, -1) from summary.outcome where list = 'weekend'")
    var margins = PublishedMargins(sum: "(all)")
    for line in lines.split(separator: "\n") {
      let words = line.split(separator: "|").map(String.init)
      let people = try #require(Int(words[2]))
      margins.add(words[0], words[1], people < 0 ? nil : people)
    }
    let range = try #require(margins.range(of: "BETA", "refused"))
    #expect(range.lowerBound <= 3 && range.upperBound >= 10, "\(range)")
    #expect(margins.published > 3)
  }
}
