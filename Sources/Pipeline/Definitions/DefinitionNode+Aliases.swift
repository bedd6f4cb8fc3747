import Campaign

extension DefinitionNode {
  /// The most aliases (`*name`) of a definition.
  private static let maximumAliases = 32

  /// Refuses a text of many aliases before they are followed.
  ///
  /// A list of aliases of lists of aliases stands for exponentially many values, and the YAML
  /// library walks through all of them where such a list is a key. From 32 aliases come 3^10 values
  /// at most, which is a moment's work. What looks like an alias in a text or comment counts too.
  ///
  /// - Throws: `Failure` of kind `badInput` at the line of the first alias too many.
  static func refuseManyAliases(_ text: String, file: String) throws {
    var line = 1
    var aliases = 0
    var (before, last) = (lineFeed, lineFeed)
    for byte in text.utf8 {
      if last == UInt8(ascii: "*"), isName(byte), beforeAlias.contains(before) { aliases += 1 }
      guard aliases <= maximumAliases else {
        throw Failure(
          .badInput, "has more than \(maximumAliases) aliases (`*name`)", at: "\(file):\(line)",
          next: "Write out what they stand for.")
      }
      if byte == lineFeed { line += 1 }
      (before, last) = (last, byte)
    }
  }

  private static let lineFeed = UInt8(ascii: "\n")
  /// What may stand right before an alias: blanks, line ends (the marks of Unicode end in these
  /// bytes), and the signs of lists and mappings.
  private static let beforeAlias = Set(" \t\r\n[{,:?-".utf8).union([0x85, 0xA8, 0xA9, 0xBF])

  private static func isName(_ byte: UInt8) -> Bool {
    (0x30...0x39).contains(byte) || (0x41...0x5A).contains(byte) || (0x61...0x7A).contains(byte)
      || byte == UInt8(ascii: "_") || byte == UInt8(ascii: "-")
  }
}
