/// The name of a table, column, schema or role that is safe to stand in SQL.
///
/// Only lower-case letters, digits and underscores, at most 63 (PostgreSQL's limit), not beginning
/// with a digit: nothing that quoting would have to rescue.
public struct Identifier: Hashable, Sendable, CustomStringConvertible {
  /// The bare name.
  public let name: String

  /// Nil when the name isn't of the form `[a-z_][a-z0-9_]{0,62}`.
  public init?(_ name: String) {
    guard name.utf8.count <= 63, isLowerSnake(name.utf8) else { return nil }
    self.name = name
  }

  /// The name in double quotes, as SQL wants it where it might be a keyword.
  public var description: String { "\"\(name)\"" }
}

/// Whether the bytes are `[a-z_][a-z0-9_]*`.
func isLowerSnake(_ bytes: some Sequence<UInt8>) -> Bool {
  var isFirst = true
  for byte in bytes {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "_"): break
    case UInt8(ascii: "0")...UInt8(ascii: "9") where !isFirst: break
    default: return false
    }
    isFirst = false
  }
  return !isFirst
}
