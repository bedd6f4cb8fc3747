/// A civil day, without a time and without a time zone.
///
/// Days are counted from 1 January 1970 in the proleptic Gregorian calendar, as PostgreSQL's `date`
/// does (there the count starts 10,957 days later, on 1 January 2000).
public struct Day: Hashable, Comparable, Sendable {
  /// Days since 1 January 1970; negative before it.
  public let daysSince1970: Int32

  /// Makes the day that lies so many days after 1 January 1970.
  public init(daysSince1970: Int32) {
    self.daysSince1970 = daysSince1970
  }

  /// Makes a day from its parts; nil where the calendar has no such day or the year isn't 1…9999.
  public init?(year: Int, month: Int, day: Int) {
    guard (1...9999).contains(year), (1...12).contains(month),
      day >= 1, day <= Day.length(ofMonth: month, year: year)
    else { return nil }
    // Years begin in March here, so that the leap day is the last day of a year and a month's first
    // day within it is (153 m + 2) / 5, m = 0 for March.
    let marchYear = month > 2 ? year : year - 1
    let monthFromMarch = (month + 9) % 12
    let dayOfYear = (153 * monthFromMarch + 2) / 5 + day - 1
    let days = marchYear * 365 + marchYear / 4 - marchYear / 100 + marchYear / 400 + dayOfYear
    self.daysSince1970 = Int32(days - Day.daysFromMarchOfYear0To1970)
  }

  /// Reads exactly `YYYY-MM-DD`; nil for anything else.
  public init?(iso text: String) {
    let bytes = Array(text.utf8)
    guard bytes.count == 10, let day = DayFormat.iso.parse(bytes.span) else { return nil }
    self = day
  }

  /// The calendar year.
  public var year: Int { civil.year }
  /// The month, 1…12.
  public var month: Int { civil.month }
  /// The day of the month, 1…31.
  public var day: Int { civil.day }

  /// The day so many days later, or earlier where `days` is negative.
  ///
  /// - Precondition: the result lies within Int32 days of 1970.
  public func adding(days: Int) -> Day {
    let (sum, overflow) = Int(daysSince1970).addingReportingOverflow(days)
    guard !overflow, let result = Int32(exactly: sum) else {
      preconditionFailure("a day more than 2^31 days away from 1970")
    }
    return Day(daysSince1970: result)
  }

  /// How many days `other` lies after this day; negative where it is earlier.
  public func days(to other: Day) -> Int {
    Int(other.daysSince1970) - Int(daysSince1970)
  }

  /// Orders days by the calendar.
  public static func < (left: Day, right: Day) -> Bool {
    left.daysSince1970 < right.daysSince1970
  }

  /// Days from 1 March of year 0 to 1 January 1970.
  private static let daysFromMarchOfYear0To1970 = 719_468

  private static func length(ofMonth month: Int, year: Int) -> Int {
    switch month {
    case 4, 6, 9, 11: 30
    case 2: year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) ? 29 : 28
    default: 31
    }
  }

  private var civil: (year: Int, month: Int, day: Int) {
    let daysPerEra = 146_097  // 400 years
    let shifted = Int(daysSince1970) + Day.daysFromMarchOfYear0To1970
    let dayOfEra = ((shifted % daysPerEra) + daysPerEra) % daysPerEra
    let era = (shifted - dayOfEra) / daysPerEra
    let yearOfEra =
      (dayOfEra - dayOfEra / 1_460 + dayOfEra / 36_524 - dayOfEra / (daysPerEra - 1)) / 365
    let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
    let monthFromMarch = (5 * dayOfYear + 2) / 153
    let month = monthFromMarch < 10 ? monthFromMarch + 3 : monthFromMarch - 9
    return (
      year: era * 400 + yearOfEra + (month <= 2 ? 1 : 0), month: month,
      day: dayOfYear - (153 * monthFromMarch + 2) / 5 + 1
    )
  }
}

extension Day: CustomStringConvertible {
  /// The day as `YYYY-MM-DD`.
  public var description: String {
    let (year, month, day) = civil
    let digits = String(abs(year))
    let padded = String(repeating: "0", count: max(0, 4 - digits.count)) + digits
    return (year < 0 ? "-" : "") + padded + (month < 10 ? "-0" : "-") + "\(month)"
      + (day < 10 ? "-0" : "-") + "\(day)"
  }
}
