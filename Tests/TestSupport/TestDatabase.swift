import Glibc
import Pipeline
import Postgres
import Synchronization

/// A database of its own for a test or suite, copied from another and dropped with its last use.
public final class TestDatabase: Sendable {
  /// The database's name, which is libpq's conninfo too.
  public var name: String { identifier.name }

  private let identifier: Identifier

  /// The roles and one database that the program's own migrations made, owned by role owner.
  public static let migrated = Result {
    try makeRoles()
    let database = try TestDatabase(copyOf: Identifier("template0"))
    var owner = try Connection(
      ConnectionSettings("dbname=\(database.name) user=postgres", role: "owner"))
    _ = try Migrations.migrator().migrate(&owner)
    return database
  }

  /// Copies a database, to which nobody may be connected.
  public convenience init(copyOf template: TestDatabase) throws {
    try self.init(copyOf: template.identifier)
  }

  private init(copyOf template: Identifier?) throws {
    guard let template, let name = Identifier("test_\(getpid())_\(UInt64.random(in: 0 ... .max))")
    else { preconditionFailure("a name of letters, digits and _ is an identifier") }
    try TestServer.administer(
      "create database {database} owner owner template {template}",
      ["database": name, "template": template])
    identifier = name
    Self.dropAllAtExit
    Self.made.withLock { _ = $0.insert(name) }
  }

  deinit { Self.drop(identifier) }

  private static func makeRoles() throws {
    var connection = try Connection(ConnectionSettings("postgres"))
    try connection.script(
      Statement(SQLFiles.text("sql/bootstrap/roles.sql"), file: "sql/bootstrap/roles.sql"))
  }

  // What static properties hold is never released: it goes when the process does.
  private static let made = Mutex<Set<Identifier>>([])
  private static let dropAllAtExit: Void = {
    atexit { for name in made.withLock({ $0 }) { drop(name) } }
  }()

  private static func drop(_ name: Identifier) {
    guard made.withLock({ $0.remove(name) }) != nil else { return }
    try? TestServer.administer(
      "drop database if exists {database} with (force)", ["database": name])
  }
}
