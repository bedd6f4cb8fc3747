import Campaign

/// Small text files: definitions and templates.
enum TextFile {
  /// The whole of a file of definitions.
  ///
  /// - Throws: `Failure` of kind `badInput` where it can't be read, is over 4 MiB or isn't UTF-8.
  static func read(_ path: String) throws -> String {
    let source = try ByteSource(path: path)
    var bytes: [UInt8] = []
    while try source.next({ span in span.withUnsafeBufferPointer { bytes.append(contentsOf: $0) } })
    {
      guard bytes.count < 1 << 22 else {
        throw Failure(
          .badInput, "is too large to be a definition", at: path, next: "Check the path.")
      }
    }
    guard let text = String(validating: bytes, as: UTF8.self) else {
      throw Failure(.badInput, "is not UTF-8", at: path, next: "Save it as UTF-8.")
    }
    return text
  }
}
