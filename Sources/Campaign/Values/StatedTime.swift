/// A day and a time of day as a file or a definition states it: `2026-08-31 23:59:59`, with `T` or a
/// blank between them, and behind it nothing, `Z` or an offset from UTC such as `-04:00`.
///
/// Without an offset it is a time on somebody's wall clock, and only with that clock's zone an instant.
public struct StatedTime: FieldValue {
  /// The day.
  public let day: Day
  /// Seconds since the day's midnight, 0 ..< 86,400.
  public let seconds: Int
  /// How far its clock is ahead of UTC, in minutes; nil where that isn't said.
  public let offsetMinutes: Int?

  /// Reads `YYYY-MM-DD HH:MM[:SS[.fraction]]` with an offset or without; nil for anything else.
  ///
  /// Fractions of a second are dropped, and a leap second is none.
  public init?(_ bytes: Span<UInt8>) {
    var cursor = FieldCursor(bytes)
    guard let year = cursor.number(4, 4, bytes), cursor.skip("-", bytes),
      let month = cursor.number(2, 2, bytes), cursor.skip("-", bytes),
      let dayOfMonth = cursor.number(2, 2, bytes),
      let day = Day(year: year, month: month, day: dayOfMonth),
      cursor.skip("T", bytes) || cursor.skip(" ", bytes),
      let hour = cursor.number(2, 2, bytes), hour < 24, cursor.skip(":", bytes),
      let minute = cursor.number(2, 2, bytes), minute < 60
    else { return nil }
    var second = 0
    if cursor.skip(":", bytes) {
      guard let stated = cursor.number(2, 2, bytes), stated < 60 else { return nil }
      if cursor.skip(".", bytes), cursor.number(1, 9, bytes) == nil { return nil }
      second = stated
    }
    var offset: Int?
    if !cursor.isAtEnd {
      guard let stated = Self.offset(&cursor, bytes) else { return nil }
      offset = stated
    }
    self.day = day
    seconds = hour * 3_600 + minute * 60 + second
    offsetMinutes = offset
  }

  /// An offset from UTC that goes on to the end of a text, in minutes; nil for what is none.
  private static func offset(_ cursor: inout FieldCursor, _ bytes: Span<UInt8>) -> Int? {
    if cursor.skip("Z", bytes) { return cursor.isAtEnd ? 0 : nil }
    let isAhead = cursor.skip("+", bytes)
    guard isAhead || cursor.skip("-", bytes), let hours = cursor.number(2, 2, bytes), hours <= 14
    else { return nil }
    _ = cursor.skip(":", bytes)
    let minutes = cursor.isAtEnd ? 0 : cursor.number(2, 2, bytes)
    guard let minutes, minutes < 60, cursor.isAtEnd else { return nil }
    return (isAhead ? 1 : -1) * (hours * 60 + minutes)
  }

  /// The instant in seconds since 1970 UTC, on a zone's clock where no offset is stated.
  public func secondsSince1970(on zone: TimeZoneUS) -> Int64 {
    let wall = Int64(day.daysSince1970) * 86_400 + Int64(seconds)
    return wall - Int64(offsetMinutes ?? zone.minutesAheadOfUTC(on: day, seconds: seconds)) * 60
  }
}

extension StatedTime: CustomStringConvertible {
  /// The time as `YYYY-MM-DDTHH:MM:SS`, with `±HH:MM` where an offset is stated.
  public var description: String {
    func two(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
    let clock = "\(two(seconds / 3_600)):\(two(seconds / 60 % 60)):\(two(seconds % 60))"
    guard let offset = offsetMinutes else { return "\(day)T\(clock)" }
    let size = abs(offset)
    return "\(day)T\(clock)\(offset < 0 ? "-" : "+")\(two(size / 60)):\(two(size % 60))"
  }
}
