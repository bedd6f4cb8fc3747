import Foundation
import Postgres
import Testing

/// The made-up campaign in a folder of its own, with a migrated database of its own on the server
/// that the environment names.
final class TestCampaign {
  let scratch: Scratch
  let database = "command_\(UInt64.random(in: 0 ... .max))"

  var folder: String { scratch["campaign"] }

  /// - Parameter voters: how many the made-up campaign has.
  init(voters: Int = 200) throws {
    scratch = try Scratch()
    let roles = try String(contentsOfFile: "sql/bootstrap/roles.sql", encoding: .utf8)
    var administrator = try Connection(ConnectionSettings("dbname=postgres"))
    try administrator.script(Statement(roles, file: "sql/bootstrap/roles.sql"))
    try administrator.script(
      Statement("create database \(database) template template0 owner owner", file: "test"))
    _ = try ["demo", folder, "--voters", "\(voters)"].ends(with: 0)
    _ = try run("db", "migrate").ends(with: 0)
  }

  deinit {
    do {
      var administrator = try Connection(ConnectionSettings("dbname=postgres"))
      try administrator.script(Statement("drop database \(database) with (force)", file: "test"))
    } catch { Issue.record("the test's database stays: \(error)") }
  }

  /// A command of this campaign, with the words for its folder and its database.
  func run(_ words: String...) throws -> Command.Outcome { try run(words) }

  /// A command of this campaign.
  ///
  /// - Parameter login: the database's user; nil for the one that the environment names.
  func run(_ words: [String], login: String? = nil) throws -> Command.Outcome {
    var variables = environment
    if let login { variables["PGUSER"] = login }
    return try Command.run(words + ["--campaign", folder], environment: variables)
  }

  /// Starts a command without waiting for it.
  func start(_ words: String...) throws -> Command {
    try Command.start(words + ["--campaign", folder], environment: environment)
  }

  /// A command that can't have more data in memory than so many KiB.
  ///
  /// Its peak is no measure of that: a process starts with the peak of the one that it was spawned by.
  func run(_ words: String..., withinKiB limit: Int) throws -> Command.Outcome {
    try Command.start(
      ["-c", "ulimit -d \(limit) && exec \"$0\" \"$@\"", Command.program] + words
        + ["--campaign", folder],
      environment: environment, program: "/bin/bash"
    ).wait()
  }

  /// Imports all files, and takes the other stages up to a score.
  func score() throws {
    _ = try run("contest", "open", "dinner", "--as-of", "2026-07-20").ends(with: 0)
    for file in try FileManager.default.contentsOfDirectory(atPath: "\(folder)/files")
    where file != "truth" {
      _ = try run("import", "\(folder)/files/\(file)", "--max-rejected", "60%").ends(with: 0)
    }
    _ = try run("match").ends(with: 0)
    for day in ["2026-06-17", "2026-09-15"] {
      _ = try run("features", "--as-of", day).ends(with: 0)
    }
    _ = try run("fit", "donate").ends(with: 0)
    _ = try run("score", "donate").ends(with: 0)
  }

  /// Replaces a text in one of its definitions.
  func edit(_ file: String, _ old: String, _ new: String) throws {
    let text = try scratch.read("campaign/\(file)")
    guard text.contains(old) else { throw Stuck("\(file) doesn't hold \(old)") }
    try scratch.write(text.replacingOccurrences(of: old, with: new), to: "campaign/\(file)")
  }

  /// One whole number from the campaign's database, asked by the server's administrator.
  func count(_ query: String) throws -> Int64 {
    var connection = try connect()
    return try connection.rows(Statement(query, file: "test")) { try $0.integer(0) }.first ?? -1
  }

  /// A connection to the campaign's database, as the server's administrator.
  func connect() throws -> Connection { try Connection(ConnectionSettings("dbname=\(database)")) }

  private var environment: [String: String] {
    var variables = ["PGDATABASE": database]
    for name in ["PGHOST", "PGPORT", "PGUSER"] {
      variables[name] = ProcessInfo.processInfo.environment[name]
    }
    return variables
  }
}

extension [String] {
  /// Runs the command, which must end with the code and needs no database.
  func ends(
    with code: Int32, sourceLocation: SourceLocation = #_sourceLocation
  ) throws -> Command.Outcome {
    try Command.run(self).ends(with: code, sourceLocation: sourceLocation)
  }
}

extension Command.Outcome {
  /// Itself, when it ended with the code; otherwise the test ends here.
  func ends(
    with code: Int32, sourceLocation: SourceLocation = #_sourceLocation
  ) throws -> Command.Outcome {
    try #require(self.code == code, "\(errors)", sourceLocation: sourceLocation)
    return self
  }
}

extension Trait where Self == ConditionTrait {
  /// In CI a missing server fails the tests, elsewhere it skips them aloud.
  static var needsServer: Self {
    let environment = ProcessInfo.processInfo.environment
    return .enabled(
      if: environment["PGHOST"] != nil || environment["CI"] == "true",
      "PGHOST names no PostgreSQL server to test with")
  }
}
