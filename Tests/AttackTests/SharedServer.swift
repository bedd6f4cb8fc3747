import Foundation
import Glibc
import Pipeline
import Postgres
import TestSupport
import Testing

/// A shared server with a campaign on it, planted people, and real logins that reach it as people do.
///
/// A shell beside the tests makes it (`shared-server`), and removes it once its input ends: when the
/// suite is over, and just as well when the tests crash.
struct SharedServer: Sendable {
  @TaskLocal static var current: SharedServer?

  static let database = "campaign"

  let port: String
  let folder: String
  /// The logins' passwords.
  private(set) var passwords: [String: String] = [:]
  private let programs: String
  private let shell: LentShell

  /// Whether what it takes is installed; in CI the attempt is made, and fails, where it isn't.
  static let mustRun =
    getenv("CI").map { String(cString: $0) } == "true" || (try? shell("check").end()) == 0

  static let missing =
    "PostgreSQL's programs, openssl or pgaudit are missing; run Scripts/setup"

  static func start() throws -> SharedServer {
    let shell = try shell("start")
    let words = shell.firstLine().split(separator: " ", maxSplits: 2).map(String.init)
    guard words.count == 3 else {
      throw NotStarted(description: shell.end() == 69 ? missing : "no server; see standard error")
    }
    var server = SharedServer(
      port: words[0], folder: words[2], programs: words[1], shell: shell)
    do { try server.fill() } catch {
      server.stop()
      throw error
    }
    return server
  }

  func stop() {
    #expect(shell.end() == 0)
    #expect(access(folder, F_OK) != 0, "the cluster was left behind")
  }

  private struct NotStarted: Error, CustomStringConvertible { let description: String }

  /// libpq's words for the server's administrator, by the socket.
  func administrator(_ database: String = database) -> String {
    "host=\(folder) port=\(port) user=postgres dbname=\(database)"
  }

  /// libpq's words for a login as a careful person writes them, but for the changed ones.
  func words(_ login: String, _ changes: [String: String] = [:]) -> String {
    let words = [
      "host": "localhost", "hostaddr": "127.0.0.1", "port": port, "dbname": Self.database,
      "user": login, "sslmode": "verify-full", "sslrootcert": "\(folder)/ca.crt",
      "password": passwords[login] ?? "none",
    ]
    return words.merging(changes) { $1 }.map { "\($0)=\($1)" }.sorted().joined(separator: " ")
  }

  /// All that psql prints, rows, notices and errors alike, when it is given statements.
  func psql(_ conninfo: String, _ sql: String) throws -> String {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "\(programs)/psql")
    process.arguments = [
      "-X", "-A", "-t", "-q", "-v", "VERBOSITY=verbose", "-v", "SHOW_CONTEXT=always", "-f", "-",
      conninfo,
    ]
    process.environment = ["PATH": "/usr/bin:/bin", "HOME": folder]
    let (input, output) = (Pipe(), Pipe())
    process.standardInput = input
    process.standardOutput = output
    process.standardError = output
    try process.run()
    input.fileHandleForWriting.write(Data((sql + "\n").utf8))
    try input.fileHandleForWriting.close()
    let bytes = output.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    return String(decoding: bytes, as: UTF8.self)
  }

  /// The server's log so far.
  func log() throws -> String {
    String(
      decoding: try Data(contentsOf: URL(fileURLWithPath: "\(folder)/server.log")), as: UTF8.self)
  }

  /// The campaign's folder with this server as its database.
  func workspace() throws -> Workspace {
    try Workspace(folder: try DemoSet.small.get().folder, database: administrator())
  }

  private mutating func fill() throws {
    var roles = try Connection(ConnectionSettings(administrator("postgres")))
    try roles.script(try Self.file("sql/bootstrap/roles.sql"))
    try roles.script("create database campaign owner owner")
    var owner = try Connection(ConnectionSettings(administrator(), role: "owner"))
    _ = try Migrations.migrator().migrate(&owner)
    var administrator = try Connection(ConnectionSettings(administrator()))
    try administrator.script(try Self.file("sql/bootstrap/shared.sql"))
    for (login, group) in Self.logins {
      passwords[login] = try Login(try workspace()).add(login, to: group).password
    }
    try administrator.script(try Self.file("Tests/AttackTests/planted.sql"))
    _ = try Summaries(try workspace()).run(asOf: TestCampaign.today)
  }

  private static let logins: [(String, Login.Group)] = [
    ("alice", .fieldStaff), ("bob", .fieldStaff), ("lea", .leadership),
  ]

  private static func shell(_ word: String) throws -> LentShell {
    let script = try String(contentsOfFile: "Tests/AttackTests/shared-server", encoding: .utf8)
    return try LentShell(script: script, name: "shared-server", word: word)
  }

  private static func file(_ path: String) throws -> Statement {
    Statement(try String(contentsOfFile: path, encoding: .utf8), file: path)
  }
}

/// Lends a suite a `SharedServer`, one for all of its tests.
struct SharedServerScope: SuiteTrait, TestScoping {
  func provideScope(
    for test: Test, testCase: Test.Case?, performing body: @Sendable () async throws -> Void
  ) async throws {
    let server = try SharedServer.start()
    defer { server.stop() }
    // Someone else works meanwhile.
    var bob = try Connection(ConnectionSettings(server.words("bob")))
    try bob.execute("select count(*) from list.entry where name = 'Zelda Qxcanary'")
    try await SharedServer.$current.withValue(server, operation: body)
    try bob.execute("select count(*) from list.entry where name = 'Zelda Qxcanary'")
  }
}

extension Trait where Self == SharedServerScope {
  static var sharedServer: Self { SharedServerScope() }
}

extension Trait where Self == ConditionTrait {
  static var needsServerOpenSSLAndPgaudit: Self {
    .enabled(if: SharedServer.mustRun, "\(SharedServer.missing)")
  }
}
