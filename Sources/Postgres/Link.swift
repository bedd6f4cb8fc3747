import CLibpq
import Glibc

/// libpq's calls in the order that its protocol wants, on a connection in non-blocking mode.
///
/// Every wait is a `poll` that wakes several times a second to see whether the person wants to
/// stop, and then asks the server to cancel until it answers.
struct Link: Sendable {
  // One thread at a time is all libpq asks; the single owner and its mutating methods see to it.
  nonisolated(unsafe) let handle: OpaquePointer
  /// Nil where the work must be done all the same: cleaning up, rolling back.
  let interrupt: Interrupt?

  private static let wakeMilliseconds: Int32 = 200

  var uninterrupted: Link { Link(handle: handle, interrupt: nil) }

  func checkInterrupt(file: String?) throws(PostgresError) {
    if let interrupt, interrupt.isRequested { throw .canceled(file: file) }
  }

  /// Sends one statement; its results come in binary.
  func send(_ statement: Statement, _ values: [Value]) throws(PostgresError) {
    try checkInterrupt(file: statement.file)
    let bound = try BoundValues(values, file: statement.file)
    let sent = bound.withArrays { count, types, addresses, lengths, formats in
      PQsendQueryParams(
        handle, statement.text, count, types, addresses, lengths, formats, 1)
    }
    guard sent == 1 else { throw PostgresError(lastOf: handle, file: statement.file) }
    try flush(file: statement.file)
  }

  /// Sends a statement and returns its result.
  func run(_ statement: Statement, _ values: [Value]) throws(PostgresError) -> Rows {
    try send(statement, values)
    return try lastResult(of: statement)
  }

  /// Runs several commands in the simple protocol.
  func runScript(_ statement: Statement) throws(PostgresError) {
    try checkInterrupt(file: statement.file)
    guard PQsendQuery(handle, statement.text) == 1 else {
      throw PostgresError(lastOf: handle, file: statement.file)
    }
    try flush(file: statement.file)
    _ = try lastResult(of: statement)
  }

  /// Waits until all that was given to libpq is with the system.
  func flush(file: String?) throws(PostgresError) {
    while true {
      switch PQflush(handle) {
      case 0: return
      case 1:
        wait(for: POLLIN | POLLOUT)
        // The server may be stuck writing to us until we read.
        if PQconsumeInput(handle) == 0 { fallthrough }
      default: throw PostgresError(lastOf: handle, file: file)
      }
    }
  }

  /// The next result of what was sent; nil when there are no more.
  func nextResult() -> OpaquePointer? {
    while PQisBusy(handle) == 1 {
      wait(for: POLLIN)
      // A broken connection shows as an error result below.
      if PQconsumeInput(handle) == 0 { break }
    }
    return PQgetResult(handle)
  }

  /// Reads to the end and returns the last result; the first error is thrown only then, so that
  /// the connection is ready for the next statement.
  func lastResult(of statement: Statement) throws(PostgresError) -> Rows {
    var last: Rows?
    var failure: PostgresError?
    while let result = nextResult() {
      failure = failure ?? self.failure(in: result, of: statement)
      last = Rows(result, statement)
    }
    if let failure { throw failure }
    guard let last else { throw PostgresError(lastOf: handle, file: statement.file) }
    return last
  }

  /// The error that a result holds; nil when it is the good end of a statement.
  func failure(in result: OpaquePointer, of statement: Statement) -> PostgresError? {
    let status = PQresultStatus(result)
    switch status {
    case PGRES_COMMAND_OK, PGRES_TUPLES_OK, PGRES_EMPTY_QUERY: return nil
    case PGRES_COPY_IN, PGRES_COPY_OUT:
      abandonCopy(status)
      return .misused("a COPY needs copyIn or copyOut", statement)
    default: return PostgresError(result, from: handle, statement: statement)
    }
  }

  /// The first result of a COPY, which must be of the given status and in binary if asked for.
  func beginCopy(
    _ statement: Statement, expecting status: ExecStatusType, mustBeBinary: Bool
  ) throws(PostgresError) {
    try send(statement, [])
    guard let result = nextResult() else {
      throw PostgresError(lastOf: handle, file: statement.file)
    }
    defer { PQclear(result) }
    let actual = PQresultStatus(result)
    if actual == status, !mustBeBinary || PQbinaryTuples(result) == 1 { return }
    var failure = PostgresError(result, from: handle, statement: statement)
    if actual != PGRES_FATAL_ERROR {
      abandonCopy(actual)
      failure = .misused(
        status == PGRES_COPY_IN
          ? "copyIn needs COPY … FROM STDIN (FORMAT binary)"
          : "copyOut needs COPY … TO STDOUT\(mustBeBinary ? " (FORMAT binary)" : "")", statement)
    }
    discard()
    throw failure
  }

  /// Reads and drops all that is still to come; the connection is then ready again or broken.
  func discard() {
    let link = uninterrupted
    while let result = link.nextResult() {
      link.abandonCopy(PQresultStatus(result))
      PQclear(result)
    }
  }

  /// Stops what runs at the server, and drops what it still sends.
  func cancelAndDiscard() {
    cancel()
    uninterrupted.drainCopy()
    discard()
  }

  /// The next row of a COPY TO, for `PQfreemem`; nil at its end.
  func nextCopyRow() -> UnsafeMutableBufferPointer<CChar>? {
    var row: UnsafeMutablePointer<CChar>?
    while true {
      let length = PQgetCopyData(handle, &row, 1)
      if length > 0 { return UnsafeMutableBufferPointer(start: row, count: Int(length)) }
      guard length == 0 else { return nil }
      wait(for: POLLIN)
      if PQconsumeInput(handle) == 0 { return nil }
    }
  }

  /// Ends a COPY FROM; with a reason the server drops what it got.
  func endCopyIn(failing reason: String?) {
    PQputCopyEnd(handle, reason)
    // A broken connection shows in the result.
    try? flush(file: nil)
  }

  private func abandonCopy(_ status: ExecStatusType) {
    switch status {
    case PGRES_COPY_IN: endCopyIn(failing: "not wanted")
    case PGRES_COPY_OUT: drainCopy()
    default: break
    }
  }

  private func drainCopy() {
    while let row = nextCopyRow() { PQfreemem(row.baseAddress) }
  }

  private func wait(for events: Int32) {
    if let interrupt, interrupt.isRequested { cancel() }
    var descriptor = pollfd(fd: PQsocket(handle), events: Int16(events), revents: 0)
    _ = poll(&descriptor, 1, Self.wakeMilliseconds)
  }

  private func cancel() {
    guard let request = PQgetCancel(handle) else { return }
    var reason = [CChar](repeating: 0, count: 256)
    _ = PQcancel(request, &reason, Int32(reason.count))
    PQfreeCancel(request)
  }
}

extension PostgresError {
  /// A statement given to the wrong method of `Connection`.
  static func misused(_ message: String, _ statement: Statement) -> PostgresError {
    PostgresError(syntaxError, message, file: statement.file)
  }
}
