import CLibpq

extension Connection {
  /// Runs a query and lends its rows to `each` one at a time, in constant memory.
  ///
  /// When `each` throws, the query is cancelled; inside a transaction that fails the transaction.
  /// - Returns: the number of rows.
  @discardableResult
  public mutating func stream(
    _ statement: Statement, _ values: [Value] = [], _ each: (borrowing Row) throws -> Void
  ) throws -> Int {
    try link.send(statement, values)
    PQsetSingleRowMode(link.handle)
    var count = 0
    while let result = link.nextResult() {
      let rows = Rows(result, statement)
      guard PQresultStatus(result) == PGRES_SINGLE_TUPLE else {
        // The end: an empty result, or what went wrong on the way.
        let failure = link.failure(in: result, of: statement)
        link.discard()
        if let failure { throw failure }
        return count
      }
      do {
        try link.checkInterrupt(file: statement.file)
        try rows.forEach(each)
      } catch {
        link.cancelAndDiscard()
        throw error
      }
      count += 1
    }
    throw PostgresError(lastOf: link.handle, file: statement.file)
  }
}
