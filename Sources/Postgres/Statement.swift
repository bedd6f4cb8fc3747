/// SQL text and the file it came from; values are bound as `$1`, `$2`, … and never pasted in.
///
/// It can be written as a string literal, but not with interpolation.
public struct Statement: Sendable, ExpressibleByStringLiteral {
  /// The SQL text.
  public let text: String
  /// The path of the SQL file, for errors.
  public let file: String?

  /// The text of an SQL file.
  ///
  /// - Precondition: the text holds no zero byte, where C would end it early.
  public init(_ text: String, file: String) { self.init(text, from: file) }

  /// A statement written in the program itself.
  public init(stringLiteral text: String) { self.init(text, from: nil) }

  init(_ text: String, from file: String?) {
    precondition(!text.utf8.contains(0), "SQL text with a zero byte")
    self.text = text
    self.file = file
  }
}
