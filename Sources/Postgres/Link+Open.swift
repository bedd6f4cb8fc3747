import CLibpq
import Glibc

extension Link {
  /// Connects, sets up the session and takes the role; for the one owner that closes it.
  static func open(
    _ settings: ConnectionSettings, interrupt: Interrupt
  ) throws(PostgresError) -> Link {
    let handle = connect(settings)
    guard let handle, PQstatus(handle) == CONNECTION_OK else {
      defer { PQfinish(handle) }
      throw PostgresError(connecting: handle)
    }
    // What the server says on the side may quote rows.
    PQsetNoticeReceiver(handle, { _, _ in }, nil)
    PQsetnonblocking(handle, 1)
    let link = Link(handle: handle, interrupt: interrupt)
    do {
      try link.runScript(sessionSettings)
      if let role = settings.role { try link.runScript(setRole(role)) }
    } catch {
      PQfinish(handle)
      throw error
    }
    return link
  }

  private static let sessionSettings: Statement = """
    set standard_conforming_strings = on;
    set datestyle = 'ISO, YMD';
    set intervalstyle = 'postgres';
    set timezone = 'UTC';
    set search_path = '';
    """

  private static func setRole(_ role: String) -> Statement {
    let quoted = role.split(separator: "\"", omittingEmptySubsequences: false)
      .joined(separator: "\"\"")
    return Statement("set role \"\(quoted)\"", from: nil)
  }

  private static func connect(_ settings: ConnectionSettings) -> OpaquePointer? {
    let names = settings.keywords.map { strdup($0.name) }
    let values = settings.keywords.map { strdup($0.value) }
    defer { for text in names + values { free(text) } }
    // The 1 lets `dbname` be a whole connection string.
    return PQconnectdbParams(
      names.map { UnsafePointer($0) } + [nil], values.map { UnsafePointer($0) } + [nil], 1)
  }
}
