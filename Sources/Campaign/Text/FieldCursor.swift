/// A position in a field's bytes, blanks around the field left out.
///
/// The bytes come with each call: a struct that keeps a `Span` would need an experimental feature.
struct FieldCursor {
  private(set) var position: Int
  private(set) var end: Int

  /// Stands on the first byte that isn't blank, and ends behind the last.
  init(_ bytes: Span<UInt8>) {
    position = 0
    end = bytes.count
    while position < end, isBlank(bytes[end - 1]) { end -= 1 }
    while position < end, isBlank(bytes[position]) { position += 1 }
  }

  var isAtEnd: Bool { position == end }

  /// The byte ahead, or nil at the end.
  func peek(_ bytes: Span<UInt8>) -> UInt8? {
    position < end ? bytes[position] : nil
  }

  /// Takes the byte ahead where it is this one.
  mutating func skip(_ byte: Unicode.Scalar, _ bytes: Span<UInt8>) -> Bool {
    guard peek(bytes) == UInt8(ascii: byte) else { return false }
    position += 1
    return true
  }

  /// Takes `most` digits at most; nil, and nothing taken, where there are fewer than `least`.
  mutating func number(_ least: Int, _ most: Int, _ bytes: Span<UInt8>) -> Int? {
    var value = 0
    var ahead = position
    while ahead < end, ahead - position < most, isDigit(bytes[ahead]) {
      value = value * 10 + Int(bytes[ahead] - UInt8(ascii: "0"))
      ahead += 1
    }
    guard ahead - position >= least else { return nil }
    position = ahead
    return value
  }
}

/// Whether the byte is a blank or a tab.
func isBlank(_ byte: UInt8) -> Bool {
  byte == UInt8(ascii: " ") || byte == UInt8(ascii: "\t")
}

/// Whether the byte is an ASCII digit.
func isDigit(_ byte: UInt8) -> Bool {
  byte >= UInt8(ascii: "0") && byte <= UInt8(ascii: "9")
}

/// Whether the byte is an ASCII letter.
func isLetter(_ byte: UInt8) -> Bool {
  let lower = byte | 0x20
  return lower >= UInt8(ascii: "a") && lower <= UInt8(ascii: "z")
}
