import Glibc

/// A shell with a script beside the tests, which lives until its input ends: when a suite is over, and
/// just as well when the tests crash.
public struct LentShell: Codable, Sendable {
  private let process: pid_t
  /// Its input and output.
  private let line: Int32

  /// What can't be started.
  public struct NotStarted: Error {}

  /// Starts bash with a script.
  ///
  /// - Parameters:
  ///   - script: the script's text.
  ///   - name: what it is called in messages, its `$0`.
  ///   - word: its one argument.
  public init(script: String, name: String, word: String) throws {
    // Close-on-exec from the start, for a program that the tests start elsewhere may outlive them;
    // a socket, because Swift sees no pipe2.
    var line: [Int32] = [-1, -1]
    let kind = SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue
    guard socketpair(AF_UNIX, Int32(kind), 0, &line) == 0 else { throw NotStarted() }
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
    let words: [String] = ["bash", "-c", script, name, word]
    let arguments = words.map { strdup($0) } + [nil]
    defer { for argument in arguments { free(argument) } }
    var process: pid_t = 0
    let status = posix_spawnp(&process, "bash", &actions, &attributes, arguments, environ)
    close(line[1])
    guard status == 0 else {
      close(line[0])
      throw NotStarted()
    }
    self.process = process
    self.line = line[0]
  }

  /// The first line that it prints; empty where it ends without one.
  public func firstLine() -> String {
    var bytes: [UInt8] = []
    var byte: UInt8 = 0
    while read(line, &byte, 1) == 1, byte != UInt8(ascii: "\n") { bytes.append(byte) }
    return String(decoding: bytes, as: UTF8.self)
  }

  /// Ends its input and returns its exit code; 128 and the signal when one ended it.
  public func end() -> Int32 {
    close(line)
    var status: Int32 = 0
    while waitpid(process, &status, 0) < 0 { guard errno == EINTR else { return 127 } }
    let signal = status & 0x7f
    return signal == 0 ? (status >> 8) & 0xff : 128 + signal
  }
}
