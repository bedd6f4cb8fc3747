/// What the server or libpq refused, in words that can be shown and logged.
///
/// The server's own texts quote values of rows, so they stand in `sensitiveMessage` alone; the rest
/// holds fixed phrases, names of tables, columns and constraints, and places in SQL files.
public struct PostgresError: Error, Sendable {
  /// The five-character SQLSTATE; empty when there is none.
  public let sqlState: String
  /// What went wrong, as one phrase that holds no value.
  public let message: String
  /// The server's hint, where it can't hold a value.
  public internal(set) var hint: String?
  /// The SQL file of the statement.
  public internal(set) var sqlFile: String?
  /// The line in the statement's text, from 1.
  public internal(set) var line: Int?
  /// The table with its schema.
  public internal(set) var table: String?
  /// The column.
  public internal(set) var column: String?
  /// The constraint.
  public internal(set) var constraint: String?
  /// The row of a COPY, from 1.
  public internal(set) var copyRow: Int?
  /// The server's message, detail and context as they came: **may hold personal data**, for a
  /// debugger only, never for a log.
  public internal(set) var sensitiveMessage = ""

  init(
    _ sqlState: String, _ message: String, hint: String? = nil, file: String?, line: Int? = nil,
    column: String? = nil
  ) {
    self.sqlState = sqlState
    self.message = message
    self.hint = hint
    self.sqlFile = file
    self.line = line
    self.column = column
  }
}

extension PostgresError: CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
  /// `sql/file.sql:12: reason`, and the hint on a second line.
  public var description: String {
    let head = place.map { "\($0): \(reason)" } ?? reason
    return hint.map { "\(head)\n  hint: \($0)" } ?? head
  }

  /// The description again, so that no form of printing shows the server's texts.
  public var debugDescription: String { description }

  /// The description alone, for `dump` and test runners.
  public var customMirror: Mirror { Mirror(self, children: ["description": description]) }

  /// The SQL file, with the line where it is known.
  public var place: String? {
    sqlFile.map { file in line.map { "\(file):\($0)" } ?? file }
  }

  /// The message with SQLSTATE, table, column, constraint and row, without the place.
  public var reason: String {
    var parts = [sqlState.isEmpty ? message : "\(message) (SQLSTATE \(sqlState))"]
    if let table { parts.append("table \(table)") }
    if let column { parts.append("column \(column)") }
    if let constraint { parts.append("constraint \(constraint)") }
    if let copyRow { parts.append("row \(copyRow) of the COPY") }
    return parts.joined(separator: ", ")
  }
}
