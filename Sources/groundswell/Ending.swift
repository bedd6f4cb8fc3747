import ArgumentParser
import Campaign
import Glibc
import Pipeline
import Postgres

/// How a command ends when it doesn't end well: one message on standard error, and the exit code.
enum Ending {
  /// Says what went wrong and leaves.
  static func exit(with error: any Error) -> Never {
    guard let failure = failure(of: error) else {
      Groundswell.exit(withError: error)  // help, version and the words of the call
    }
    say("groundswell: \(failure)")
    Glibc.exit(failure.kind.rawValue)
  }

  /// Writes a line on standard error.
  static func say(_ text: String) {
    let bytes = Array((text + "\n").utf8)
    _ = bytes.withUnsafeBytes { write(STDERR_FILENO, $0.baseAddress, $0.count) }
  }

  private static func failure(of error: any Error) -> Failure? {
    switch error {
    case let failure as Failure: failure
    case let error as PostgresError: statement(error)
    case let error as MigrationError:
      Failure(
        .badInput, "the database's form: \(error)",
        next: "Use the program that the database was migrated with, or a new database.")
    default: nil
    }
  }

  private static func statement(_ error: PostgresError) -> Failure {
    if error.isCanceled, Interrupts.isRequested {
      return Failure(.interrupted, "interrupted", next: "Run it again: nothing is half done.")
    }
    if error.isConnectionLost {
      return Failure(
        .unreachable, "the database can't be reached or went away: \(error.reason)",
        next: "Check it and run the command again: nothing is half done.")
    }
    switch error.sqlState {
    case PostgresError.unreadableSettings:
      return Failure(
        .usage, "the database: \(error.reason)",
        next: "Write --database in libpq's words, such as `host=… dbname=…`.")
    case PostgresError.undefinedTable, PostgresError.undefinedColumn, PostgresError.undefinedSchema:
      return Failure(
        .unreachable, "the database lacks a table of this program: \(error.reason)",
        at: error.place, next: "Run `groundswell db migrate`.")
    case PostgresError.serializationFailure, PostgresError.deadlockDetected,
      PostgresError.lockNotAvailable:
      return Failure(
        .unreachable, "another command changed the same data at the same time", at: error.place,
        next: "Run it again: nothing is half done.")
    case PostgresError.insufficientPrivilege:
      return Failure(
        .refused, "the database refuses this role: \(error.reason)", at: error.place,
        next: "Connect as a member of the stage's role.")
    case PostgresError.invalidPassword, PostgresError.invalidAuthorization,
      PostgresError.undefinedDatabase, PostgresError.tooManyConnections:
      return Failure(
        .unreachable, "the database lets nobody in: \(error.reason)",
        next: "Check --database, PGSERVICE and ~/.pgpass.")
    default:
      return Failure(
        .bug, "the database refused a statement: \(error.description)", at: error.place,
        next: "Report it with this message; it holds nobody's data.")
    }
  }
}

/// Ctrl-C: the first asks every open connection to stop, the second leaves at once.
enum Stop {
  static func watch() {
    var action = sigaction()
    action.__sigaction_handler.sa_handler = { _ in
      if Interrupts.isRequested { _exit(Failure.Kind.interrupted.rawValue) }
      Interrupts.request()
    }
    // Without SA_RESTART: a wait for a lock or a file ends too.
    for signal in [SIGINT, SIGTERM] { sigaction(signal, &action, nil) }
  }
}
