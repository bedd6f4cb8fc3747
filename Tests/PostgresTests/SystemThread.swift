import Glibc

/// A thread of the system's own: the tasks of Swift share too few for work that waits.
struct SystemThread {
  private final class Work: Sendable {
    let body: @Sendable () -> Void
    init(_ body: @escaping @Sendable () -> Void) { self.body = body }
  }

  private let id: pthread_t

  init(_ body: @escaping @Sendable () -> Void) throws {
    var id = pthread_t()
    let work = Unmanaged.passRetained(Work(body))
    let status = pthread_create(
      &id, nil,
      { argument in
        if let argument { Unmanaged<Work>.fromOpaque(argument).takeRetainedValue().body() }
        return nil
      }, work.toOpaque())
    guard status == 0 else {
      work.release()
      throw Stop()
    }
    self.id = id
  }

  func join() { pthread_join(id, nil) }
}
