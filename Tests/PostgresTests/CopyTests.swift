import Postgres
import Testing

@Suite(.needsServer, .freshDatabase) struct CopyTests {
  private static let columns = """
    a int8, b int4, c int2, d float8, e bool, f text, g date, h timestamptz, i float8[], j bytea
    """

  @Test func `every type is copied in and out`() throws {
    var connection = try PostgresServer.connect()
    try connection.script(Statement("create temp table t (\(Self.columns))", file: "a.sql"))
    let loaded = try connection.copyIn("copy t from stdin (format binary)") { writer in
      try writer.beginRow(fields: 10)
      try writer.integer(.min)
      try writer.int32(-2)
      try writer.int16(-3)
      try writer.double(0.1)
      try writer.bool(true)
      try writer.text("Grüße")
      try writer.day(-1)
      try writer.timestamp(microsecondsSince1970: 1)
      try writer.doubles([1.5, -.infinity])
      try writer.bytes([0, 9].span)
      try writer.beginRow(fields: 10)
      for _ in 0..<5 { try writer.null() }
      try writer.text("")
      for _ in 0..<2 { try writer.null() }
      try writer.doubles([])
      try writer.null()
      #expect(writer.rowCount == 2)
    }
    #expect(loaded == 2)
    let text = try connection.rows("select t::text from t order by a nulls last") { try $0.text(0) }
    #expect(
      text == [
        #"(-9223372036854775808,-2,-3,0.1,t,Grüße,1969-12-31,"1970-01-01 00:00:00.000001+00","#
          + #""{1.5,-Infinity}","\\x0009")"#,
        #"(,,,,,"",,,{},)"#,
      ])

