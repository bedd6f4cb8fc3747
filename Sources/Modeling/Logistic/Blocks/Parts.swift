internal import Dispatch
internal import Glibc
internal import Synchronization

/// Work cut into parts that does not depend on how many threads do it, so that sums over the parts,
/// merged in their order, have the same bits on any machine.
public enum Parts {
  /// Does each part on one of some threads; the results in the order of the parts.
  ///
  /// - Throws: the error of the first part, in order, of those that failed.
  public static func map<Value: Sendable, Failure: Error>(
    _ count: Int, threads: Int = Parts.processors,
    _ work: @Sendable (_ part: Int) throws(Failure) -> Value
  ) throws(Failure) -> [Value] {
    guard threads > 1, count > 1 else { return try (0..<count).map(work) }
    let next = Atomic(0)
    let done = Mutex([Result<Value, Failure>?](repeating: nil, count: count))
    DispatchQueue.concurrentPerform(iterations: min(threads, count)) { _ in
      while true {
        let part = next.wrappingAdd(1, ordering: .relaxed).oldValue
        guard part < count else { return }
        let result = Result { () throws(Failure) in try work(part) }
        done.withLock { $0[part] = result }
      }
    }
    return try done.withLock { $0 }.map { result throws(Failure) in
      guard let result else { preconditionFailure("every part is done") }
      return try result.get()
    }
  }

  /// A range of equal parts, but for the last.
  static func range(_ part: Int, of parts: Int, count: Int) -> Range<Int> {
    let size = (count + parts - 1) / parts
    return min(count, part * size)..<min(count, (part + 1) * size)
  }

  /// The processors of this machine.
  public static let processors = max(1, Int(sysconf(Int32(_SC_NPROCESSORS_ONLN))))
}
