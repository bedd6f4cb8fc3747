/// An e-mail address in lower case.
public struct EmailAddress: FieldValue {
  /// The whole address.
  public let text: String

  /// Reads an address, blanks around it ignored: one `@`, before it 1 to 64 letters, digits and
  /// ``!#$%&'*+-/=?^_`{|}~.``, behind it a domain of two or more labels, in ASCII; nil for all else.
  ///
  /// Quoted local parts and domains in other scripts are legal and nil here: in files of donors
  /// they are mistakes of typing.
  public init?(_ bytes: Span<UInt8>) {
    let cursor = FieldCursor(bytes)
    var address: [UInt8] = []
    for index in cursor.position..<cursor.end {
      let byte = bytes[index]
      address.append(byte >= UInt8(ascii: "A") && byte <= UInt8(ascii: "Z") ? byte | 0x20 : byte)
    }
    let parts = address.split(separator: UInt8(ascii: "@"), omittingEmptySubsequences: false)
    guard address.count <= 254, parts.count == 2, EmailAddress.isLocalPart(parts[0]),
      EmailAddress.isDomain(parts[1])
    else { return nil }
    text = String(decoding: address, as: UTF8.self)
  }

  private static let symbols = Set("!#$%&'*+-/=?^_`{|}~".utf8)

  private static func isLocalPart(_ bytes: ArraySlice<UInt8>) -> Bool {
    bytes.count <= 64
      && bytes.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false).allSatisfy {
        !$0.isEmpty && $0.allSatisfy { isLetter($0) || isDigit($0) || symbols.contains($0) }
      }
  }

  private static func isDomain(_ bytes: ArraySlice<UInt8>) -> Bool {
    let hyphen = UInt8(ascii: "-")
    let labels = bytes.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false)
    guard labels.count >= 2, let last = labels.last, last.count >= 2 else { return false }
    return !last.allSatisfy(isDigit)
      && labels.allSatisfy { label in
        !label.isEmpty && label.count <= 63 && label.first != hyphen && label.last != hyphen
          && label.allSatisfy { isLetter($0) || isDigit($0) || $0 == hyphen }
      }
  }
}
