import Postgres
import Testing

@Suite(.needsServer, .freshDatabase) struct ErrorTests {
  /// What must never be shown.
  private static let secret = "jane.roe@example.org"

  /// A statement that fails on a row with the secret in it, and what may be said about that.
  struct Case: CustomTestStringConvertible {
    let sql: Statement
    let values: [Value]
    let description: String
    var testDescription: String { sql.text }
  }

  private func connectionWithTable() throws -> Connection {
    var connection = try PostgresServer.connect()
    try connection.script(
      """
      create temp table donor (
        email text constraint donor_key primary key, state char(2),
        cents int8 constraint cents_positive check (cents > 0), day date not null default '2026-01-01'
      );
      create temp table gift (email text constraint gift_donor references donor);
      """)
    try connection.execute("insert into donor values ($1)", [.text(Self.secret)])
    return connection
  }

  @Test(arguments: [
    Case(
      sql: Statement("insert into donor values ($1)", file: "sql/a.sql"), values: [.text(secret)],
      description: """
        sql/a.sql: a key is there already (SQLSTATE 23505), table pg_temp.donor, \
        constraint donor_key
        """),
    Case(
      sql: Statement("insert into donor values ($1, null, -1)", file: "sql/a.sql"),
      values: [.text("x" + secret)],
      description: """
        sql/a.sql: a check refuses a row (SQLSTATE 23514), table pg_temp.donor, \
        constraint cents_positive
        """),
    Case(
      sql: Statement("insert into gift values ($1)", file: "sql/a.sql"),
      values: [.text("x" + secret)],
      description: """
        sql/a.sql: a key refers to no row, or is still referred to (SQLSTATE 23503), \
        table pg_temp.gift, constraint gift_donor
        """),
    Case(
      sql: Statement("insert into donor values ($1, null, null, null)", file: "sql/a.sql"),
      values: [.text("x" + secret)],
      description: """
        sql/a.sql: a null in a column that takes none (SQLSTATE 23502), table pg_temp.donor, \
        column day
        """),
    Case(
      sql: Statement("select $1::text::int8", file: "sql/a.sql"), values: [.text(secret)],
      description: """
        sql/a.sql: a text isn't of the form that its type wants (SQLSTATE 22P02)
        """),
    Case(
      sql: Statement("select email::date from donor", file: "sql/a.sql"), values: [],
      description: "sql/a.sql: a value doesn't fit (SQLSTATE 22007)"),
    Case(
      sql: Statement("update donor set state = email", file: "sql/a.sql"), values: [],
      description: "sql/a.sql: a value doesn't fit (SQLSTATE 22001)"),
    Case(
      sql: Statement(
        """
        do $$ begin
          raise exception 'no %', (select email from donor)
            using detail = (select email from donor), hint = (select email from donor),
              errcode = '42000';
        end $$
        """, file: "sql/a.sql"), values: [],
      description: "sql/a.sql: the SQL and the tables don't agree (SQLSTATE 42000)"),
  ])
  func `an error says what and where, never which value`(_ example: Case) throws {
    var connection = try connectionWithTable()
    let error = try postgresError { try connection.execute(example.sql, example.values) }
    // Temporary schemas are numbered by session.
    let shown = error.description.replacing(#/pg_temp_\d+/#, with: "pg_temp")
    #expect(shown == example.description)
    for text in [
      "\(error)", String(reflecting: error), error.reason, error.message, error.hint ?? "",
      String(describing: Mirror(reflecting: error).children.map(\.value)),
    ] {
      #expect(!text.contains("jane"))
    }
    var dumped = ""
    dump(error, to: &dumped)
    #expect(!dumped.contains("jane"))
  }

  @Test func `the server's own words are kept apart`() throws {
    var connection = try connectionWithTable()
    let error = try postgresError {
      try connection.execute("insert into donor values ($1)", [.text(Self.secret)])
    }
    #expect(error.sensitiveMessage.contains("Key (email)=(\(Self.secret)) already exists"))
  }

  @Test func `an error in copied rows names the row and the constraint`() throws {
    var connection = try connectionWithTable()
    let copy = Statement("copy donor (email, cents) from stdin (format binary)", file: "sql/c.sql")
    let error = try postgresError {
      try connection.copyIn(copy) { writer in
        for cents in [1, 2, -3] as [Int64] {
          try writer.beginRow(fields: 2)
          try writer.text("\(cents)" + Self.secret)
          try writer.integer(cents)
        }
      }
    }
    #expect(error.sqlState == PostgresError.checkViolation)
    #expect(error.constraint == "cents_positive")
    #expect(error.copyRow == 3)
    #expect(error.description.hasSuffix("row 3 of the COPY"))
    #expect(!error.description.contains("jane"))
    #expect(error.sensitiveMessage.contains(Self.secret))
  }

  @Test func `copied bytes that don't fit name row and column, never the value`() throws {
    var connection = try connectionWithTable()
    let copy = Statement("copy donor (email, cents) from stdin (format binary)", file: "sql/c.sql")
    let error = try postgresError {
      try connection.copyIn(copy) { writer in
        try writer.beginRow(fields: 2)
        try writer.text(Self.secret)
        try writer.text(Self.secret)
      }
    }
    #expect(error.copyRow == 1)
    #expect(error.column == "cents")
    #expect(!error.description.contains("jane"))
  }

  @Test func `an error in the SQL names file and line`() throws {
    var connection = try PostgresServer.connect()
    let undefinedColumn = try postgresError {
      try connection.execute(
        Statement("-- größer\nselect oid,\n  naem\nfrom pg_class", file: "sql/list/top.sql"))
    }
    #expect(
      undefinedColumn.description == """
        sql/list/top.sql:3: there is no such column (SQLSTATE 42703)
        """)
    let hinted = try postgresError {
      try connection.execute(
        Statement("select\nspcnam from pg_tablespace", file: "sql/list/top.sql"))
    }
    #expect(
      hinted.description == """
        sql/list/top.sql:2: there is no such column (SQLSTATE 42703)
          hint: Perhaps you meant to reference the column "pg_tablespace.spcname".
        """)
    let second = try postgresError {
      try connection.script(Statement("select 1;\nselect 2;\nselct 3;", file: "sql/m.sql"))
    }
    #expect(second.description == "sql/m.sql:3: the SQL can't be read (SQLSTATE 42601)")
    let unqualified = try postgresError {
      try connection.execute(Statement("select 1 from voter", file: "sql/m.sql"))
    }
    #expect(unqualified.sqlState == PostgresError.undefinedTable)
  }

  @Test func `a connection that the server ends is lost`() throws {
    var connection = try PostgresServer.connect()
    var other = try PostgresServer.connect()
    for work in 0..<4 {
      let process = try connection.rows("select pg_backend_pid()") { try $0.integer(0) }
      let kill = { (other: inout Connection) throws in
        _ = try other.query(
          "select pg_terminate_backend($1::int4, 5000)", process.map(Value.integer)
        ) { $0.count }
      }
      let error = try postgresError {
        switch work {
        case 0:
          try kill(&other)
          try connection.execute("select 1")
        case 1:
          try connection.stream("select generate_series(1, 10000000)") { row throws in
            if try row.integer(0) == 1 { try kill(&other) }
          }
        case 2:
          try connection.script("create temp table t (n int8)")
          try connection.copyIn("copy t from stdin (format binary)") { writer in
            try kill(&other)
            for number in 0..<100_000 as Range<Int64> {
              try writer.beginRow(fields: 1)
              try writer.integer(number)
            }
          }
        default:
          try connection.transaction { connection in
            try kill(&other)
            try connection.execute("select 1")
          }
        }
      }
      #expect(error.isConnectionLost, "work \(work): \(error)")
      let again = try postgresError { try connection.execute("select 1") }
      #expect(again.isConnectionLost)
      connection = try PostgresServer.connect()
    }
  }

  @Test func `a statement that can't be sent leaves the connection ready`() throws {
    var connection = try PostgresServer.connect()
    let error = try postgresError {
      try connection.execute("select 1", [Value](repeating: .null, count: 70_000))
    }
    #expect(!error.isConnectionLost)
    #expect(throws: PostgresError.self) { try connection.execute("select 1; select 2") }
    #expect(throws: PostgresError.self) { try connection.execute("select $1", [.text("a\0b")]) }
    #expect(try connection.execute("-- nothing") == 0)
    #expect(try connection.rows("select 1") { try $0.integer(0) } == [1])
  }
}
