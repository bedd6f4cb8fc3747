import Campaign
import Glibc

/// A file that appears under its name only when it is complete.
///
/// Bytes go through a buffer of 256 KiB to `NAME.partial`; `publish` renames it. A file that is
/// let go unpublished is removed.
final class OutputFile {
  private static let capacity = 256 * 1024

  private let path: String
  /// Below 0 once the file is closed.
  private var descriptor: Int32
  private var isPublished = false
  private var buffer: [UInt8] = []
  private(set) var byteCount = 0

  private var partialPath: String { path + ".partial" }

  init(path: String) throws {
    let flags = O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC | O_NOFOLLOW
    let opened = open(path + ".partial", flags, 0o666)
    guard opened >= 0 else { throw Self.failure("cannot be opened for writing", at: path) }
    self.path = path
    descriptor = opened
    buffer.reserveCapacity(Self.capacity + 4096)
  }

  deinit {
    if descriptor >= 0 { _ = close(descriptor) }
    if !isPublished { _ = unlink(partialPath) }
  }

  /// Adds what the closure appends to the buffer, and hands the buffer to the system when it is
  /// full.
  ///
  /// One call a row: each access to a class's property has its price.
  func append(_ fill: (inout [UInt8]) -> Void) throws {
    fill(&buffer)
    if buffer.count >= Self.capacity { try flush() }
  }

  /// Writes what is left and closes the file, which keeps its temporary name.
  func finish() throws {
    try flush()
    let result = close(descriptor)
    descriptor = -1
    if result != 0 { throw Self.failure("cannot be written", at: path) }
  }

  /// Gives the finished file its name.
  func publish() throws {
    precondition(descriptor < 0, "a file is finished before it is published")
    guard rename(partialPath, path) == 0 else {
      throw Self.failure("cannot be put in place", at: path)
    }
    isPublished = true
  }

  private func flush() throws {
    var start = 0
    while start < buffer.count {
      let written = buffer.withUnsafeBytes { bytes in
        write(descriptor, bytes.baseAddress.map { $0 + start }, bytes.count - start)
      }
      if written < 0 {
        if errno == EINTR { continue }
        throw Self.failure("cannot be written", at: path)
      }
      start += written
    }
    byteCount += buffer.count
    buffer.removeAll(keepingCapacity: true)
  }

  private static func failure(_ what: String, at path: String) -> Failure {
    let reason = String(cString: strerror(errno))
    return Failure(
      .badInput, "the file \(what): \(reason)", at: path,
      next: "Give an existing folder that can be written to and has room.")
  }
}
