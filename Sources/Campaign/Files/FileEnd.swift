/// How a file ended: what tells a whole file from one that was cut in mid-line.
public struct FileEnd: Hashable, Sendable {
  /// Whether the last byte of the file is no line end.
  public var lastLineIsOpen: Bool
  /// Whether the end came while a quote was open.
  ///
  /// A stray quote in the last lines does this too; with
  /// `lastLineIsOpen` it means a cut.
  public var isInsideQuote: Bool

  /// Makes the value from its parts.
  public init(lastLineIsOpen: Bool, isInsideQuote: Bool) {
    self.lastLineIsOpen = lastLineIsOpen
    self.isInsideQuote = isInsideQuote
  }
}
