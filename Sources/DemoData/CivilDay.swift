/// A civil day as days since 1970-01-01, in the proleptic Gregorian calendar.
struct CivilDay: Comparable {
  var days: Int

  init(days: Int) {
    self.days = days
  }

  init(_ year: Int, _ month: Int, _ day: Int) {
    // Years begin in March here, so that the leap day is the last one.
    let y = month > 2 ? year : year - 1
    let monthFromMarch = (month + 9) % 12
    let dayOfYear = (153 * monthFromMarch + 2) / 5 + day - 1
    days = 365 * y + y / 4 - y / 100 + y / 400 + dayOfYear - 719_468
  }

  var parts: (year: Int, month: Int, day: Int) {
    let fromMarch0000 = days + 719_468
    let era = fromMarch0000 / 146_097
    let dayOfEra = fromMarch0000 % 146_097
    let yearOfEra =
      (dayOfEra - dayOfEra / 1_460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
    let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
    let monthFromMarch = (5 * dayOfYear + 2) / 153
    let month = monthFromMarch < 10 ? monthFromMarch + 3 : monthFromMarch - 9
    let year = era * 400 + yearOfEra + (month <= 2 ? 1 : 0)
    return (year, month, dayOfYear - (153 * monthFromMarch + 2) / 5 + 1)
  }

  /// The same day of a later month; no month is skipped as long as the day is at most the 28th.
  func addingMonths(_ count: Int) -> CivilDay {
    let (year, month, day) = parts
    let total = year * 12 + month - 1 + count
    return CivilDay(total / 12, total % 12 + 1, day)
  }

  /// `2026-09-15`.
  var iso: String {
    let (year, month, day) = parts
    return "\(year)-\(padded(month, 2))-\(padded(day, 2))"
  }

  /// `09/15/2026`, as the state writes it.
  var slashed: String {
    let (year, month, day) = parts
    return "\(padded(month, 2))/\(padded(day, 2))/\(year)"
  }

  /// `09152026`, as the FEC writes it.
  var compact: String {
    let (year, month, day) = parts
    return "\(padded(month, 2))\(padded(day, 2))\(year)"
  }

  static func < (left: CivilDay, right: CivilDay) -> Bool {
    left.days < right.days
  }

  static func + (day: CivilDay, count: Int) -> CivilDay {
    CivilDay(days: day.days + count)
  }

  static func - (left: CivilDay, right: CivilDay) -> Int {
    left.days - right.days
  }
}

/// A whole number with leading zeros.
func padded(_ value: Int, _ width: Int) -> String {
  let digits = String(value)
  return String(repeating: "0", count: max(0, width - digits.utf8.count)) + digits
}

/// Cents as dollars with two decimals: `27.00`.
func dollars(_ cents: Int) -> String {
  "\(cents / 100).\(padded(cents % 100, 2))"
}
