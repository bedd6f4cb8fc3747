import Campaign
import Postgres

/// The search of a whole database for what is left of a person: every column of every table that can
/// hold a text, a number or bytes, and the server's statistics of them.
struct EraseScan {
  /// Tables, or columns' statistics, that still tell of the person.
  private(set) var left: [String] = []
  /// Rows in the places that keep some.
  private(set) var kept: [String: Int] = [:]
  private(set) var tables = 0
  private(set) var rows = 0

  private struct Column {
    let table: String
    let quotedTable: String
    let name: String
    let kind: String
  }

  /// Searches.
  ///
  /// - Parameter places: the tables that may hold something.
  static func run(
    _ traces: PersonTraces, besides places: [String], _ connection: inout Connection
  ) throws -> EraseScan {
    var scan = EraseScan()
    let columns = try connection.rows(SQLFiles.statement("erase/columns")) { row in
      Column(
        table: "\(try row.text(0)).\(try row.text(1))",
        quotedTable: "\(quoted(try row.text(0))).\(quoted(try row.text(1)))",
        name: "scanned.\(quoted(try row.text(2)))", kind: try row.text(3))
    }
    let values: [Value] = [
      .texts(traces.numbers.sorted()), .texts(traces.patterns),
      .texts(traces.names.map { $0[0] }), .texts(traces.names.map { $0[1] }),
      .texts(traces.names.map { $0[2] }), .texts(traces.records.map { $0[0] }),
      .texts(traces.records.map { $0[1] }),
    ]
    for (table, of) in Dictionary(grouping: columns, by: \.table).sorted(by: { $0.key < $1.key }) {
      let statement = try SQLFiles.statement("erase/scan").replacing([
        "condition": .expression(condition(of)),
        "table": .expression(SQLExpression(unsafe: of[0].quotedTable)),
      ])
      let found = try connection.rows(statement, values) {
        (hits: Int(try $0.integer(0)), all: Int(try $0.integer(1)))
      }
      scan.tables += 1
      scan.rows += found.first?.all ?? 0
      guard let hits = found.first?.hits, hits > 0 else { continue }
      if places.contains(table) { scan.kept[table] = hits } else { scan.left.append(table) }
    }
    scan.left += try statistics(of: traces, besides: places, &connection).map {
      "the statistics of \($0.table).\($0.column)"
    }
    return scan
  }

  /// Columns of which the server's own statistics tell of the person.
  static func statistics(
    of traces: PersonTraces, besides places: [String], _ connection: inout Connection
  ) throws -> [(table: String, column: String)] {
    try connection.rows(
      SQLFiles.statement("erase/scan_statistics"),
      [.texts(traces.numbers.sorted()), .texts(traces.patterns), .texts(places)]
    ) { (table: try $0.text(0), column: try $0.text(1)) }
  }

  /// Whether a row tells of the person, by its columns' kinds.
  private static func condition(_ columns: [Column]) -> SQLExpression {
    func names(_ kind: String) -> [String] { columns.filter { $0.kind == kind }.map(\.name) }
    var terms = names("numbers").map { "\($0)::text[] && $1" }
    let numbers = names("number")
    if !numbers.isEmpty {
      terms.append("array[\(numbers.map { "\($0)::text" }.joined(separator: ", "))] && $1")
    }
    let texts = names("text").map { "\($0)::text" }
    if !texts.isEmpty {
      let row = "lower(concat_ws(chr(31), \(texts.joined(separator: ", "))))"
      terms.append("\(row) like any ($2)")
      terms.append(
        """
        exists (
          select from unnest($3, $4, $5) as name (first, last, street)
          where position(name.first in \(row)) > 0 and position(name.last in \(row)) > 0
            and position(name.street in \(row)) > 0
        )
        """)
      terms.append(
        """
        exists (
          select from unnest($6, $7) as stated (source, record)
          where array[\(texts.joined(separator: ", "))] @> array[stated.source, stated.record]
        )
        """)
    }
    for bytes in names("bytes") {
      terms.append("lower(encode(\(bytes), 'escape')) like any ($2)")
      terms.append(
        """
        exists (
          select from unnest($1) as number
          where position(int8send(number::bigint) in \(bytes)) > 0
        )
        """)
    }
    return SQLExpression(unsafe: terms.map { "(\($0))" }.joined(separator: " or "))
  }

  /// A name from the catalogue, whatever it is.
  private static func quoted(_ name: String) -> String {
    "\"\(name.split(separator: "\"", omittingEmptySubsequences: false).joined(separator: "\"\""))\""
  }
}
