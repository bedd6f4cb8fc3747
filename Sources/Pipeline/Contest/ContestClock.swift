public import Campaign

/// When a step of a contest is taken: now, or on a day that the caller names.
public struct ContestClock: Sendable {
  private let now: Int64
  private let day: Day?

  /// Makes a clock.
  ///
  /// - Parameters:
  ///   - now: seconds since 1970 UTC.
  ///   - day: the day that counts in its place; the step is then taken in its last second.
  public init(now: Int64, day: Day? = nil) {
    self.now = now
    self.day = day
  }

  /// Seconds since 1970 UTC.
  func moment(on zone: TimeZoneUS) -> Int64 { day.map { zone.lastSecond(of: $0) } ?? now }

  /// The day on a zone's clock.
  func today(on zone: TimeZoneUS) -> Day { day ?? zone.day(at: now) }
}
