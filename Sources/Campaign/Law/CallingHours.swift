/// When people may be called: from 8 in the morning to 9 in the evening where they are, the hours of
/// 47 CFR 64.1200(c)(1), which campaigns keep though live political calls are exempt from it.
///
/// Where a person's zone isn't sure, the hours are those that all zones in question share: of someone
/// of an unknown state, those of the fifty states and Puerto Rico.
public struct CallingHours: Hashable, Sendable {
  /// The time of day before which nobody is called.
  public let from: ClockTime
  /// The time of day from which on nobody is called.
  public let until: ClockTime
  /// The zone whose clock tells times here.
  public let clock: TimeZoneUS

  /// The earliest and the latest time, where people are.
  public static let widest = (from: 480, until: 1_260)

  /// Keeps hours that are no wider than the law's; nil for others.
  ///
  /// - Parameter clock: the zone that sessions, and what is said of a person, are told in.
  public init?(from: ClockTime? = nil, until: ClockTime? = nil, clock: TimeZoneUS) {
    let start = from?.minutes ?? Self.widest.from
    let end = until?.minutes ?? Self.widest.until
    guard start >= Self.widest.from, end <= Self.widest.until, start < end,
      let from = ClockTime(minutes: start), let until = ClockTime(minutes: end)
    else { return nil }
    self.from = from
    self.until = until
    self.clock = clock
  }

  /// When someone of a state may be called on a day, on the clock of `clock`; nil where no time of the
  /// day is allowed in all zones in question.
  ///
  /// - Parameter state: the postal code of a state, or nil or any other word where it isn't known.
  public func window(state: String?, on day: Day) -> (from: ClockTime, until: ClockTime)? {
    let zones = state.flatMap(TimeZoneUS.zones) ?? Self.unknown
    let here = clock.minutesAheadOfUTC(on: day)
    let shifts = zones.map { here - $0.minutesAheadOfUTC(on: day) }
    let start = max(0, (shifts.max() ?? 0) + from.minutes)
    let end = min(1_440, (shifts.min() ?? 0) + until.minutes)
    guard start < end, let from = ClockTime(minutes: start), let until = ClockTime(minutes: end)
    else { return nil }
    return (from, until)
  }

  /// When someone of a state may be called on each of some days; nil where no time is allowed on all of them.
  ///
  /// - Parameter days: where there are none, the hours are those of both summer and winter.
  public func window(
    state: String?, onEach days: [Day]
  ) -> (from: ClockTime, until: ClockTime)? {
    let windows = (days.isEmpty ? Self.bothSeasons : days).map { window(state: state, on: $0) }
    guard let from = windows.map({ $0?.from.minutes ?? 1_440 }).max(),
      let until = windows.map({ $0?.until.minutes ?? 0 }).min(), from < until,
      let start = ClockTime(minutes: from), let end = ClockTime(minutes: until)
    else { return nil }
    return (start, end)
  }

  /// Whether a session is wholly within the hours of someone of a state, on each of its days.
  public func allow(
    from start: ClockTime, until end: ClockTime, on days: [Day], state: String?
  ) -> Bool {
    days.allSatisfy { day in
      guard let window = window(state: state, on: day) else { return false }
      return window.from <= start && end <= window.until
    }
  }

  /// A day of winter and one of summer: all distances that two zones' clocks ever have.
  public static let bothSeasons = [Day(daysSince1970: 0), Day(daysSince1970: 181)]

  private static let unknown: [TimeZoneUS] = TimeZoneUS.allCases.filter {
    $0 != .samoa && $0 != .chamorro
  }
}
