import Postgres
import Synchronization
import Testing

@Suite(.needsServer) struct MigratorTests {
  private static let first = Migration(
    name: "m0001_first", sql: "create schema a;\ncreate table a.t (n int8);",
    verify: "select 1 where to_regclass('a.t') is null")
  private static let second = Migration(
    name: "m0002_second", sql: "alter table a.t add x text;",
    verify: "do $$ begin perform x from a.t; end $$")

  private func migrate(
    _ migrations: [Migration], _ connection: inout Connection
  ) throws -> [String] {
    try Migrator(migrations: migrations, programVersion: "1.2.3").migrate(&connection)
  }

  private func recorded(_ connection: inout Connection) throws -> [String] {
    try connection.rows("select name from run.migration order by name") { try $0.text(0) }
  }

  @Test(.freshDatabase) func `each migration is applied once, in the order of its number`() throws {
    var connection = try PostgresServer.connect()
    #expect(try migrate([Self.first], &connection) == ["m0001_first"])
    #expect(try migrate([Self.second, Self.first], &connection) == ["m0002_second"])
    #expect(try migrate([Self.second, Self.first], &connection) == [])
    // printf 'alter table a.t add x text;' | sha256sum
    let record = try connection.rows(
      "select checksum, program_version from run.migration where name = 'm0002_second'"
    ) { try [$0.text(0), $0.text(1)] }
    #expect(
      record == [["64e1335b6d8f7b006276525b863228ede69841f25943b93d99a52f5bba8e0ceb", "1.2.3"]])
  }

  @Test(.freshDatabase) func `a database without migrations only gets the record`() throws {
    var connection = try PostgresServer.connect()
    #expect(try migrate([], &connection) == [])
    #expect(try recorded(&connection) == [])
  }

  @Test(.freshDatabase) func `a migration changed after it was applied is refused`() throws {
    var connection = try PostgresServer.connect()
    _ = try migrate([Self.first], &connection)
    let changed = Migration(
      name: "m0001_first", sql: "create schema a;", verify: "select 1 limit 0")
    let error = #expect(throws: MigrationError.self) {
      try migrate([changed, Self.second], &connection)
    }
    #expect(error == .changed(name: "m0001_first"))
    #expect(error?.description.hasPrefix("sql/migrations/m0001_first.sql: ") == true)
    #expect(try recorded(&connection) == ["m0001_first"])
  }

  @Test(.freshDatabase) func `a database of a newer program is refused`() throws {
    var connection = try PostgresServer.connect()
    _ = try migrate([Self.first, Self.second], &connection)
    #expect(throws: MigrationError.programOlderThanDatabase(unknown: "m0002_second")) {
      try migrate([Self.first], &connection)
    }
  }

  @Test(.freshDatabase) func `a migration missing before an applied one is refused`() throws {
    var connection = try PostgresServer.connect()
    _ = try migrate([Self.first, Self.second], &connection)
    try connection.execute("delete from run.migration where name = 'm0001_first'")
    #expect(throws: MigrationError.gap(name: "m0001_first")) {
      try migrate([Self.first, Self.second], &connection)
    }
  }

  @Test(arguments: [
    ["m0002_a"], ["m0001_a", "m0001_b"], ["m0001_a", "m0003_b"], ["first"], ["m0001_A"],
  ])
  func `numbers with a gap or twice the same are refused`(_ names: [String]) {
    #expect(throws: MigrationError.self) {
      try Migrator(
        migrations: names.map { Migration(name: $0, sql: "", verify: "") }, programVersion: "1")
    }
  }

  @Test(.freshDatabase) func `a migration that fails leaves the ones before it alone`() throws {
    var connection = try PostgresServer.connect()
    let failing = Migration(
      name: "m0002_failing", sql: "create table a.u (n int8);\nselect 1 / 0;", verify: "select 1")
    let error = try postgresError { _ = try migrate([Self.first, failing], &connection) }
    #expect(error.sqlState == "22012")
    #expect(error.sqlFile == "sql/migrations/m0002_failing.sql")
    #expect(try recorded(&connection) == ["m0001_first"])
    #expect(
      try connection.rows("select to_regclass('a.u') is null") { try $0.bool(0) } == [true])
    // The lock was given back too.
    #expect(try migrate([Self.first, Self.second], &connection) == ["m0002_second"])
  }

  @Test(
    .freshDatabase,
    arguments: ["select n from (values (1), (2)) v (n)", "do $$ begin raise; end $$"])
  func `a migration whose verify fails is rolled back`(_ verify: String) throws {
    var connection = try PostgresServer.connect()
    let failing = Migration(name: "m0001_a", sql: "create schema b", verify: verify)
    let error = #expect(throws: (any Error).self) { try migrate([failing], &connection) }
    if let error = error as? MigrationError {
      #expect(error == .notVerified(name: "m0001_a", rowCount: 2))
    } else {
      #expect((error as? PostgresError)?.sqlFile == "sql/verify/m0001_a.sql")
    }
    #expect(try recorded(&connection) == [])
    #expect(
      try connection.rows("select to_regnamespace('b') is null") { try $0.bool(0) } == [true])
  }

  @Test(.freshDatabase) func `a migration that ends its transaction is an error`() throws {
    var connection = try PostgresServer.connect()
    let ending = Migration(name: "m0001_a", sql: "commit", verify: "select 1 limit 0")
    let error = try postgresError { _ = try migrate([ending], &connection) }
    #expect(error.sqlState == PostgresError.noActiveTransaction)
  }

  @Test(.freshDatabase) func `of two programs at once one migrates and the other waits`() throws {
    let slow = Migration(
      name: "m0001_slow", sql: "select pg_sleep(0.5); create schema a;", verify: "select 1 limit 0")
    let settings = PostgresServer.settings()
    let outcomes = Mutex<[[String]]>([])
    let threads = try (0..<2).map { _ in
      try SystemThread {
        do {
          var connection = try Connection(settings)
          let applied = try Migrator(migrations: [slow], programVersion: "1").migrate(&connection)
          outcomes.withLock { $0.append(applied) }
        } catch {
          Issue.record(error)
        }
      }
    }
    for thread in threads { thread.join() }
    // The second may tell of its end before the first does.
    #expect(Set(outcomes.withLock { $0 }) == [["m0001_slow"], []])
  }
}
