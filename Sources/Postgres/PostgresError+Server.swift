import CLibpq

extension PostgresError {
  /// The error in a result of the server.
  init(_ result: OpaquePointer, from handle: OpaquePointer, statement: Statement) {
    func field(_ code: CInt) -> String? {
      PQresultErrorField(result, code).map { String(cString: $0) }
    }
    // libpq's own errors have no state; while a statement runs they mean a broken connection.
    let lost = PQstatus(handle) == CONNECTION_BAD ? Self.connectionFailure : ""
    let state = field(Diagnostic.sqlState) ?? lost
    self.init(state, Self.phrase(for: state), file: statement.file)
    line = field(Diagnostic.position).flatMap { Int($0) }.map(statement.line(ofCharacter:))
    let schema = field(Diagnostic.schema)
    table = field(Diagnostic.table).map { table in schema.map { "\($0).\(table)" } ?? table }
    column = field(Diagnostic.column)
    constraint = field(Diagnostic.constraint)
    if let context = field(Diagnostic.context) {
      readCopyContext(context)
    } else if state.hasPrefix("42") {
      // Class 42 is about the SQL, not about rows, unless a function raised it: that has a context.
      hint = field(Diagnostic.hint)
    }
    // With detail, hint and context.
    sensitiveMessage = String(cString: PQresultErrorMessage(result))
  }

  /// The error that a call of libpq left behind when it sent nothing.
  init(lastOf handle: OpaquePointer, file: String?) {
    let state = PQstatus(handle) == CONNECTION_BAD ? Self.connectionFailure : ""
    let message =
      state.isEmpty ? "the statement or its values can't be sent" : Self.phrase(for: state)
    self.init(state, message, file: file)
    sensitiveMessage = String(cString: PQerrorMessage(handle))
  }

  /// The error of a connection that wasn't made; libpq gives a text alone.
  init(connecting handle: OpaquePointer?) {
    let raw = handle.flatMap { PQerrorMessage($0) }.map { String(cString: $0) } ?? ""
    // Behind "failed: " stands the reason; before it host and path, which may hold any word.
    let parts = raw.split(separator: " failed: ", maxSplits: 1)
    let reason = parts.count > 1 ? String(parts[1]) : ""
    let state: String
    var message: String?
    if raw.contains("could not translate host name") {
      (state, message) = (Self.cannotConnect, "the server's host can't be found by its name")
    } else if !raw.contains("connection to server") {
      // libpq got no further than its settings, which it may quote with a password in them.
      (state, message) = (Self.unreadableSettings, "the connection settings can't be read")
    } else if reason.contains("password") {
      state = Self.invalidPassword
    } else if reason.contains("database \"") && reason.contains("does not exist") {
      state = Self.undefinedDatabase
    } else if reason.contains("permission denied for database") {
      state = Self.insufficientPrivilege
    } else if ["role \"", "authentication", "pg_hba.conf"].contains(where: reason.contains) {
      state = Self.invalidAuthorization
    } else if reason.contains("does not support SSL") {
      (state, message) = (Self.cannotConnect, "the server takes no encrypted connection")
    } else if raw.contains("certificate") {
      (state, message) = (Self.cannotConnect, "a certificate of the connection is refused")
    } else if ["too many clients", "connection slots"].contains(where: reason.contains) {
      state = Self.tooManyConnections
    } else {
      (state, message) = (Self.cannotConnect, "no server answers")
    }
    self.init(state, message ?? Self.phrase(for: state), file: nil)
    sensitiveMessage = raw
  }

  /// The person's wish to stop, met before anything was sent.
  static func canceled(file: String?) -> PostgresError {
    PostgresError(queryCanceled, "cancelled", file: file)
  }

  /// Takes row and column, never the value, from `COPY name, line 3, column c: "value"`.
  private mutating func readCopyContext(_ context: String) {
    guard context.hasPrefix("COPY ") else { return }
    let line = context.prefix { $0 != "\n" && $0 != ":" }
    let parts = line.split(separator: ", ")
    guard parts.count > 1, parts[1].hasPrefix("line ") else { return }
    copyRow = Int(parts[1].dropFirst(5))
    if column == nil, parts.count > 2, parts[2].hasPrefix("column ") {
      column = String(parts[2].dropFirst(7))
    }
  }
}

extension Statement {
  /// The line of a character that the server counts from 1.
  func line(ofCharacter position: Int) -> Int {
    1 + text.unicodeScalars.prefix(max(0, position - 1)).count { $0 == "\n" }
  }
}

/// The parts of an error result (`PG_DIAG_…` of postgres_ext.h, which are C characters).
private enum Diagnostic {
  static let sqlState = CInt(UInt8(ascii: "C"))
  static let hint = CInt(UInt8(ascii: "H"))
  static let position = CInt(UInt8(ascii: "P"))
  static let context = CInt(UInt8(ascii: "W"))
  static let schema = CInt(UInt8(ascii: "s"))
  static let table = CInt(UInt8(ascii: "t"))
  static let column = CInt(UInt8(ascii: "c"))
  static let constraint = CInt(UInt8(ascii: "n"))
}
