import Glibc

/// Runs a program and waits for it alone: a server that it leaves behind holds nothing of ours.
///
/// Foundation's `Process` waits until every descendant has let go of a socket that it passes on,
/// which a started server never does.
enum ServerProgram {
  /// Runs a program found on the PATH, from `/`, with empty input and no output.
  ///
  /// - Returns: its exit code; 127 when it couldn't be run, 128 and the signal when one ended it.
  static func run(_ words: [String]) -> Int32 {
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    posix_spawn_file_actions_addopen(&actions, STDIN_FILENO, "/dev/null", O_RDONLY, 0)
    posix_spawn_file_actions_addopen(&actions, STDOUT_FILENO, "/dev/null", O_WRONLY, 0)
    posix_spawn_file_actions_addopen(&actions, STDERR_FILENO, "/dev/null", O_WRONLY, 0)
    let arguments = (["env", "-C", "/"] + words).map { strdup($0) } + [nil]
    defer { for argument in arguments { free(argument) } }
    var child: pid_t = 0
    guard posix_spawnp(&child, "env", &actions, nil, arguments, environ) == 0 else { return 127 }
    var status: Int32 = 0
    while waitpid(child, &status, 0) < 0 {
      guard errno == EINTR else { return 127 }
    }
    let signal = status & 0x7f
    return signal == 0 ? (status >> 8) & 0xff : 128 + signal
  }
}
