import Glibc
import Postgres
import Testing

/// The server that the environment names; each suite has a database of its own there.
enum PostgresServer {
  @TaskLocal static var database = ""

  static let isGiven = getenv("PGHOST") != nil

  /// In CI a missing server fails the tests, elsewhere it disables them aloud.
  static let mustRun = isGiven || getenv("CI").map { String(cString: $0) } == "true"

  static func settings(role: String? = nil) -> ConnectionSettings {
    ConnectionSettings(keywords: [("dbname", database)], role: role)
  }

  static func connect(interrupt: Interrupt = Interrupt()) throws -> Connection {
    try Connection(settings(), interrupt: interrupt)
  }
}

/// Makes a database with a random name for a suite or a test, and drops it afterwards.
struct FreshDatabase: SuiteTrait, TestTrait, TestScoping {
  func provideScope(
    for test: Test, testCase: Test.Case?, performing body: @Sendable () async throws -> Void
  ) async throws {
    let name = try #require(Identifier("test_\(UInt64.random(in: 0 ... .max))"))
    let database = ["database": Statement.Literal.identifier(name)]
    try Self.administer("create database {database} template template0", database)
    let outcome: Result<Void, any Error>
    do {
      outcome = .success(try await PostgresServer.$database.withValue(name.name, operation: body))
    } catch {
      outcome = .failure(error)
    }
    try Self.administer("drop database {database} with (force)", database)
    try outcome.get()
  }

  private static func administer(
    _ statement: Statement, _ literals: [String: Statement.Literal]
  ) throws {
    var connection = try Connection(ConnectionSettings("postgres"))
    try connection.execute(statement.replacing(literals))
  }
}

extension Trait where Self == FreshDatabase {
  static var freshDatabase: Self { FreshDatabase() }
}

extension Trait where Self == ConditionTrait {
  static var needsServer: Self {
    .enabled(if: PostgresServer.mustRun, "PGHOST names no PostgreSQL server to test with")
  }
}

/// What stops a body halfway.
struct Stop: Error {}

/// The error that a body throws, which must be PostgreSQL's.
func postgresError(
  sourceLocation: SourceLocation = #_sourceLocation, _ body: () throws -> Void
) throws -> PostgresError {
  try #require(
    #expect(throws: PostgresError.self, sourceLocation: sourceLocation) { try body() },
    sourceLocation: sourceLocation)
}