    var index = 0
    let count = try connection.copyRows(
      "copy (select * from t order by a nulls last) to stdout (format binary)"
    ) { row throws in
      #expect(row.fieldCount == 10)
      if index == 0 {
        #expect(try [row.integer(0), row.integer(1), row.integer(2)] == [.min, -2, -3])
        #expect(try row.double(3) == 0.1)
        #expect(try row.bool(4))
        #expect(try row.text(5) == "Grüße")
        #expect(try row.day(6) == -1)
        #expect(try row.doubles(8) == [1.5, -.infinity])
        #expect(try row.withBytes(9) { $0.count } == 2)
      } else {
        #expect(try row.isNull(0))
        #expect(try row.text(5) == "")
        #expect(try row.doubles(8) == [])
        #expect(throws: PostgresError.self) { try row.integer(0) }
        #expect(throws: PostgresError.self) { try row.bool(5) }
        #expect(throws: PostgresError.self) { try row.bool(10) }
      }
      index += 1
    }
    #expect(count == 2)
    #expect(index == 2)
  }

  @Test func `many rows and texts longer than the buffer arrive whole`() throws {
    var connection = try PostgresServer.connect()
    try connection.script("create temp table t (n int8, x text)")
    let long = [UInt8](repeating: UInt8(ascii: "y"), count: 300_000)
    let loaded = try connection.copyIn("copy t from stdin (format binary)") { writer in
      for number in 0..<100_000 as Range<Int64> {
        try writer.beginRow(fields: 2)
        try writer.integer(number)
        if number % 50_000 == 7 {
          try writer.text(long[...])
        } else {
          try writer.text("x\(number)")
        }
      }
    }
    #expect(loaded == 100_000)
    let sums = try connection.rows(
      """
      select sum(n)::int8, count(*) filter (where x = 'x' || n),
        count(*) filter (where x = repeat('y', 300000)) from t
      """
    ) { try [$0.integer(0), $0.integer(1), $0.integer(2)] }
    #expect(sums == [[4_999_950_000, 99_998, 2]])
    var total: Int64 = 0
    let read = try connection.copyRows("copy t to stdout (format binary)") {
      total += try $0.integer(0)
    }
    #expect(read == 100_000)
    #expect(total == 4_999_950_000)
  }

  @Test func `nothing is copied in or out where there is nothing`() throws {
    var connection = try PostgresServer.connect()
    try connection.script("create temp table t (n int8)")
    #expect(try connection.copyIn("copy t from stdin (format binary)") { _ in } == 0)
    #expect(
      try connection.copyRows("copy t to stdout (format binary)") { _ in Issue.record("a row") }
        == 0)
  }

  @Test func `text comes out as the server writes it`() throws {
    var connection = try PostgresServer.connect()
    var lines: [String] = []
    try connection.copyOut("copy (values (1, 'a'), (2, null)) to stdout (format csv)") { bytes in
      lines.append(bytes.withUnsafeBytes { String(decoding: $0, as: UTF8.self) })
    }
    #expect(lines == ["1,a\n", "2,\n"])
  }

  @Test func `a body that throws loads nothing, and the connection goes on`() throws {
    var connection = try PostgresServer.connect()
    try connection.script("create temp table t (n int8)")
    #expect(throws: Stop.self) {
      try connection.copyIn("copy t from stdin (format binary)") { writer in
        for number in 0..<50_000 as Range<Int64> {
          try writer.beginRow(fields: 1)
          try writer.integer(number)
        }
        throw Stop()
      }
    }
    #expect(try connection.rows("select count(*) from t") { try $0.integer(0) } == [0])
  }

  @Test func `a body that throws ends a copy out, and the connection goes on`() throws {
    var connection = try PostgresServer.connect()
    #expect(throws: Stop.self) {
      try connection.copyOut(
        "copy (select generate_series(1, 1000000000), repeat('x', 1000)) to stdout"
      ) { _ in throw Stop() }
    }
    #expect(try connection.rows("select 1") { try $0.integer(0) } == [1])
  }

  @Test(arguments: [1, 3])
  func `a row with a wrong number of fields is an error`(_ written: Int) throws {
    var connection = try PostgresServer.connect()
    try connection.script("create temp table t (a int8, b int8)")
    let error = try postgresError {
      try connection.copyIn(Statement("copy t from stdin (format binary)", file: "a.sql")) {
        writer in
        try writer.beginRow(fields: 2)
        for _ in 0..<written { try writer.integer(1) }
      }
    }
    #expect(error.sqlState == PostgresError.badCopyFileFormat)
    // Ours, before the server would find it.
    #expect(error.message.hasPrefix("row 1 "))
    #expect(error.sqlFile == "a.sql")
    #expect(try connection.rows("select count(*) from t") { try $0.integer(0) } == [0])
  }

  @Test(arguments: [
    "select 1", "copy t from stdin", "copy t to stdout", "copy t to stdout (format binary)",
    "copy missing from stdin (format binary)",
  ])
  func `a statement that isn't a binary copy from is refused`(_ sql: String) throws {
    var connection = try PostgresServer.connect()
    try connection.script("create temp table t as select 1 as n from generate_series(1, 10000)")
    #expect(throws: PostgresError.self) {
      try connection.copyIn(Statement(sql, file: "a.sql")) { _ in Issue.record("began") }
    }
    #expect(try connection.rows("select 1") { try $0.integer(0) } == [1])
  }

  @Test(arguments: ["select 1", "copy t from stdin", "copy t to stdout"])
  func `a statement that isn't a binary copy to is refused`(_ sql: String) throws {
    var connection = try PostgresServer.connect()
    try connection.script("create temp table t as select 1 as n from generate_series(1, 10000)")
    #expect(throws: PostgresError.self) {
      try connection.copyRows(Statement(sql, file: "a.sql")) { _ in Issue.record("a row") }
    }
    #expect(try connection.rows("select 1") { try $0.integer(0) } == [1])
  }

  @Test(arguments: ["copy t from stdin", "copy t to stdout"])
  func `a copy given to another method is refused`(_ sql: String) throws {
    var connection = try PostgresServer.connect()
    try connection.script("create temp table t as select 1 as n from generate_series(1, 10000)")
    let copy = Statement(sql, file: "a.sql")
    #expect(throws: PostgresError.self) { try connection.execute(copy) }
    #expect(throws: PostgresError.self) { try connection.script(copy) }
    #expect(throws: PostgresError.self) { try connection.stream(copy) { _ in } }
    #expect(try connection.rows("select 1") { try $0.integer(0) } == [1])
  }
}
