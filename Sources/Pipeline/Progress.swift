import Glibc
import Synchronization

/// Tells on standard error how far long work has come: a bar on a terminal, a plain line every ten
/// seconds elsewhere, nothing for what takes less than two.
final class Progress: Sendable {
  private let label: String
  private let total: Int64
  private let unit: String
  private let isTerminal = isatty(STDERR_FILENO) == 1
  private let started = ContinuousClock.now
  private let lastShown = Mutex<ContinuousClock.Instant?>(nil)

  /// - Parameters:
  ///   - label: what is being done.
  ///   - total: how many units in all; 0 when that isn't known.
  ///   - unit: what is counted.
  init(_ label: String, total: Int64, unit: String) {
    self.label = label
    self.total = total
    self.unit = unit
  }

  /// Says that so many units are done.
  func update(_ done: Int64) {
    let now = ContinuousClock.now
    let isDue = lastShown.withLock { last in
      let due =
        last.map { $0 + (isTerminal ? .milliseconds(200) : .seconds(10)) } ?? started + .seconds(2)
      guard now >= due else { return false }
      last = now
      return true
    }
    if isDue { show(done, elapsed: started.duration(to: now)) }
  }

  /// Clears the bar.
  func finish() {
    if isTerminal, lastShown.withLock({ $0 != nil }) { emit("\r\u{1B}[K") }
  }

  private func show(_ done: Int64, elapsed: Duration) {
    let seconds = Double(elapsed.components.seconds) + Double(elapsed.components.attoseconds) / 1e18
    let rate = Double(done) / max(seconds, 0.001)
    var text = "\(label): \(done) \(unit), \(Int64(rate)) a second"
    if total > 0, done > 0 {
      let left = Int64(Double(total - min(done, total)) / max(rate, 0.001))
      let share = Int(100 * min(done, total) / total)
      if isTerminal {
        let filled = share / 5
        let bar = String(repeating: "#", count: filled) + String(repeating: ".", count: 20 - filled)
        text = "[\(bar)] " + text
      }
      text += ", \(share) %, \(left) s left"
    }
    emit(isTerminal ? "\r\u{1B}[K\(text)" : "\(text)\n")
  }

  private func emit(_ text: String) {
    let bytes = Array(text.utf8)
    _ = bytes.withUnsafeBytes { write(STDERR_FILENO, $0.baseAddress, $0.count) }
  }
}
