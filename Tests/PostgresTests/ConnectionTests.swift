import Postgres
import Testing

@Suite(.needsServer, .freshDatabase) struct ConnectionTests {
  @Test func `the number of rows is that of the rows changed`() throws {
    var connection = try PostgresServer.connect()
    #expect(try connection.execute("create temp table t (n int8)") == 0)
    #expect(try connection.execute("insert into t select generate_series(1, 5)") == 5)
    #expect(try connection.execute("update t set n = 0 where n > $1", [.integer(2)]) == 3)
    #expect(try connection.execute("delete from t") == 5)
  }

  @Test func `a query without rows gives none`() throws {
    var connection = try PostgresServer.connect()
    #expect(try connection.rows("select 1 where false") { try $0.integer(0) } == [])
    #expect(try connection.query("select 1 where false") { $0.columnCount } == 1)
  }

  @Test func `a body that throws leaves the connection ready`() throws {
    var connection = try PostgresServer.connect()
    #expect(throws: Stop.self) {
      try connection.query("select generate_series(1, 1000)") { _ in throw Stop() }
    }
    #expect(try connection.rows("select 1") { try $0.integer(0) } == [1])
  }

  @Test func `a connection is its role, whatever the role's name`() throws {
    var owner = try PostgresServer.connect()
    let role = #"te"st \#(UInt32.random(in: 0 ... .max))"#
    let quoted = "\"" + role.split(separator: "\"").joined(separator: "\"\"") + "\""
    try owner.script(Statement("create role \(quoted)", file: "a.sql"))
    defer { try? owner.script(Statement("drop role \(quoted)", file: "a.sql")) }
    var connection = try Connection(PostgresServer.settings(role: role))
    #expect(try connection.rows("select current_user") { try $0.text(0) } == [role])
    #expect(throws: PostgresError.self) { try connection.script("create table public.t ()") }
  }

  @Test func `a role that isn't there is refused`() throws {
    let error = try postgresError {
      _ = try Connection(PostgresServer.settings(role: "nobody_of_this_name"))
    }
    #expect(error.sqlState == "22023")
  }

  @Test(arguments: [
    (["dbname": "no_such_database_here"], PostgresError.undefinedDatabase, "no such database"),
    (["user": "no_such_user_here"], PostgresError.invalidAuthorization, "refuses the login"),
    (["host": "/nowhere"], PostgresError.cannotConnect, "no server answers"),
    (["host": "/tmp/passwords.d"], PostgresError.cannotConnect, "no server answers"),
    (
      ["dbname": "postgresql://jane:secret@:x:y/d"], PostgresError.unreadableSettings,
      "settings can't be read"
    ),
    (
      ["dbname": "host=a passwrod=secret"], PostgresError.unreadableSettings,
      "settings can't be read"
    ),
    (["dbname": "host=a password"], PostgresError.unreadableSettings, "settings can't be read"),
  ])
  func `a connection that fails says why, without a password`(
    _ keywords: [String: String], _ state: String, _ words: String
  ) throws {
    let error = try postgresError {
      _ = try Connection(ConnectionSettings(keywords: keywords.map { ($0.key, $0.value) }))
    }
    #expect(error.sqlState == state)
    #expect(error.description.contains(words), "\(error.description)")
    #expect(!"\(error)\(String(reflecting: error))".contains("secret"))
  }

  @Test func `settings are libpq's own words`() throws {
    let database = PostgresServer.database
    for settings in [
      ConnectionSettings(database), ConnectionSettings("dbname=\(database)"),
      ConnectionSettings("postgresql:///\(database)"),
    ] {
      var connection = try Connection(settings)
      #expect(try connection.rows("select current_database()") { try $0.text(0) } == [database])
    }
  }
}
