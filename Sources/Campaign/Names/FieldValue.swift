/// A value read from one field of a file: it normalises what it can and is nil for all else.
public protocol FieldValue: Hashable, Sendable {
  /// Reads the value from UTF-8 bytes; nil where they hold none.
  init?(_ bytes: Span<UInt8>)
}

extension FieldValue {
  /// Reads the value from a text; nil where it holds none.
  public init?(_ text: String) {
    let bytes = Array(text.utf8)
    self.init(bytes.span)
  }
}
