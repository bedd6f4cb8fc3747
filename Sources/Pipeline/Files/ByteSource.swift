import CZlib
import Campaign
import Glibc

/// A file's bytes from start to end, unpacked when the file is gzipped.
final class ByteSource {
  private let file: gzFile
  private let path: String
  private var buffer = [UInt8](repeating: 0, count: 1 << 18)

  /// Opens a file.
  ///
  /// - Throws: `Failure` of kind `badInput` for a file that is absent, a directory, a pipe, unreadable
  ///   or empty.
  init(path: String) throws {
    var status = stat()
    guard stat(path, &status) == 0 else {
      throw Failure(
        .badInput, errno == ENOENT ? "there is no such file" : "the file can't be read", at: path,
        next: "Check the path.")
    }
    guard status.st_mode & S_IFMT != S_IFDIR else {
      throw Failure(.badInput, "is a directory", at: path, next: "Name the file in it.")
    }
    // A file is read more than once, which a pipe or a device can't be.
    guard status.st_mode & S_IFMT == S_IFREG else {
      throw Failure(.badInput, "is no plain file", at: path, next: "Save it as a file first.")
    }
    guard status.st_size > 0 else {
      throw Failure(.badInput, "the file is empty", at: path, next: "Fetch it again.")
    }
    guard let file = gzopen(path, "rb") else {
      throw Failure(.badInput, "the file can't be read", at: path, next: "Check its permissions.")
    }
    gzbuffer(file, 1 << 18)
    self.file = file
    self.path = path
  }

  deinit { gzclose(file) }

  /// Hands out the next bytes; false at the end of the file.
  ///
  /// - Throws: `Failure` of kind `badInput` where the packed data ends too early or is damaged.
  func next(_ body: (Span<UInt8>) throws -> Void) throws -> Bool {
    let count = buffer.withUnsafeMutableBytes { gzread(file, $0.baseAddress, UInt32($0.count)) }
    var code: CInt = 0
    _ = gzerror(file, &code)
    guard count >= 0, code == Z_OK || code == Z_STREAM_END else {
      throw Failure(
        .badInput, "the packed file is cut off or damaged", at: path,
        next: "Fetch it again; nothing was loaded.")
    }
    guard count > 0 else { return false }
    let bytes = buffer
    try body(bytes.span.extracting(first: Int(count)))
    return true
  }
}
