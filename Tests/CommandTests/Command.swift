import Foundation
import Glibc

/// Runs the built command as a person or a nightly job does.
///
/// Foundation's `Process` waits until every descendant has let go of what it inherited, which a
/// private cluster's server never does; `posix_spawn` and `waitpid` wait for the command alone.
struct Command {
  /// What a command left.
  struct Outcome {
    /// The exit code; 128 and the signal's number when a signal ended it.
    var code: Int32
    var output: String
    var errors: String
    var seconds: Double
    /// The most memory that it held, in KiB.
    var peakKiB: Int
  }

  /// The program: `$GROUNDSWELL` (`make test` sets it), else what `swift build` made here.
  static let program: String = {
    if let given = ProcessInfo.processInfo.environment["GROUNDSWELL"] { return given }
    let folder = FileManager.default.currentDirectoryPath
    let built = ["debug", "release"].map { "\(folder)/.build/\($0)/groundswell" }
    return built.first { FileManager.default.isExecutableFile(atPath: $0) } ?? built[0]
  }()

  /// What every command gets; nothing of it names a database.
  static let environment: [String: String] = {
    let kept = [
      "PATH", "HOME", "USER", "LOGNAME", "TMPDIR", "XDG_STATE_HOME", "GROUNDSWELL_PG_BIN",
    ]
    return ProcessInfo.processInfo.environment.filter { kept.contains($0.key) }
  }()

  private let process: pid_t
  private let files: Scratch
  private let started = ContinuousClock.now

  /// Runs the command to its end.
  ///
  /// - Parameters:
  ///   - environment: further variables.
  ///   - closedOutput: give it a pipe that nobody reads, as `| head -0` does.
  static func run(
    _ arguments: [String], environment: [String: String] = [:], closedOutput: Bool = false
  ) throws -> Outcome {
    try start(arguments, environment: environment, closedOutput: closedOutput).wait()
  }

  /// Starts the command.
  static func start(
    _ arguments: [String], environment: [String: String] = [:], closedOutput: Bool = false,
    program: String = program
  ) throws -> Command {
    let files = try Scratch()
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    posix_spawn_file_actions_addopen(&actions, 0, "/dev/null", O_RDONLY, 0)
    let creating = O_WRONLY | O_CREAT | O_TRUNC
    posix_spawn_file_actions_addopen(&actions, 1, files["output"], creating, 0o600)
    posix_spawn_file_actions_addopen(&actions, 2, files["errors"], creating, 0o600)
    var pipe: [CInt] = [-1, -1]
    if closedOutput {
      guard Glibc.pipe(&pipe) == 0 else { throw Stuck("no pipe") }
      close(pipe[0])
      posix_spawn_file_actions_adddup2(&actions, pipe[1], 1)
    }
    defer { if closedOutput { close(pipe[1]) } }

    // What runs the tests may ignore or block signals, and a child would inherit that.
    var attributes = posix_spawnattr_t()
    posix_spawnattr_init(&attributes)
    defer { posix_spawnattr_destroy(&attributes) }
    var signals = sigset_t()
    sigemptyset(&signals)
    for signal in [SIGINT, SIGTERM, SIGPIPE] { sigaddset(&signals, signal) }
    posix_spawnattr_setsigdefault(&attributes, &signals)
    var blocked = sigset_t()
    sigemptyset(&blocked)
    posix_spawnattr_setsigmask(&attributes, &blocked)
    posix_spawnattr_setflags(&attributes, Int16(POSIX_SPAWN_SETSIGDEF | POSIX_SPAWN_SETSIGMASK))

    let variables = Self.environment.merging(environment) { $1 }.map { "\($0.key)=\($0.value)" }
    let words = ([program] + arguments).map { strdup($0) } + [nil]
    let values = variables.map { strdup($0) } + [nil]
    defer { for text in words + values { free(text) } }
    var process: pid_t = 0
    let code = posix_spawn(&process, program, &actions, &attributes, words, values)
    guard code == 0 else {
      throw Stuck("\(program) can't be run (\(code)); build it, or set GROUNDSWELL")
    }
    return Command(process: process, files: files)
  }

  /// Sends it a signal.
  func send(_ signal: CInt) { kill(process, signal) }

  /// Waits for its end; one that takes over two minutes is killed.
  func wait() throws -> Outcome {
    var status: CInt = 0
    var usage = rusage()
    while wait4(process, &status, WNOHANG, &usage) == 0 {
      guard started.duration(to: .now) < .seconds(120) else {
        kill(process, SIGKILL)
        waitpid(process, &status, 0)
        throw Stuck("the command took over two minutes: \(try files.read("errors"))")
      }
      usleep(5_000)
    }
    let taken = started.duration(to: .now).components
    let signal = status & 0x7f
    return Outcome(
      code: signal == 0 ? (status >> 8) & 0xff : 128 + signal, output: try files.read("output"),
      errors: try files.read("errors"),
      seconds: Double(taken.seconds) + Double(taken.attoseconds) / 1e18,
      peakKiB: usage.ru_maxrss)
  }
}

/// Why a test couldn't do its work.
struct Stuck: Error, CustomStringConvertible {
  let description: String

  init(_ description: String) { self.description = description }
}

/// A folder that goes with its last owner.
final class Scratch: Sendable {
  let path: String

  init() throws {
    let folder = FileManager.default.temporaryDirectory.path
    path = "\(folder)/groundswell-test-\(UInt64.random(in: 0 ... .max))"
    try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: false)
  }

  deinit { try? FileManager.default.removeItem(atPath: path) }

  /// The path of a file in it.
  subscript(_ name: String) -> String { "\(path)/\(name)" }

  func read(_ name: String) throws -> String { try Self.read(self[name]) }

  func write(_ text: String, to name: String) throws {
    try text.write(toFile: self[name], atomically: false, encoding: .utf8)
  }

  /// A file's text, whatever bytes it holds; empty when it isn't there.
  static func read(_ path: String) throws -> String {
    guard let bytes = FileManager.default.contents(atPath: path) else { return "" }
    return String(decoding: bytes, as: UTF8.self)
  }

  /// The files below a folder, by their paths in it.
  func files(below folder: String) -> [String] {
    (FileManager.default.enumerator(atPath: self[folder])?.allObjects ?? [])
      .compactMap { $0 as? String }.sorted()
  }
}
