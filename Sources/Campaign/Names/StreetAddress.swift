/// The first line of an address, in the form in which two files are compared.
///
/// Capitals, with street suffixes and directions abbreviated as the Postal Service does
/// (Publication 28, appendices B and C1), the unit apart.
public struct StreetAddress: FieldValue {
  /// The house number without leading zeros, such as `12`, `12A`, `12-34` or `12 1/2`; nil where the
  /// line has none.
  public let houseNumber: String?
  /// The street, such as `N MAIN ST`, or `PO BOX 12`.
  public let streetKey: String
  /// The apartment, suite, unit or lot, such as `4` or `4B`; nil where the line has none.
  public let unit: String?
  /// Whether the line is a post office box, at which nobody lives.
  public let isPostOfficeBox: Bool

  /// Reads a line; nil where no street is left of it.
  public init?(_ bytes: Span<UInt8>) {
    let kept = [UInt8(ascii: "#"), UInt8(ascii: "/"), UInt8(ascii: "-")]
    guard let folded = CapitalFold.fold(bytes, keeping: kept) else { return nil }
    var words = folded.split(separator: UInt8(ascii: " ")).map {
      String(decoding: $0, as: UTF8.self)
    }
    if let box = StreetAddress.postOfficeBox(words) {
      houseNumber = nil
      streetKey = "PO BOX \(box)"
      unit = nil
      isPostOfficeBox = true
      return
    }
    isPostOfficeBox = false
    unit = StreetAddress.takeUnit(&words)
    houseNumber = StreetAddress.takeHouseNumber(&words)
    StreetAddress.abbreviate(&words)
    guard !words.isEmpty else { return nil }
    streetKey = words.joined(separator: " ")
  }

  private static func postOfficeBox(_ words: [String]) -> String? {
    let prefixes = [
      ["PO", "BOX"], ["P", "O", "BOX"], ["POST", "OFFICE", "BOX"], ["POBOX"], ["BOX"],
    ]
    for prefix in prefixes where words.starts(with: prefix) && words.count > prefix.count {
      let box = words[prefix.count].drop { $0 == "#" || $0 == "0" }
      return box.isEmpty ? nil : String(box)
    }
    return nil
  }

  /// Takes the unit off the end: from the first designator behind the street that a number or a
  /// single letter follows.
  private static func takeUnit(_ words: inout [String]) -> String? {
    for index in words.indices.dropFirst() {
      let isDesignator = StreetWords.unitDesignators.contains(words[index])
      guard isDesignator || words[index].hasPrefix("#") else { continue }
      let parts = words[index...].filter { !StreetWords.unitDesignators.contains($0) }
        .map { String($0.drop { $0 == "#" || $0 == "0" }) }.filter { !$0.isEmpty }
      guard let first = parts.first,
        !isDesignator || first.count == 1 || first.utf8.contains(where: isDigit)
      else { continue }
      words.removeSubrange(index...)
      return parts.joined(separator: " ")
    }
    return nil
  }

  private static func takeHouseNumber(_ words: inout [String]) -> String? {
    guard words.count >= 2, let first = words.first, let digit = first.utf8.first, isDigit(digit),
      !isOrdinal(first)
    else { return nil }
    words.removeFirst()
    var number = String(first.drop { $0 == "0" })
    guard !number.isEmpty else { return nil }
    if words.count >= 2, words[0].contains("/"), words[0].utf8.allSatisfy({ $0 < 0x3A }) {
      number += " " + words.removeFirst()
    }
    return number
  }

  /// Whether the word is `1ST`, `42ND`, …: the name of a street, not a house's number.
  private static func isOrdinal(_ word: String) -> Bool {
    ["ST", "ND", "RD", "TH"].contains { word.hasSuffix($0) }
      && word.utf8.dropLast(2).allSatisfy(isDigit)
  }

  /// Abbreviates the directions at both ends and the suffix, and leaves the street's name: the North
  /// of `NORTH ST` is one.
  private static func abbreviate(_ words: inout [String]) {
    if words.count >= 2, let direction = StreetWords.directions[words[0]],
      words.count > 2 || StreetWords.suffixes[words[1]] == nil
    {
      words[0] = direction
    }
    var last = words.count - 1
    if last >= 1, let direction = StreetWords.directions[words[last]] {
      words[last] = direction
      last -= 1
    }
    if last >= 1, let suffix = StreetWords.suffixes[words[last]] { words[last] = suffix }
  }
}
