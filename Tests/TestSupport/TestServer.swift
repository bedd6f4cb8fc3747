import Glibc
import Postgres
public import Testing

/// The PostgreSQL server that the environment names (`Scripts/with-postgres` makes one).
public enum TestServer {
  /// Whether the environment names a server.
  public static let isGiven = getenv("PGHOST") != nil

  /// In CI a missing server fails the tests, elsewhere it disables them aloud.
  public static let mustRun = isGiven || getenv("CI").map { String(cString: $0) } == "true"

  /// Connects to the server's database of administrators.
  static func administer(_ statement: Statement, _ names: [String: Identifier]) throws {
    var connection = try Connection(ConnectionSettings("postgres"))
    try connection.execute(statement.replacing(names.mapValues { .identifier($0) }))
  }
}

extension Trait where Self == ConditionTrait {
  /// The suite needs a server.
  public static var needsDatabase: Self {
    .enabled(if: TestServer.mustRun, "PGHOST names no PostgreSQL server to test with")
  }
}
