/// A ZIP code of the United States, with its four further digits where they are known.
public struct ZipCode: FieldValue {
  /// The five digits as a number, 501 … 99,950.
  public let zip5: Int32
  /// The four further digits as a number, 1 … 9,999, or nil.
  public let plus4: Int32?

  /// Reads `27601`, `27601-1234`, `276011234`, `27601-` and `2134`; nil for all else.
  ///
  /// `2134` is 02134: spreadsheets drop a leading zero. Codes outside 00501 … 99950 are nil.
  public init?(_ bytes: Span<UInt8>) {
    var cursor = FieldCursor(bytes)
    let start = cursor.position
    guard let first = cursor.number(4, 5, bytes), (501...99_950).contains(first) else { return nil }
    var further: Int?
    if cursor.position - start == 5 {
      let hasSeparator = cursor.skip("-", bytes) || cursor.skip(" ", bytes)
      further = cursor.number(4, 4, bytes)
      guard further != nil || hasSeparator || cursor.isAtEnd else { return nil }
    }
    guard cursor.isAtEnd else { return nil }
    zip5 = Int32(first)
    plus4 = further.flatMap { $0 == 0 ? nil : Int32($0) }
  }

  /// The five digits with their leading zeros: `02134`.
  public var text: String {
    let digits = String(zip5)
    return String(repeating: "0", count: 5 - digits.count) + digits
  }
}
