import Campaign
import Glibc

/// A file that appears whole or not at all: written under another name beside its place, renamed
/// when it is closed, removed when it is dropped before that.
///
/// Only its owner can read it (mode 0600): what the program writes names people.
final class OutputFile {
  let path: String
  private let temporary: String
  private let descriptor: CInt
  private var buffer: [UInt8] = []
  private let digest = Digest()

  init(path: String) throws {
    self.path = path
    temporary = "\(path).part-\(getpid())"
    var status = stat()
    // Renaming would put a file in the place of a link, a pipe or a device.
    guard lstat(path, &status) != 0 || status.st_mode & S_IFMT == S_IFREG else {
      throw Failure(.badInput, "is no plain file", at: path, next: "Name another.")
    }
    unlink(temporary)
    // Never into a file that someone else made beforehand.
    descriptor = open(temporary, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
    guard descriptor >= 0 else { throw Self.failure("can't be written", path) }
    buffer.reserveCapacity(1 << 17)
  }

  deinit {
    close(descriptor)
    unlink(temporary)
  }

  /// Adds bytes.
  func write(_ bytes: some Collection<UInt8>) throws {
    buffer.append(contentsOf: bytes)
    if buffer.count >= 1 << 16 { try flush() }
  }

  /// Adds text.
  func write(_ text: String) throws { try write(text.utf8) }

  /// Writes a whole text.
  static func write(_ text: String, to path: String) throws {
    let file = try OutputFile(path: path)
    try file.write(text)
    _ = try file.finish()
  }

  /// Puts the file in its place.
  ///
  /// - Returns: the SHA-256 of its bytes.
  func finish() throws -> String {
    try flush()
    guard fsync(descriptor) == 0, rename(temporary, path) == 0 else {
      throw Self.failure("can't be written whole", path)
    }
    return digest.takeHex()
  }

  private func flush() throws {
    digest.update(buffer.span)
    var start = 0
    while start < buffer.count {
      let written = buffer.withUnsafeBytes {
        Glibc.write(descriptor, $0.baseAddress?.advanced(by: start), $0.count - start)
      }
      guard written > 0 else { throw Self.failure("can't be written whole", path) }
      start += written
    }
    buffer.removeAll(keepingCapacity: true)
  }

  private static func failure(_ what: String, _ path: String) -> Failure {
    Failure(.badInput, what, at: path, next: "Check that the folder exists and has room.")
  }

  /// Makes a folder and those above it.
  static func makeFolder(_ path: String) throws {
    var made = path.hasPrefix("/") ? "" : "."
    for part in path.split(separator: "/") {
      made += "/\(part)"
      guard mkdir(made, 0o700) == 0 || errno == EEXIST else {
        throw failure("the folder can't be made", path)
      }
    }
  }
}
