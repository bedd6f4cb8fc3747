import Testing

@testable import Campaign

/// Who takes part in a draw: each trap is a row with the reason that must come of it.
@Suite struct EntryReviewTests {
  private static func review() throws -> EntryReview {
    EntryReview(
      opens: try #require(StatedTime("2026-08-01 00:00:00")).secondsSince1970(on: .eastern),
      closes: try #require(StatedTime("2026-08-31 23:59:59")).secondsSince1970(on: .eastern),
      zone: .eastern, states: ["NC", "SC", "PR"],
      excluded: [
        "staff@example.org": .staff, "builder@example.org": .contractor,
        "kin@example.org": .family,
      ])
  }

  private static func entry(
    _ record: String = "1", first: String? = "Ann", last: String? = "Lee",
    email: String? = "ann@example.org", state: String? = "NC", born: String? = "1980-05-01",
    adult: Bool = true, resident: Bool = true, route: ContestEntry.Route = .free,
    at entered: String = "2026-08-15 12:00:00"
  ) throws -> ContestEntry {
    ContestEntry(
      source: "form", record: record, firstName: first, lastName: last, email: email,
      state: state, bornOn: try born.map { try #require(Day(iso: $0)) }, saysAdult: adult,
      saysResident: resident, route: route, entered: try #require(StatedTime(entered)))
  }

  private func reason(_ entry: ContestEntry) throws -> EntryReason? {
    try Self.review().reasons([entry])[0]
  }

  @Test func `opening and closing count to the second, on the contest's clock or by the offset`()
    throws
  {
    for (time, expected) in [
      ("2026-07-31 23:59:59", EntryReason.beforeOpening), ("2026-08-01 00:00:00", nil),
      ("2026-08-31 23:59:59", nil), ("2026-09-01 00:00:00", .afterClosing),
      ("2026-09-01T03:59:59Z", nil), ("2026-09-01T04:00:00Z", .afterClosing),
      ("2026-08-31 20:59:59-07:00", nil), ("2026-08-31 21:00:00-07:00", .afterClosing),
    ] {
      for route in ContestEntry.Route.allCases {
        #expect(try reason(Self.entry(route: route, at: time)) == expected, "\(time)")
      }
    }
  }

  @Test func `someone is of age on the eighteenth birthday`() throws {
    for (born, expected) in [
      ("2008-08-15", nil), ("2008-08-16", EntryReason.minor), ("2010-01-01", .minor),
      ("1900-01-01", nil),
    ] {
      #expect(try reason(Self.entry(born: born)) == expected, "\(born)")
    }
    // The day of birth says more than a tick.
    #expect(try reason(Self.entry(born: "2010-01-01", adult: true)) == .minor)
    #expect(try reason(Self.entry(born: "1980-01-01", adult: false)) == nil)
    #expect(try reason(Self.entry(born: nil, adult: true)) == nil)
    #expect(try reason(Self.entry(born: nil, adult: false)) == .ageNotStated)
  }

  @Test func `who may not enter doesn't, by whichever route`() throws {
    for route in ContestEntry.Route.allCases {
      #expect(try reason(Self.entry(resident: false, route: route)) == .notResident)
      #expect(try reason(Self.entry(state: "FL", route: route)) == .stateExcluded)
      #expect(try reason(Self.entry(state: "XX", route: route)) == .noState)
      #expect(try reason(Self.entry(state: nil, route: route)) == .noState)
      #expect(try reason(Self.entry(state: "pr", route: route)) == nil)
      #expect(try reason(Self.entry(email: "Staff+x@Example.org", route: route)) == .staff)
      #expect(try reason(Self.entry(email: "builder@example.org", route: route)) == .contractor)
      #expect(try reason(Self.entry(email: "KIN@example.org", route: route)) == .family)
    }
  }

  @Test func `without an e-mail address a name and a day of birth tell people apart`() throws {
    #expect(try reason(Self.entry(email: nil)) == nil)
    #expect(try reason(Self.entry(email: nil, born: nil)) == .notIdentified)
    #expect(try reason(Self.entry(first: nil, email: nil)) == .notIdentified)
    #expect(try reason(Self.entry(first: nil, last: nil, born: nil)) == nil)
  }

  @Test func `of one person's entries the earliest counts, whichever the route`() throws {
    let late = "2026-08-20 10:00:00"
    for (first, second) in [(ContestEntry.Route.free, ContestEntry.Route.paid), (.paid, .free)] {
      let entries = [
        try Self.entry("2", route: second, at: late), try Self.entry("1", route: first),
      ]
      #expect(try Self.review().reasons(entries) == [.sameMailbox, nil])
    }
    let spelt = [
      try Self.entry("1"), try Self.entry("2", email: "ANN+two@example.org", born: nil, at: late),
      try Self.entry("3", first: "ann", last: "LEE", email: "other@example.org", at: late),
      try Self.entry("4", first: "Ann", last: "Lee", email: "x@example.org", born: "1981-05-01"),
    ]
    #expect(try Self.review().reasons(spelt) == [nil, .sameMailbox, .samePerson, nil])
    // A housemate of the same address is the same mailbox; one without it is someone else.
    let home = [
      try Self.entry("1"), try Self.entry("2", first: "Bo", born: "1979-01-01", at: late),
    ]
    #expect(try Self.review().reasons(home) == [nil, .sameMailbox])
  }

  @Test func `an entry that doesn't count stands in nobody's way`() throws {
    let entries = [
      try Self.entry("1", at: "2026-07-31 23:00:00"), try Self.entry("2", resident: false),
      try Self.entry("3", at: "2026-08-30 10:00:00"),
    ]
    #expect(try Self.review().reasons(entries) == [.beforeOpening, .notResident, nil])
  }

  @Test func `a third entry that shares something with the second alone is the same person`() throws
  {
    let entries = [
      try Self.entry("1", at: "2026-08-10 10:00:00"),
      try Self.entry("2", email: "b@example.org", at: "2026-08-11 10:00:00"),
      try Self.entry("3", first: "A", email: "b@example.org", at: "2026-08-12 10:00:00"),
    ]
    #expect(try Self.review().reasons(entries) == [nil, .samePerson, .sameMailbox])
  }

  @Test func `the order of the file changes nothing, and ties go by source and record`() throws {
    let entries = try (1...40).map { number in
      try Self.entry(
        "\(100 + number)", email: "p\(number % 7)@example.org", born: nil,
        route: number % 2 == 0 ? .free : .paid, at: "2026-08-1\(number % 3) 10:00:00")
    }
    func taken(_ entries: [ContestEntry]) throws -> Set<String> {
      let reasons = try Self.review().reasons(entries)
      return Set(zip(entries, reasons).filter { $0.1 == nil }.map(\.0.record))
    }
    let forward = try taken(entries)
    #expect(forward.count == 7)
    #expect(try taken(entries.reversed()) == forward)
  }
}
