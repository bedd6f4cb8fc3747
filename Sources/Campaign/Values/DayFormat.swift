/// The ways in which the field's files write a day.
///
/// Blanks around the day are ignored. A time behind it (`00:00:00`, `T23:59:59.5Z`, `12:00 AM`) is
/// dropped where it is a plausible one; the day stands as written, no zone is applied.
public enum DayFormat: String, CaseIterable, Sendable {
  /// `YYYY-MM-DD`.
  case iso
  /// `M/D/YYYY`, with or without leading zeros.
  case usSlash
  /// `MMDDYYYY`, as in the bulk files of the Federal Election Commission.
  case mmddyyyy
  /// `YYYYMMDD`.
  case yyyymmdd
  /// `YYYY-MM-DD`, or `M/D/YYYY` where a spreadsheet has written it anew.
  case isoOrUSSlash

  /// Reads a day, without allocating; nil where the bytes are none.
  public func parse(_ bytes: Span<UInt8>) -> Day? {
    if self == .isoOrUSSlash {
      return DayFormat.iso.parse(bytes) ?? DayFormat.usSlash.parse(bytes)
    }
    var cursor = FieldCursor(bytes)
    let year: Int?
    let month: Int?
    let day: Int?
    switch self {
    case .iso, .isoOrUSSlash:
      year = cursor.number(4, 4, bytes)
      guard cursor.skip("-", bytes) else { return nil }
      month = cursor.number(2, 2, bytes)
      guard cursor.skip("-", bytes) else { return nil }
      day = cursor.number(2, 2, bytes)
    case .usSlash:
      month = cursor.number(1, 2, bytes)
      guard cursor.skip("/", bytes) else { return nil }
      day = cursor.number(1, 2, bytes)
      guard cursor.skip("/", bytes) else { return nil }
      year = cursor.number(4, 4, bytes)
    case .mmddyyyy:
      month = cursor.number(2, 2, bytes)
      day = cursor.number(2, 2, bytes)
      year = cursor.number(4, 4, bytes)
    case .yyyymmdd:
      year = cursor.number(4, 4, bytes)
      month = cursor.number(2, 2, bytes)
      day = cursor.number(2, 2, bytes)
    }
    guard let year, let month, let day, cursor.isAtEnd || cursor.skipTime(bytes) else { return nil }
    return Day(year: year, month: month, day: day)
  }
}

extension FieldCursor {
  /// Takes ` H:MM[:SS[.fraction]][ AM|PM][Z|±HH[:]MM]` or the same behind a `T`, to the end.
  fileprivate mutating func skipTime(_ bytes: Span<UInt8>) -> Bool {
    guard skip("T", bytes) || skip(" ", bytes) else { return false }
    skipBlanks(bytes)
    guard let hour = number(1, 2, bytes), hour < 24, skip(":", bytes),
      let minute = number(2, 2, bytes), minute < 60
    else { return false }
    if skip(":", bytes) {
      guard let second = number(2, 2, bytes), second <= 60 else { return false }
      if skip(".", bytes), number(1, 9, bytes) == nil { return false }
    }
    skipBlanks(bytes)
    if skip("A", bytes) || skip("P", bytes) || skip("a", bytes) || skip("p", bytes) {
      guard (1...12).contains(hour), skip("M", bytes) || skip("m", bytes) else { return false }
    } else if skip("+", bytes) || skip("-", bytes) {
      guard let hours = number(2, 2, bytes), hours <= 14 else { return false }
      if skip(":", bytes) || !isAtEnd {
        guard let minutes = number(2, 2, bytes), minutes < 60 else { return false }
      }
    } else {
      _ = skip("Z", bytes)
    }
    return isAtEnd
  }

  private mutating func skipBlanks(_ bytes: Span<UInt8>) {
    while skip(" ", bytes) {}
  }
}
