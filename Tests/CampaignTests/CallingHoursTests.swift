import Testing

@testable import Campaign

struct CallingHoursTests {
  private static let summer = Day(year: 2026, month: 7, day: 1) ?? Day(daysSince1970: 0)
  private static let winter = Day(year: 2026, month: 1, day: 15) ?? Day(daysSince1970: 0)

  private func window(
    _ state: String?, on day: Day = summer, clock: TimeZoneUS = .eastern
  ) throws -> String? {
    try #require(CallingHours(clock: clock)).window(state: state, on: day)
      .map { "\($0.from)-\($0.until)" }
  }

  @Test func `hours are those of where the person is, on the campaign's clock`() throws {
    #expect(try window("NC") == "08:00-21:00")
    #expect(try window("ca") == "11:00-24:00")
    #expect(try window("IL") == "09:00-22:00")
    #expect(try window("NC", clock: .pacific) == "05:00-18:00")
    // Two zones in one state: what both allow.
    #expect(try window("TN") == "09:00-21:00")
    #expect(try window("OR") == "11:00-23:00")
  }

  @Test func `hours of several days are those of each of them, and there may be none`() throws {
    let all = try #require(CallingHours(clock: .eastern))
    func words(_ hours: CallingHours, _ state: String?, _ days: [Day]) -> String? {
      hours.window(state: state, onEach: days).map { "\($0.from)-\($0.until)" }
    }
    #expect(words(all, "HI", [Self.summer]) == "14:00-24:00")
    #expect(words(all, "HI", []) == "14:00-24:00" && words(all, "PR", []) == "08:00-20:00")
    #expect(words(all, nil, [Self.summer, Self.winter]) == "14:00-20:00")
    let morning = try #require(
      CallingHours(from: ClockTime("09:00"), until: ClockTime("12:00"), clock: .eastern))
    #expect(words(morning, nil, []) == nil && words(morning, "TN", []) == "10:00-12:00")
  }

  @Test func `where clocks don't go forward the distance changes with the season`() throws {
    #expect(try window("HI") == "14:00-24:00")
    #expect(try window("HI", on: Self.winter) == "13:00-24:00")
    #expect(try window("PR") == "08:00-21:00")
    #expect(try window("PR", on: Self.winter) == "07:00-20:00")
    // The Navajo Nation's clocks go forward, the rest of Arizona's don't.
    #expect(try window("AZ") == "11:00-23:00")
  }

  @Test func `clocks change on the second Sunday of March and the first of November`() throws {
    let changes = [
      ("2026-03-07", -300), ("2026-03-08", -240), ("2026-10-31", -240), ("2026-11-01", -300),
    ]
    for (day, minutes) in changes {
      #expect(TimeZoneUS.eastern.minutesAheadOfUTC(on: try #require(Day(iso: day))) == minutes)
    }
    #expect(TimeZoneUS.eastern.minutesAheadOfUTC(on: try #require(Day(iso: "2024-03-10"))) == -240)
    #expect(TimeZoneUS.eastern.minutesAheadOfUTC(on: try #require(Day(iso: "2024-03-09"))) == -300)
  }

  @Test func `an unknown state leaves the hours that all zones share`() throws {
    for state in [nil, "", "XX", "AA", "ON"] {
      #expect(try window(state) == "14:00-21:00")
      #expect(try window(state, on: Self.winter) == "13:00-20:00")
    }
  }

  @Test func `a session must be within the hours of each of its days`() throws {
    let hours = try #require(CallingHours(clock: .eastern))
    let from = try #require(ClockTime("10:00"))
    let until = try #require(ClockTime("12:00"))
    func allows(_ state: String?) -> Bool {
      hours.allow(from: from, until: until, on: [Self.summer, Self.winter], state: state)
    }
    #expect(allows("NC") && allows("TX"))
    #expect(!allows("CA") && !allows(nil) && !allows("GU"))
  }

  @Test func `hours may be narrower than the law's and never wider`() throws {
    let nine = try #require(ClockTime("09:00"))
    let hours = try #require(CallingHours(from: nine, clock: .eastern))
    #expect(hours.window(state: "NC", on: Self.summer)?.from == nine)
    #expect(CallingHours(from: ClockTime("07:59"), clock: .eastern) == nil)
    #expect(CallingHours(until: ClockTime("21:01"), clock: .eastern) == nil)
    #expect(
      CallingHours(from: ClockTime("12:00"), until: ClockTime("12:00"), clock: .eastern) == nil)
  }

  @Test func `a time is two digits, a colon and two digits`() {
    #expect(ClockTime("08:05")?.minutes == 485 && ClockTime("24:00")?.description == "24:00")
    for text in ["8:00", "08:60", "24:01", "08", "08:00:00", "-1:00", "٠٨:٠٠", ""] {
      #expect(ClockTime(text) == nil)
    }
  }

  @Test func `every state and the District have a zone`() {
    #expect(TimeZoneUS.stateCodes.count == 56 && Set(TimeZoneUS.stateCodes).count == 56)
  }
}
