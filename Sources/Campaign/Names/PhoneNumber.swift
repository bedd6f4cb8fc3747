/// A telephone number of the North American Numbering Plan.
public struct PhoneNumber: FieldValue {
  /// The ten digits as a number, 2,002,000,000 … 9,999,999,998.
  public let digits: Int64

  /// Reads a number with or without +1 or 1 before it and with any of ` ( ) - . / +` in it.
  ///
  /// Nil where there aren't ten digits, where area code or exchange begins with 0 or 1 or is a
  /// service code such as 911, and for ten equal digits, which mean "none". A number with an
  /// extension is nil too: dialled without it, it rings at someone else's desk.
  public init?(_ bytes: Span<UInt8>) {
    var value: Int64 = 0
    var count = 0
    for index in bytes.indices {
      let byte = bytes[index]
      if isDigit(byte) {
        value = value * 10 + Int64(byte - UInt8(ascii: "0"))
        count += 1
        if count > 11 { return nil }
      } else if !PhoneNumber.punctuation.contains(byte) {
        return nil
      }
    }
    if count == 11, value / 10_000_000_000 == 1 {
      value -= 10_000_000_000
      count = 10
    }
    guard count == 10, PhoneNumber.isCode(value / 10_000_000),
      PhoneNumber.isCode(value / 10_000 % 1_000), value % 1_111_111_111 != 0
    else { return nil }
    digits = value
  }

  /// The number for people: `919-555-0123`.
  public var text: String {
    let all = String(digits)
    return "\(all.prefix(3))-\(all.dropFirst(3).prefix(3))-\(all.suffix(4))"
  }

  private static let punctuation = Array(" \t()-./+".utf8)

  /// Whether three digits can be an area code or an exchange: [2-9]XX, but no N11.
  private static func isCode(_ code: Int64) -> Bool {
    code >= 200 && code % 100 != 11
  }
}
