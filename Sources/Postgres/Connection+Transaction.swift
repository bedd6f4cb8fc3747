import CLibpq

extension Connection {
  /// How much of other transactions a transaction sees.
  public enum Isolation: String, Sendable {
    /// Each statement sees what is committed when it begins.
    case readCommitted = "read committed"
    /// All statements see what was committed when the first began.
    case repeatableRead = "repeatable read"
    /// As if transactions ran one after the other; may fail with `serializationFailure`.
    case serializable
  }

  /// Runs `body` in a transaction: committed when it returns, rolled back when it throws.
  ///
  /// - Throws: what `body` throws; `activeTransaction` inside another transaction;
  ///   `failedTransaction` where `body` returned though one of its statements had failed. When the
  ///   connection is lost while it commits, the server alone knows whether it did.
  @discardableResult
  public mutating func transaction<R>(
    _ isolation: Isolation = .readCommitted, _ body: (inout Connection) throws -> R
  ) throws -> R {
    guard PQtransactionStatus(link.handle) == PQTRANS_IDLE else {
      throw PostgresError(
        PostgresError.activeTransaction, "a transaction can't begin inside another one", file: nil)
    }
    try execute(Statement("begin isolation level \(isolation.rawValue)", from: nil))
    do {
      let value = try body(&self)
      try commit()
      return value
    } catch {
      if PQtransactionStatus(link.handle) != PQTRANS_IDLE {
        // The body's error is the one to tell; a lost connection rolls back by itself.
        _ = try? link.uninterrupted.run("rollback", [])
      }
      throw error
    }
  }

  private mutating func commit() throws(PostgresError) {
    switch PQtransactionStatus(link.handle) {
    case PQTRANS_INERROR:
      throw PostgresError(
        PostgresError.failedTransaction, PostgresError.phrase(for: PostgresError.failedTransaction),
        file: nil)
    case PQTRANS_IDLE:
      throw PostgresError(
        PostgresError.noActiveTransaction, "the transaction was ended inside its body", file: nil)
    default: try execute("commit")
    }
  }
}
