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
  private let shell: Shell

  /// Whether what it takes is installed; in CI the attempt is made, and fails, where it isn't.
  static let mustRun =
    getenv("CI").map { String(cString: $0) } == "true" || (try? Shell.run("check").end()) == 0

  static let missing =
    "PostgreSQL's programs, openssl or pgaudit are missing; run Scripts/setup"

  static func start() throws -> SharedServer {
    let shell = try Shell.run("start")
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

  private static func file(_ path: String) throws -> Statement {
    Statement(try String(contentsOfFile: path, encoding: .utf8), file: path)
  }
}

/// A shell with the script `shared-server`, which lives until its input ends.
private struct Shell: Sendable {
  private let process: pid_t
  private let line: Int32

  static func run(_ word: String) throws -> Shell {
    let script = try String(contentsOfFile: "Tests/AttackTests/shared-server", encoding: .utf8)
    // Close-on-exec from the start: a program that the tests start elsewhere may outlive them.
    var line: [Int32] = [-1, -1]
    let kind = SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue
    try #require(socketpair(AF_UNIX, Int32(kind), 0, &line) == 0)
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    posix_spawn_file_actions_adddup2(&actions, line[1], STDIN_FILENO)
    posix_spawn_file_actions_adddup2(&actions, line[1], STDOUT_FILENO)
    // In a group of its own, so that Ctrl-C doesn't stop it before it has cleaned up.
    var attributes = posix_spawnattr_t()
    posix_spawnattr_init(&attributes)
    defer { posix_spawnattr_destroy(&attributes) }
    posix_spawnattr_setflags(&attributes, Int16(POSIX_SPAWN_SETPGROUP))
    let words: [String] = ["bash", "-c", script, "shared-server", word]
    let arguments = words.map { strdup($0) } + [nil]
    defer { for argument in arguments { free(argument) } }
    var process: pid_t = 0
    let status = posix_spawnp(&process, "bash", &actions, &attributes, arguments, environ)
    close(line[1])
    try #require(status == 0)
    return Shell(process: process, line: line[0])
  }

  func firstLine() -> String {
    var bytes: [UInt8] = []
    var byte: UInt8 = 0
    while read(line, &byte, 1) == 1, byte != UInt8(ascii: "\n") { bytes.append(byte) }
    return String(decoding: bytes, as: UTF8.self)
  }

  /// Ends its input and returns its exit code.
  func end() -> Int32 {
    close(line)
    var status: Int32 = 0
    while waitpid(process, &status, 0) < 0 { guard errno == EINTR else { return 127 } }
    return status & 0x7f == 0 ? (status >> 8) & 0xff : 128 + status & 0x7f
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
