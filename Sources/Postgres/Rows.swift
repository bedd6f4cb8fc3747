import CLibpq

/// The rows of one result, which lives as long as this value.
public struct Rows: ~Copyable {
  private let result: OpaquePointer
  private let statement: Statement

  init(_ result: OpaquePointer, _ statement: Statement) {
    self.result = result
    self.statement = statement
  }

  deinit { PQclear(result) }

  /// The number of rows.
  public var count: Int { Int(PQntuples(result)) }

  /// The number of columns.
  public var columnCount: Int { Int(PQnfields(result)) }

  /// The names of the columns, in order.
  public var columnNames: [String] {
    (0..<PQnfields(result)).map { PQfname(result, $0).map { String(cString: $0) } ?? "" }
  }

  /// The index of the first column of a name.
  public func columnIndex(_ name: String) throws(PostgresError) -> Int {
    // A variable, for Swift 6.3's optimiser fails on a noncopyable temporary here.
    let row = Row(result, 0, statement.file)
    return try row.columnIndex(name)
  }

  /// Lends one row, counted from 0.
  public func row<R>(_ index: Int, _ body: (borrowing Row) throws -> R) throws -> R {
    guard index >= 0 && index < count else {
      throw PostgresError(
        PostgresError.noData, "the result has \(count) rows, not row \(index)",
        file: statement.file)
    }
    return try body(Row(result, Int32(index), statement.file))
  }

  /// Lends each row in turn.
  public func forEach(_ body: (borrowing Row) throws -> Void) rethrows {
    var row = Row(result, 0, statement.file)
    for index in 0..<PQntuples(result) {
      row.index = index
      try body(row)
    }
  }

  /// The rows that the command changed or selected, by its tag.
  var affectedCount: Int { Int(String(cString: PQcmdTuples(result))) ?? 0 }
}
