import Testing

@testable import Campaign

/// States that want a contest's prizes registered, and clocks to the second.
@Suite struct ContestLawTests {
  private static let opens = Day(year: 2026, month: 8, day: 1) ?? Day(daysSince1970: 0)

  private func standing(
    _ state: String, _ total: Cents, states: [String] = ["NY", "FL", "RI", "NC"],
    filed: Int? = nil
  ) throws -> SweepstakesLaw.Standing {
    let law = try #require(SweepstakesLaw.all.first { $0.state == state })
    return law.standing(
      total: total, states: states, opens: Self.opens,
      registrations: filed.map {
        [.init(state: state, number: "1", filedOn: Self.opens.adding(days: -$0))]
      } ?? [])
  }

  @Test(arguments: ["NY", "FL"])
  func `prizes of just $5,000 are registered nowhere, of a cent more they are`(
    _ state: String
  ) throws {
    #expect(try standing(state, Cents(500_000)) == .below)
    #expect(try standing(state, Cents(500_001)).isRefused)
    #expect(try standing(state, Cents(500_001), states: ["NC"]) == .notEligible)
  }

  @Test(arguments: [("NY", 30), ("FL", 7)])
  func `a registration of so many days before the opening is in time, a day later isn't`(
    _ state: String, _ days: Int
  ) throws {
    let until = Self.opens.adding(days: -days)
    #expect(try standing(state, Cents(500_001)) == .missing(until: until))
    let inTime = try standing(state, Cents(500_001), filed: days)
    #expect(!inTime.isRefused)
    let late = try standing(state, Cents(500_001), filed: days - 1)
    #expect(late.isRefused)
    guard case .late(_, until) = late else {
      Issue.record("\(late)")
      return
    }
  }

  @Test func `a registration of one state is none of another`() throws {
    let law = try #require(SweepstakesLaw.all.first { $0.state == "FL" })
    let standing = law.standing(
      total: .dollars(6_000), states: ["FL"], opens: Self.opens,
      registrations: [.init(state: "NY", number: "1", filedOn: Self.opens.adding(days: -60))])
    #expect(standing.isRefused)
  }

  @Test func `a law of retail outlets is shown and refuses nothing`() throws {
    #expect(try standing("RI", Cents(50_000)) == .below)
    #expect(try standing("RI", Cents(50_001)) == .retailAlone)
    #expect(try !standing("RI", .dollars(100_000)).isRefused)
  }

  /// What `date -d TEXT +%s` says, with TZ=America/New_York where no offset is stated.
  private static let instants: [(String, Int64)] = [
    ("2026-08-31 23:59:59", 1_788_235_199), ("2026-08-31T23:59:59-04:00", 1_788_235_199),
    ("2026-09-01T03:59:59Z", 1_788_235_199), ("2026-09-01 03:59:59.999+0000", 1_788_235_199),
    ("2026-01-15 12:00", 1_768_496_400),
    // Clocks go forward on 8 March and back on 1 November, at two.
    ("2026-03-08 01:59:59", 1_772_953_199), ("2026-03-08 03:00:00", 1_772_953_200),
    ("2026-11-01 00:59:59", 1_793_509_199), ("2026-11-01 02:00:00", 1_793_516_400),
  ]

  @Test(arguments: Self.instants)
  func `a stated time is the instant that its clock or its offset says`(
    _ text: String, _ seconds: Int64
  ) throws {
    let time = try #require(StatedTime(text))
    #expect(time.secondsSince1970(on: .eastern) == seconds)
    #expect(StatedTime("\(time)") == time)
  }

  @Test(arguments: [
    "", "2026-08-31", "2026-08-32 10:00:00", "2026-08-31 24:00:00", "2026-08-31 23:60",
    "2026-08-31 23:59:60", "2026-08-31 9:00", "noon", "2026-08-31 23:59:59 EDT",
    "2026-08-31 23:59:59+15:00", "2026-08-31 23:59:59-04:00x", "2026-08-31 23:59:59Zx",
    "2026-08-31 11:59 PM",
  ])
  func `what is no day and time is none`(_ text: String) {
    #expect(StatedTime(text) == nil)
  }

  @Test func `an instant's day is that of the wall clock`() throws {
    let midnight = try #require(StatedTime("2026-08-31 23:59:59")).secondsSince1970(on: .eastern)
    let day = try #require(Day(iso: "2026-08-31"))
    #expect(TimeZoneUS.eastern.day(at: midnight) == day)
    #expect(TimeZoneUS.eastern.day(at: midnight + 1) == day.adding(days: 1))
    #expect(TimeZoneUS.pacific.day(at: midnight + 1) == day)
    #expect(TimeZoneUS.eastern.lastSecond(of: day) == midnight)
    // The days on which clocks change, and an instant before 1970.
    for iso in ["2026-03-07", "2026-03-08", "2026-10-31", "2026-11-01", "1969-07-20"] {
      let day = try #require(Day(iso: iso))
      for zone in TimeZoneUS.allCases {
        let last = zone.lastSecond(of: day)
        #expect(zone.day(at: last) == day && zone.day(at: last + 1) == day.adding(days: 1))
      }
    }
  }

  @Test(arguments: [
    ("Ann.Lee+dinner@Example.org", "ann.lee@example.org"), ("a.n.n@gmail.com", "ann@gmail.com"),
    ("a.nn+x@GoogleMail.com", "ann@gmail.com"), ("+x@example.org", "+x@example.org"),
    ("ann.lee@example.org", "ann.lee@example.org"),
  ])
  func `spellings of one mailbox are one`(_ address: String, _ mailbox: String) throws {
    #expect(try #require(EmailAddress(address)).mailbox == mailbox)
  }
}
