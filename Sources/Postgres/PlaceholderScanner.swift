/// Cuts SQL text into placeholders and the text between them.
struct PlaceholderScanner {
  enum Piece {
    case text(ArraySlice<UInt8>)
    case placeholder(name: String, line: Int)
  }

  private let bytes: [UInt8]
  private var position = 0

  init(_ text: String) { bytes = Array(text.utf8) }

  mutating func next() -> Piece? {
    guard position < bytes.count else { return nil }
    let start = position
    if let name = placeholderName(at: start) {
      position += name.count + 2
      let line = 1 + bytes[..<start].count { $0 == UInt8(ascii: "\n") }
      return .placeholder(name: String(decoding: name, as: UTF8.self), line: line)
    }
    repeat {
      position = end(ofTokenAt: position)
    } while position < bytes.count && placeholderName(at: position) == nil
    return .text(bytes[start..<position])
  }

  private func placeholderName(at index: Int) -> ArraySlice<UInt8>? {
    guard bytes[index] == UInt8(ascii: "{"),
      let close = bytes[index...].firstIndex(of: UInt8(ascii: "}")),
      isLowerSnake(bytes[(index + 1)..<close])
    else { return nil }
    return bytes[(index + 1)..<close]
  }

  /// The index behind a comment, a quoted name or a string that begins here, else behind the byte.
  private func end(ofTokenAt index: Int) -> Int {
    let following = index + 1 < bytes.count ? bytes[index + 1] : 0
    switch (bytes[index], following) {
    case (UInt8(ascii: "-"), UInt8(ascii: "-")):
      return bytes[index...].firstIndex(of: UInt8(ascii: "\n")) ?? bytes.count
    case (UInt8(ascii: "/"), UInt8(ascii: "*")):
      return end(ofBlockCommentAt: index)
    case (UInt8(ascii: "'"), _):
      return end(ofQuotedAt: index, hasEscapes: isEscapeString(at: index))
    case (UInt8(ascii: "\""), _):
      return end(ofQuotedAt: index, hasEscapes: false)
    default:
      return index + 1
    }
  }

  /// Whether the quote at the index opens an `E'…'` string.
  private func isEscapeString(at quote: Int) -> Bool {
    guard quote > 0, bytes[quote - 1] | 0x20 == UInt8(ascii: "e") else { return false }
    return quote == 1 || !isWordByte(bytes[quote - 2])
  }

  private func isWordByte(_ byte: UInt8) -> Bool {
    byte == UInt8(ascii: "$") || byte >= 0x80 || isLowerSnake([UInt8(ascii: "_"), byte])
      || isLowerSnake([byte | 0x20])
  }

  private func end(ofQuotedAt start: Int, hasEscapes: Bool) -> Int {
    let quote = bytes[start]
    var index = start + 1
    while index < bytes.count {
      if hasEscapes && bytes[index] == UInt8(ascii: "\\") {
        index += 2
      } else if bytes[index] != quote {
        index += 1
      } else if index + 1 < bytes.count && bytes[index + 1] == quote {
        index += 2
      } else {
        return index + 1
      }
    }
    return bytes.count
  }

  private func end(ofBlockCommentAt start: Int) -> Int {
    var depth = 0
    var index = start
    while index + 1 < bytes.count {
      switch (bytes[index], bytes[index + 1]) {
      case (UInt8(ascii: "/"), UInt8(ascii: "*")):
        depth += 1
        index += 2
      case (UInt8(ascii: "*"), UInt8(ascii: "/")):
        depth -= 1
        index += 2
        if depth == 0 { return index }
      default:
        index += 1
      }
    }
    return bytes.count
  }
}
