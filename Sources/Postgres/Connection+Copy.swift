import CLibpq

extension Connection {
  /// Runs `COPY … FROM STDIN (FORMAT binary)` with the rows that `body` writes.
  ///
  /// When `body` throws, nothing is loaded; inside a transaction that fails the transaction.
  /// - Returns: the number of rows, as the server counted them.
  @discardableResult
  public mutating func copyIn(
    _ statement: Statement, _ body: (inout CopyWriter) throws -> Void
  ) throws -> Int {
    try link.beginCopy(statement, expecting: PGRES_COPY_IN, mustBeBinary: true)
    do {
      var writer = CopyWriter(link, file: statement.file)
      try body(&writer)
      try writer.finish()
    } catch {
      link.endCopyIn(failing: "stopped by the program")
      link.discard()
      throw error
    }
    link.endCopyIn(failing: nil)
    return try link.lastResult(of: statement).affectedCount
  }

  /// Runs `COPY … TO STDOUT` and lends each row as the bytes that the server sends.
  ///
  /// In binary the first row follows the header, and the last bytes are the trailer: see
  /// `copyRows`. When `each` throws, the COPY is cancelled; inside a transaction that fails the
  /// transaction.
  /// - Returns: the number of rows.
  @discardableResult
  public mutating func copyOut(
    _ statement: Statement, _ each: (Span<UInt8>) throws -> Void
  ) throws -> Int {
    try copyOut(statement, mustBeBinary: false) { try Field(bytes: $0).withSpan(each) }
  }

  /// Runs `COPY … TO STDOUT (FORMAT binary)` and lends each row: the fastest way to read many.
  ///
  /// - Returns: the number of rows.
  @discardableResult
  public mutating func copyRows(
    _ statement: Statement, _ each: (borrowing CopyRow) throws -> Void
  ) throws -> Int {
    var row = CopyRow(file: statement.file)
    var isFirst = true
    return try copyOut(statement, mustBeBinary: true) { bytes in
      // 11 bytes of signature, 4 of flags, and the length of an extension that is always empty.
      let start = isFirst ? min(19, bytes.count) : 0
      isFirst = false
      // The header may come alone.
      guard start < bytes.count else { return }
      if try row.load(UnsafeRawBufferPointer(rebasing: bytes[start...])) { try each(row) }
    }
  }

  private mutating func copyOut(
    _ statement: Statement, mustBeBinary: Bool, _ each: (UnsafeRawBufferPointer) throws -> Void
  ) throws -> Int {
    try link.beginCopy(statement, expecting: PGRES_COPY_OUT, mustBeBinary: mustBeBinary)
    while let row = link.nextCopyRow() {
      defer { PQfreemem(row.baseAddress) }
      do {
        try link.checkInterrupt(file: statement.file)
        try each(UnsafeRawBufferPointer(row))
      } catch {
        link.cancelAndDiscard()
        throw error
      }
    }
    return try link.lastResult(of: statement).affectedCount
  }
}
