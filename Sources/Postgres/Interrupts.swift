import Synchronization

/// The person's wish to stop (Ctrl-C), watched by every open connection of the program.
///
/// After `request()` a running statement is cancelled at the server within a fraction of a second,
/// and a later one is refused; both throw a `PostgresError` whose `isCanceled` is true. Rolling
/// back still works.
public enum Interrupts {
  /// Asks every connection of the program to stop; callable from any thread.
  public static func request() { Interrupt.process.request() }

  /// Whether the program was asked to stop.
  public static var isRequested: Bool { Interrupt.process.isRequested }
}

/// One wish to stop; tests give a connection its own, so that they don't stop each other.
package final class Interrupt: Sendable {
  package static let process = Interrupt()

  private let requested = Atomic(false)

  package init() {}

  package func request() { requested.store(true, ordering: .relaxed) }

  package var isRequested: Bool { requested.load(ordering: .relaxed) }
}
