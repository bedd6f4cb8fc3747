import Dispatch
import Foundation
import Synchronization

/// Hands what one thread makes to the one that asks for it: either waits for the other.
final class Handover<Element: Sendable>: Sendable {
  private struct State {
    var waiting: [Element] = []
    /// How the maker ended.
    var end: Result<Void, any Error>?
    var isStopped = false
  }

  /// What the maker gets where nobody takes its elements any more.
  struct Stopped: Error {}

  private let state = Mutex(State())
  private let filled = DispatchSemaphore(value: 0)
  private let room = DispatchSemaphore(value: 0)

  /// Does the work on a thread of its own; it hands elements to `put`.
  ///
  /// - Parameter mostWaiting: As many elements wait in memory at most.
  init(
    mostWaiting: Int = 4,
    _ work: @escaping @Sendable (_ put: (Element) throws -> Void) throws -> Void
  ) {
    for _ in 0..<mostWaiting { room.signal() }
    Thread { [self] in
      let end = Result { try work(put) }
      state.withLock { $0.end = end }
      filled.signal()
    }.start()
  }

  private func put(_ element: Element) throws {
    room.wait()
    let isStopped = state.withLock { state in
      state.waiting.append(element)
      return state.isStopped
    }
    filled.signal()
    if isStopped { throw Stopped() }
  }

  /// Takes the next element; nil at the end.
  ///
  /// - Throws: what the work failed with.
  private func next() throws -> Element? {
    filled.wait()
    let (element, end) = state.withLock { state in
      (state.waiting.isEmpty ? nil : state.waiting.removeFirst(), state.end)
    }
    guard let element else {
      try end?.get()
      return nil
    }
    room.signal()
    return element
  }

  /// Lends all elements in their order; where `body` throws, the work is stopped and waited for.
  func forEach(_ body: (borrowing Element) throws -> Void) throws {
    do {
      while let element = try next() { try body(element) }
    } catch {
      state.withLock { $0.isStopped = true }
      room.signal()
      while state.withLock({ $0.end == nil }) { filled.wait() }
      throw error
    }
  }
}
