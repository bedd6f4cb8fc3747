extension TimeZoneUS {
  /// How far the zone's wall clocks are ahead of UTC at a time of a day, in minutes.
  ///
  /// Clocks change at two in the morning (15 USC 260a(a)). Of the hour that stands twice in November
  /// the first is meant; in the hour that March leaves out, the clock that has gone forward.
  public func minutesAheadOfUTC(on day: Day, seconds: Int) -> Int {
    minutesAheadOfUTC(on: seconds < 7_200 ? day.adding(days: -1) : day)
  }

  /// The day on the zone's wall clocks at an instant.
  ///
  /// - Parameter seconds: since 1970 UTC.
  public func day(at seconds: Int64) -> Day {
    let inUTC = (seconds >= 0 ? seconds : seconds - 86_399) / 86_400
    // No clock is more than a day from UTC's.
    let day = Day(daysSince1970: Int32(clamping: inUTC))
    if seconds > lastSecond(of: day) { return day.adding(days: 1) }
    return seconds > lastSecond(of: day.adding(days: -1)) ? day : day.adding(days: -1)
  }

  /// The last second of a day, since 1970 UTC.
  public func lastSecond(of day: Day) -> Int64 {
    Int64(day.daysSince1970) * 86_400 + 86_399
      - Int64(minutesAheadOfUTC(on: day, seconds: 86_399)) * 60
  }
}
