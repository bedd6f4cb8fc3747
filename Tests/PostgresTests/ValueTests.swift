import Postgres
import Testing

@Suite(.needsServer, .freshDatabase) struct ValueTests {
  @Test func `every type comes back as it was bound`() throws {
    var connection = try PostgresServer.connect()
    let values: [Value] = [
      .bool(true), .int32(.min), .integer(.max), .double(-0.1), .text("Grüße, 世界"),
      .bytes([0, 255, 7]), .day(daysSince1970: 19_782),
      .timestamp(microsecondsSince1970: 1_709_164_800_000_001), .integers([1, -2]),
      .doubles([0.5, .infinity]), .texts(["a", ""]), .null,
    ]
    let sql: Statement = """
      select $1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12::int8
      """
    try connection.query(sql, values) { rows throws in
      #expect(rows.count == 1)
      #expect(rows.columnCount == 12)
      try rows.row(0) { row throws in
        #expect(try row.bool(0))
        #expect(try row.integer(1) == Int64(Int32.min))
        #expect(try row.integer(2) == .max)
        #expect(try row.double(3) == -0.1)
        #expect(try row.text(4) == "Grüße, 世界")
        let bytes = try row.withBytes(5) { span in span.indices.map { span[$0] } }
        #expect(bytes == [0, 255, 7])
        #expect(try row.day(6) == 19_782)
        #expect(try row.timestamp(7) == 1_709_164_800_000_001)
        #expect(try row.integers(8) == [1, -2])
        #expect(try row.doubles(9) == [0.5, .infinity])
        #expect(try row.texts(10) == ["a", ""])
        #expect(try row.isNull(11))
      }
    }
  }

  @Test func `the server understands what was bound`() throws {
    var connection = try PostgresServer.connect()
    let values: [Value] = [
      .day(daysSince1970: -1), .timestamp(microsecondsSince1970: -1), .integers([]), .texts([]),
      .bytes([]), .text(""), .doubles([2]), .int32(-3),
    ]
    let texts = try connection.rows(
      """
      select array[$1::text, $2::text, $3::text, $4::text, $5::text, $6::text, $7::text, $8::text]
      """, values
    ) { try $0.texts(0) }
    #expect(
      texts == [
        ["1969-12-31", "1969-12-31 23:59:59.999999+00", "{}", "{}", "\\x", "", "{2}", "-3"]
      ]
    )
  }

  @Test func `small and large forms of a type are read by one method`() throws {
    var connection = try PostgresServer.connect()
    try connection.query(
      """
      select 1::int2, 2::int4, 3::int8, 1.5::float4, 'a'::varchar, 'b'::char(2), 'c'::name,
        array[4]::int4[], array[2.5]::float4[], '{}'::float8[], timestamp '1970-01-02', '{"a": 1}'::json
      """
    ) { rows throws in
      try rows.forEach { row throws in
        #expect(try [row.integer(0), row.integer(1), row.integer(2)] == [1, 2, 3])
        #expect(try row.double(3) == 1.5)
        #expect(try [row.text(4), row.text(5), row.text(6)] == ["a", "b ", "c"])
        #expect(try row.integers(7) == [4])
        #expect(try row.doubles(8) == [2.5])
        #expect(try row.doubles(9) == [])
        #expect(try row.timestamp(10) == 86_400_000_000)
        #expect(try row.text(11) == #"{"a": 1}"#)
      }
    }
  }

  @Test func `a null is nil, and an error where a value is needed`() throws {
    var connection = try PostgresServer.connect()
    try connection.query(
      """
      select null::int8 as cents, null::float8, null::bool, null::text, null::date,
        null::timestamptz
      """
    ) { rows throws in
      try rows.row(0) { row throws in
        #expect(try row.integerIfPresent(0) == nil)
        #expect(try row.doubleIfPresent(1) == nil)
        #expect(try row.boolIfPresent(2) == nil)
        #expect(try row.textIfPresent(3) == nil)
        #expect(try row.dayIfPresent(4) == nil)
        #expect(try row.timestampIfPresent(5) == nil)
      }
    }
    let error = try postgresError {
      _ = try connection.rows(Statement("select null::int8 as cents", file: "sql/a.sql")) {
        try $0.integer(0)
      }
    }
    #expect(error.sqlState == PostgresError.nullValueNotAllowed)
    #expect(error.column == "cents")
    #expect(error.sqlFile == "sql/a.sql")
  }

  @Test func `a column of another type is an error that names it, its type and the file`() throws {
    var connection = try PostgresServer.connect()
    let error = try postgresError {
      let sum = Statement("select sum(n) as total from unnest('{1}'::int8[]) n", file: "sql/a.sql")
      _ = try connection.rows(sum) { try $0.integer(0) }
    }
    #expect(
      error.description == """
        sql/a.sql: the type (OID 1700) isn't int2, int4 or int8: cast it in the SQL \
        (SQLSTATE 42804), column total
        """)
  }

  @Test(arguments: [
    ("select 'infinity'::date", FieldReading.day), ("select '-infinity'::date", .day),
    ("select 'infinity'::timestamptz", .timestamp), ("select '{1,null}'::int8[]", .integers),
    ("select '{{1},{2}}'::int8[]", .integers),
  ])
  func `a value that has no form in Swift is an error`(
    _ sql: String, _ reading: FieldReading
  ) throws {
    var connection = try PostgresServer.connect()
    let error = try postgresError {
      _ = try connection.rows(Statement(sql, file: "sql/a.sql")) { row throws in
        switch reading {
        case .day: _ = try row.day(0)
        case .timestamp: _ = try row.timestamp(0)
        case .integers: _ = try row.integers(0)
        }
      }
    }
    #expect(error.sqlState == PostgresError.numericValueOutOfRange)
  }

  enum FieldReading { case day, timestamp, integers }

  @Test func `a day too far away to be sent is refused`() throws {
    var connection = try PostgresServer.connect()
    for value in [
      Value.day(daysSince1970: .min), .day(daysSince1970: .min + 10_957),
      .timestamp(microsecondsSince1970: .min),
    ] {
      let error = try postgresError { try connection.execute("select $1", [value]) }
      #expect(error.sqlState == PostgresError.numericValueOutOfRange)
    }
  }

  @Test func `a row or a column that isn't there is an error`() throws {
    var connection = try PostgresServer.connect()
    try connection.query("select 1 as a, 2 as b") { rows throws in
      #expect(rows.columnNames == ["a", "b"])
      #expect(try rows.columnIndex("b") == 1)
      #expect(throws: PostgresError.self) { try rows.columnIndex("c") }
      #expect(throws: PostgresError.self) { try rows.row(1) { _ in } }
      #expect(throws: PostgresError.self) { try rows.row(-1) { _ in } }
      try rows.row(0) { row throws in
        #expect(try row.columnIndex("a") == 0)
        #expect(throws: PostgresError.self) { try row.integer(2) }
        #expect(throws: PostgresError.self) { try row.integer(-1) }
      }
    }
  }

  @Test func `the session is in UTC with an empty search path and ISO days`() throws {
    var connection = try PostgresServer.connect()
    let settings = try connection.rows(
      """
      select current_setting(name) from unnest(array['search_path', 'timezone', 'datestyle',
        'client_encoding', 'standard_conforming_strings', 'application_name']) as name
      """
    ) { try $0.text(0) }
    #expect(settings == [#""""#, "UTC", "ISO, YMD", "UTF8", "on", "groundswell"])
  }
}
