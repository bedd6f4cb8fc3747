/// A piece of SQL that one of the program's own generators wrote.
public struct SQLExpression: Sendable {
  /// The SQL text.
  public let text: String

  /// Takes SQL text as it is; it must never hold a value from a file or a person.
  public init(unsafe text: String) { self.text = text }
}
