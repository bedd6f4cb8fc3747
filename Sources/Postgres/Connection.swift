import CLibpq

/// One connection to PostgreSQL with exactly one owner, closed when the owner goes.
///
/// Names in its SQL are qualified by schema (the search path is empty), results come in binary, and
/// the session's time zone is UTC. A method that throws leaves the connection ready for the next
/// statement, unless the error's `isConnectionLost` says that it is gone; inside a transaction the
/// server takes no statement after a failed one.
public struct Connection: ~Copyable, Sendable {
  let link: Link

  /// Connects, and becomes the settings' role where they name one.
  ///
  /// - Throws: also where the role can't be taken.
  public init(_ settings: ConnectionSettings) throws(PostgresError) {
    try self.init(settings, interrupt: .process)
  }

  package init(_ settings: ConnectionSettings, interrupt: Interrupt) throws(PostgresError) {
    link = try Link.open(settings, interrupt: interrupt)
  }

  deinit { PQfinish(link.handle) }

  /// Runs a statement and returns the number of rows that it changed (or selected).
  @discardableResult
  public mutating func execute(
    _ statement: Statement, _ values: [Value] = []
  ) throws(PostgresError) -> Int {
    try link.run(statement, values).affectedCount
  }

  /// Runs a query and lends its rows, all of them in memory, to `body`.
  public mutating func query<R>(
    _ statement: Statement, _ values: [Value] = [], _ body: (borrowing Rows) throws -> R
  ) throws -> R {
    try body(try link.run(statement, values))
  }

  /// Runs a query and makes a value of each of its rows.
  public mutating func rows<T>(
    _ statement: Statement, _ values: [Value] = [], _ read: (borrowing Row) throws -> T
  ) throws -> [T] {
    try query(statement, values) { rows in
      var list: [T] = []
      list.reserveCapacity(rows.count)
      try rows.forEach { row in list.append(try read(row)) }
      return list
    }
  }

  /// Runs several commands at once, without values: for migrations.
  ///
  /// Outside `transaction` the server makes them one transaction of their own.
  public mutating func script(_ statement: Statement) throws(PostgresError) {
    try link.runScript(statement)
  }
}
