import Postgres
import Testing

@Suite struct StatementTests {
  @Test(arguments: ["a", "_x9", "person_id", String(repeating: "a", count: 63)])
  func `a plain name is an identifier, shown in quotes`(_ name: String) throws {
    let identifier = try #require(Identifier(name))
    #expect(identifier.name == name)
    #expect(identifier.description == "\"\(name)\"")
  }

  @Test(arguments: [
    "", "9a", "A", "a b", "a-b", "a\"b", "a;drop", "é", "a.b", "a\0",
    String(repeating: "a", count: 64),
  ])
  func `any other name is refused`(_ name: String) {
    #expect(Identifier(name) == nil)
  }

  @Test func `placeholders take typed literals alone`() throws {
    let table = try #require(Identifier("gift_2026"))
    let columns = try ["a", "order"].map { try #require(Identifier($0)) }
    let replaced = try Statement(
      "copy {table} ({columns}) -{n} {n2} {x} {flag} {day} {sql}", file: "sql/a.sql"
    ).replacing([
      "table": .identifier(table), "columns": .identifiers(columns), "n": .integer(-7),
      "n2": .integer(.max), "x": .double(1e-7), "flag": .bool(false),
      "day": .day(daysSince1970: 19_782), "sql": .expression(SQLExpression(unsafe: "a + 1")),
    ])
    #expect(
      replaced.text == """
        copy "gift_2026" ("a", "order") -'-7'::bigint 9223372036854775807 '1e-07'::float8 false \
        date '2024-02-29' a + 1
        """)
    #expect(replaced.file == "sql/a.sql")
  }

  // python3 -c "import datetime as d; print([str(d.date(1970,1,1)+d.timedelta(n)) for n in (…)])"
  @Test(arguments: [
    (-719_162, "0001-01-01"), (-1, "1969-12-31"), (0, "1970-01-01"), (58, "1970-02-28"),
    (59, "1970-03-01"), (11_016, "2000-02-29"), (20_513, "2026-03-01"), (2_932_896, "9999-12-31"),
  ])
  func `a day is written as its date`(_ days: Int32, _ date: String) throws {
    let replaced = try Statement("{d}", file: "a.sql").replacing(["d": .day(daysSince1970: days)])
    #expect(replaced.text == "date '\(date)'")
  }

  @Test(arguments: [
    "select '{a,b}'", "select '{a}', 'it''s {a}'", #"select E'\'{a}''{a}', e'\\'"#,
    "-- don't {a}\nselect 1", "/* {a} /* ' */ {a} */ select 1", #"select "{a}""#, "select '{a}",
    "{1}", "{A}", "{}", "{a b}", "{", "{a",
  ])
  func `what only looks like a placeholder stays as it is`(_ sql: String) throws {
    #expect(try Statement(sql, file: "a.sql").replacing([:]).text == sql)
  }

  @Test(arguments: [
    ("select '' || {a}", "select '' || true"),
    (#"select name'\' || {a}"#, #"select name'\' || true"#),
    ("do $$ begin {a}; end $$", "do $$ begin true; end $$"), ("--\n{a}{a}", "--\ntruetrue"),
    ("select 1 - {a} / 2", "select 1 - true / 2"),
  ])
  func `a placeholder behind strings and comments is found`(
    _ sql: String, _ expected: String
  ) throws {
    #expect(
      try Statement(sql, file: "a.sql").replacing(["a": .bool(true)]).text == expected)
  }

  @Test func `a placeholder without a value is an error with its line`() throws {
    let error = try postgresError {
      _ = try Statement("select 1,\n  {cents}", file: "sql/a.sql").replacing([:])
    }
    #expect(
      error.description
        == "sql/a.sql:2: no value for the placeholder {cents} (SQLSTATE 42601)")
  }

  @Test func `a value without a placeholder is an error`() {
    #expect(throws: PostgresError.self) {
      try Statement("select 1", file: "a.sql").replacing(["a": .bool(true)])
    }
  }

  @Test(arguments: [
    Statement.Literal.double(.nan), .double(.infinity), .day(daysSince1970: -719_163),
    .day(daysSince1970: 2_932_897),
  ])
  func `a number or day that has no literal is refused`(_ literal: Statement.Literal) {
    #expect(throws: PostgresError.self) {
      try Statement("{a}", file: "a.sql").replacing(["a": literal])
    }
  }
}
