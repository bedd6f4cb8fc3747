import Testing

@testable import Campaign

/// The rules of limits, itemisation and notices, against days and cents worked out by hand.
struct ComplianceLawTests {
  private func day(_ text: String) throws -> Day { try #require(Day(iso: text)) }

  private func receipt(
    _ on: String, _ cents: Int64, refunded: String? = nil, for designation: String? = nil
  ) throws -> LedgerReceipt {
    LedgerReceipt(
      day: try day(on), amount: Cents(cents), refundedOn: try refunded.map(day),
      designation: designation)
  }

  private func elections() throws -> Elections {
    try Elections([
      Election(.primary, on: day("2026-03-03")), Election(.general, on: day("2026-11-03")),
    ])
  }

  private func limits() throws -> ContributionLimits {
    try ContributionLimits([
      ContributionLimit(
        .candidateCommittee, amount: .dollars(3_500), from: try day("2024-11-06"),
        through: try day("2026-11-03"), cite: "a cite")
    ])
  }

  private func review(_ receipts: [LedgerReceipt], asOf: String) throws -> LimitReview {
    LimitReview(
      of: receipts, elections: try elections(), limits: try limits(), asOf: try day(asOf))
  }

  @Test(arguments: [
    ("Primary 2026", Election.Name.primary), ("P2029", .primary), (" g 2026 ", .general),
    ("GENERAL", .general), ("primaryrunoff2026", .primaryRunoff), ("Special 2026", .special),
  ])
  func `a designation names an election in a ledger's or the FEC's words`(
    _ text: String, _ name: Election.Name
  ) {
    #expect(Election.Name(designation: text) == name)
  }

  @Test(arguments: ["", "2026", "pr", "primary!", "debt 2024", "gp"])
  func `other words designate none`(_ text: String) {
    #expect(Election.Name(designation: text) == nil)
  }

  @Test func `exactly $200 isn't over, a cent more is, on the receipt that takes it there`() throws
  {
    let exact = CycleAggregate.all(of: [
      try receipt("2026-01-01", 15_000), try receipt("2026-02-01", 5_000),
    ])
    #expect(exact.map(\.isItemised) == [false, false])
    let over = CycleAggregate.all(of: [
      try receipt("2026-01-01", 15_000), try receipt("2026-02-01", 5_001),
      try receipt("2026-03-01", 1),
    ])
    #expect(over.map(\.isItemised) == [false, true, true])
    #expect(over.map(\.crosses) == [false, true, false])
    #expect(over.map(\.aggregate) == [Cents(15_000), Cents(20_001), Cents(20_002)])
  }

  @Test func `receipts of one day go over together`() throws {
    let found = CycleAggregate.all(of: [
      try receipt("2026-01-01", 15_000), try receipt("2026-01-01", 10_000),
    ])
    #expect(found.map(\.isItemised) == [true, true])
    #expect(found.map(\.crosses) == [false, true])
    #expect(found.map(\.aggregate) == [Cents(15_000), Cents(25_000)])
  }

  @Test func `a refund is off the aggregate from the next day, and only once`() throws {
    let gifts = { (second: String) in
      [
        try receipt("2026-01-01", 15_000, refunded: "2026-02-01"), try receipt(second, 10_000),
        try receipt("2026-05-01", 10_000),
      ]
    }
    #expect(
      CycleAggregate.all(of: try gifts("2026-02-01")).map(\.aggregate)
        == [Cents(15_000), Cents(25_000), Cents(20_000)])
    let later = CycleAggregate.all(of: try gifts("2026-02-02"))
    #expect(later.map(\.aggregate) == [Cents(15_000), Cents(10_000), Cents(20_000)])
    #expect(later.allSatisfy { !$0.isItemised })
  }

  @Test func `a part that is given back leaves the rest, and puts an excess right`() throws {
    let gift = LedgerReceipt(
      day: try day("2026-04-01"), amount: .dollars(5_000), refundedOn: try day("2026-04-20"),
      refunded: .dollars(1_500))
    #expect(gift.held(on: try day("2026-04-20")) == .dollars(5_000))
    #expect(gift.held(on: try day("2026-04-21")) == .dollars(3_500) && !gift.isGivenBackWhole)
    let found = try review([gift], asOf: "2026-05-01")
    #expect(found.totals.map(\.total) == [.dollars(3_500)])
    #expect(found.excesses.map(\.excess) == [.dollars(1_500)])
    #expect(found.excesses.map(\.remediedOn) == [try day("2026-04-20")])
    let aggregates = CycleAggregate.all(of: [gift, try receipt("2026-05-01", 100)])
    #expect(aggregates.map(\.aggregate) == [.dollars(5_000), .dollars(3_501)])
    var less = gift
    less.refunded = .dollars(1_499)
    let open = try review([less], asOf: "2026-05-01").excesses
    #expect(open.map(\.excess) == [.dollars(1)] && open.map(\.remediedOn) == [nil])
  }

  @Test func `a refund dated before its gift counts from the gift's day`() throws {
    let gift = try receipt("2026-03-01", 30_000, refunded: "2026-02-01")
    let found = CycleAggregate.all(of: [gift, try receipt("2026-03-02", 10_000)])
    #expect(found.map(\.aggregate) == [Cents(30_000), Cents(10_000)])
    #expect(
      gift.held(on: gift.day) == gift.amount && gift.held(on: gift.day.adding(days: 1)) == .zero)
  }

  @Test func `a refund larger than what was given takes nothing below zero`() throws {
    let found = CycleAggregate.all(of: [
      try receipt("2026-01-01", 10_000), try receipt("2026-01-05", -50_000),
      try receipt("2026-02-01", 20_001),
    ])
    #expect(found.map(\.aggregate) == [Cents(10_000), Cents(20_001)])
    #expect(found.map(\.index) == [0, 2])
    #expect(found.map(\.isItemised) == [false, true])
  }

  @Test func `aggregates hold against sums made anew for each day`() throws {
    var generator = SeededGenerator(state: 5)
    let start = try day("2026-01-01")
    for _ in 0..<300 {
      let receipts = (0..<Int.random(in: 0...12, using: &generator)).map { _ in
        let day = start.adding(days: Int.random(in: 0...20, using: &generator))
        return LedgerReceipt(
          day: day, amount: Cents(Int64.random(in: 1...15_000, using: &generator)),
          refundedOn: Bool.random(using: &generator)
            ? day.adding(days: Int.random(in: -1...9, using: &generator)) : nil,
          refunded: Bool.random(using: &generator)
            ? Cents(Int64.random(in: 1...15_000, using: &generator)) : nil)
      }.sorted { $0.day < $1.day }
      for found in CycleAggregate.all(of: receipts) {
        let day = receipts[found.index].day
        let upTo = receipts[...found.index].map { $0.held(on: day) }
        #expect(found.aggregate == Cents.sum(upTo))
        let ofDay = receipts.filter { $0.day <= day }.map { $0.held(on: day) }
        #expect(found.isItemised == (try #require(Cents.sum(ofDay)).count > 20_000))
      }
    }
  }

  @Test func `at the limit nothing is over, a cent more is, for 60 days`() throws {
    let at = try review([try receipt("2026-04-01", 350_000)], asOf: "2026-05-01")
    #expect(at.excesses.isEmpty)
    #expect(at.totals.map(\.total) == [.dollars(3_500)])
    let over = try review([try receipt("2026-04-01", 350_001)], asOf: "2026-05-01")
    let excess = try #require(over.excesses.first)
    #expect(excess.excess == Cents(1) && excess.ground == .overLimit)
    #expect(try excess.dueDay == day("2026-05-31"))
    #expect(try excess.depositDay(received: day("2026-04-01")) == day("2026-04-11"))
    #expect(excess.remediedOn == nil && excess.redesignable == .zero)
  }

  @Test func `primary and general each have a limit`() throws {
    let both = try review(
      [try receipt("2026-02-01", 350_000), try receipt("2026-02-02", 350_000, for: "G2026")],
      asOf: "2026-02-10")
    #expect(both.excesses.isEmpty)
    #expect(both.totals.map(\.election.name) == [.primary, .general])
  }

  @Test func `what is over for the primary may go to the room for the general`() throws {
    let undesignated = try review([try receipt("2026-02-01", 500_000)], asOf: "2026-02-10")
    #expect(undesignated.excesses.map(\.redesignable) == [.dollars(1_500)])
    #expect(undesignated.excesses.map(\.redesignation) == [.presumed])
    let designated = try review(
      [try receipt("2026-02-01", 500_000, for: "Primary 2026")], asOf: "2026-02-10")
    #expect(designated.excesses.map(\.redesignation) == [.signed])
    let full = try review(
      [try receipt("2026-02-01", 500_000), try receipt("2026-02-02", 300_000, for: "general")],
      asOf: "2026-02-10")
    #expect(full.excesses.map(\.redesignable) == [.dollars(500)])
    // Two receipts over don't take the same room twice.
    let twice = try review(
      [
        try receipt("2026-02-01", 550_000), try receipt("2026-02-02", 100_000),
        try receipt("2026-02-03", 100_000),
      ], asOf: "2026-02-10")
    #expect(twice.excesses.map(\.excess) == [.dollars(2_000), .dollars(1_000), .dollars(1_000)])
    #expect(
      twice.excesses.map(\.redesignable) == [.dollars(2_000), .dollars(1_000), .dollars(500)])
    // After the general nothing can go there.
    let late = try review([try receipt("2026-02-01", 500_000)], asOf: "2026-11-04")
    #expect(late.excesses.map(\.redesignable) == [.zero])
  }

  @Test func `a refund puts right, of the gift itself or of one before it`() throws {
    let own = try review(
      [try receipt("2026-04-01", 350_000), try receipt("2026-04-02", 100, refunded: "2026-05-01")],
      asOf: "2026-07-01")
    #expect(try own.excesses.map(\.remediedOn) == [day("2026-05-01")])
    #expect(own.excesses.map(\.excess) == [Cents(100)])
    let former = try review(
      [
        try receipt("2026-04-01", 200_000, refunded: "2026-05-03"),
        try receipt("2026-04-02", 300_000), try receipt("2026-04-03", 50, refunded: "2026-05-01"),
      ], asOf: "2026-07-01")
    #expect(try former.excesses.map(\.remediedOn) == [day("2026-05-03"), day("2026-05-01")])
    // A refund on the day itself isn't known yet, one of the day before is.
    let gift = try receipt("2026-04-01", 360_000, refunded: "2026-05-01")
    #expect(try review([gift], asOf: "2026-05-01").excesses.first?.remediedOn == nil)
    #expect(
      try review([gift], asOf: "2026-05-02").excesses.first?.remediedOn == day("2026-05-01"))
  }

  @Test func `a refund that names no gift puts the latest right first`() throws {
    let found = try review(
      [
        try receipt("2026-04-01", 360_000), try receipt("2026-04-02", 20_000),
        try receipt("2026-05-01", -20_000),
      ], asOf: "2026-07-01")
    #expect(found.excesses.map(\.excess) == [.dollars(100), .dollars(200)])
    #expect(try found.excesses.map(\.remediedOn) == [nil, day("2026-05-01")])
  }

  @Test func `what comes after the election it is designated for is a question of its debts`()
    throws
  {
    let found = try review(
      [try receipt("2026-03-03", 100, for: "P2026"), try receipt("2026-03-04", 200, for: "P2026")],
      asOf: "2026-04-01")
    #expect(found.excesses.map(\.ground) == [.afterElection])
    #expect(found.excesses.map(\.excess) == [Cents(200)])
    #expect(found.excesses.map(\.redesignation) == [.signed])
  }

  @Test func `receipts without an election or a limit are told of`() throws {
    let found = try review(
      [
        try receipt("2020-01-01", 900_000), try receipt("2026-11-04", 900_000),
        try receipt("2026-11-05", 1, for: "general"),
      ], asOf: "2026-12-01")
    #expect(found.withoutLimit == [0] && found.withoutElection == [1])
    #expect(found.excesses.map(\.isProvisional) == [true])
    let none = LimitReview(
      of: [try receipt("2026-01-01", 900_000)], elections: try Elections([]),
      limits: try limits(), asOf: try day("2026-12-01"))
    #expect(none.excesses.isEmpty && none.totals.isEmpty && none.withoutElection.isEmpty)
  }

  @Test func `open excess is what is held over the limit, whatever the order of refunds`() throws {
    var generator = SeededGenerator(state: 8)
    let start = try day("2026-03-10")
    for _ in 0..<300 {
      let receipts = (0..<Int.random(in: 0...9, using: &generator)).map { _ in
        let day = start.adding(days: Int.random(in: 0...30, using: &generator))
        return LedgerReceipt(
          day: day, amount: Cents(Int64.random(in: 1...200_000, using: &generator)),
          refundedOn: Bool.random(using: &generator)
            ? day.adding(days: Int.random(in: 0...40, using: &generator)) : nil,
          refunded: Bool.random(using: &generator)
            ? Cents(Int64.random(in: 1...200_000, using: &generator)) : nil)
      }.sorted { $0.day < $1.day }
      let asOf = start.adding(days: 35)
      let found = LimitReview(
        of: receipts, elections: try elections(), limits: try limits(), asOf: asOf)
      let held = receipts.map { $0.held(on: asOf).count }.reduce(0, +)
      let open = found.excesses.filter { $0.remediedOn == nil }.map(\.excess.count).reduce(0, +)
      #expect(open == max(0, held - 350_000))
      for excess in found.excesses where excess.remediedOn != nil {
        let on = try #require(excess.remediedOn)
        #expect(on < asOf && on >= receipts[excess.index].day)
      }
    }
  }

  // The FEC's calendar for an election on 3 November: notices from 15 to 31 October.
  @Test(arguments: [
    ("2026-10-14", 100_000, false), ("2026-10-15", 100_000, true), ("2026-10-15", 99_999, false),
    ("2026-10-31", 100_000, true), ("2026-11-01", 100_000, false), ("2026-11-03", 100_000, false),
    ("2026-02-12", 100_000, true), ("2026-02-11", 100_000, false), ("2026-02-28", 100_000, true),
    ("2026-03-01", 100_000, false),
  ])
  func `a notice is due from the 19th day to the third before an election`(
    _ on: String, _ cents: Int64, _ isDue: Bool
  ) throws {
    let found = LastMinuteContribution.election(
      before: try elections(), day: try day(on), amount: Cents(cents))
    #expect((found != nil) == isDue)
    #expect(try LastMinuteContribution.dueDay(received: day("2026-10-31")) == day("2026-11-02"))
  }

  @Test func `words that say nothing are missing, and who doesn't work lacks neither`() {
    var who = ContributorInformation(
      firstName: "Ona", lastName: "Oak", street: "1 Main St", city: "Raleigh", state: "NC",
      zip5: "27601", employer: "Acme", occupation: "Baker")
    #expect(who.missing() == [])
    for word in ["", " ", "N/A", "Information Requested", "none", "-", "Unknown"] {
      who.employer = word
      #expect(who.missing() == [.employer], "\(word)")
    }
    who.occupation = "RETIRED"
    #expect(who.missing() == [])
    who.occupation = nil
    #expect(who.missing() == [.employer, .occupation])
    who.employer = "Not Employed"
    #expect(who.missing() == [])
    who.zip5 = nil
    #expect(who.missing() == [.address] && who.missing(isAbroad: true) == [])
    who.firstName = nil
    #expect(who.missing() == [.name, .address] && !who.isAnonymous)
  }

  @Test func `of where a donor works the latest word counts that says something`() throws {
    func work(
      _ receipts: (String, String?, String?)...
    ) throws -> (employer: String?, occupation: String?, missing: [ContributorInformation.Part]) {
      ContributorInformation.work(in: try receipts.map { (try day($0.0), $0.1, $0.2) })
    }
    let none = try work()
    #expect(none.employer == nil && none.missing == [])
    let asked = try work(("2026-05-01", "Information Requested", "Baker"))
    #expect(asked.employer == nil && asked.occupation == "Baker" && asked.missing == [.employer])
    let retired = try work(("2026-05-01", nil, "Retired"))
    #expect(retired.occupation == "Retired" && retired.missing == [])
    // Of the same two years another receipt tells; of earlier ones it is shown, and asked for again.
    let filled = try work(("2026-05-01", "N/A", ""), ("2025-01-01", "Acme", "Baker"))
    #expect(filled.employer == "Acme" && filled.occupation == "Baker" && filled.missing == [])
    let old = try work(("2026-05-01", nil, nil), ("2024-12-31", "Acme", "Baker"))
    #expect(old.employer == "Acme" && old.missing == [.employer, .occupation])
  }

  @Test func `what is missing comes from the contributor's own words, an address as a whole`() {
    var who = ContributorInformation(firstName: "Ona", lastName: "Oak", street: "9 Hill Rd")
    who.fill(
      from: ContributorInformation(
        firstName: "Una", lastName: "Oak", street: "1 Main St", city: "Raleigh", state: "NC",
        zip5: "27601", employer: "N/A", occupation: "Baker"))
    #expect(who.firstName == "Ona" && who.street == "1 Main St" && who.zip5 == "27601")
    #expect(who.employer == nil && who.occupation == "Baker")
  }

  @Test func `a ledger's columns raise a question where they say so, and else none`() {
    let ona = ContributorInformation(firstName: "Ona", lastName: "Oak")
    func raised(
      _ cents: Int64, _ who: ContributorInformation, _ country: String? = nil, cash: Int64? = nil
    ) -> [SourceQuestion] {
      SourceQuestion.raised(
        amount: Cents(cents), by: who, country: country, cash: cash.map { Cents($0) })
    }
    for country in [nil, "", "US", "usa", "U.S.A.", "United States", "PR", "Puerto Rico"] {
      #expect(raised(500_000, ona, country) == [])
    }
    #expect(raised(1, ona, "CA") == [.foreignAddress])
    #expect(raised(5_000, ContributorInformation()) == [])
    #expect(raised(5_001, ContributorInformation()) == [.anonymous])
    #expect(raised(5_001, ContributorInformation(lastName: "Anonymous")) == [.anonymous])
    #expect(raised(1, ona, cash: 10_000) == [] && raised(1, ona, cash: 10_001) == [.cash])
    #expect(raised(1, ContributorInformation(lastName: "Oak Foods, Inc.")) == [.organisationName])
    #expect(raised(1, ContributorInformation(firstName: "Ona", lastName: "Ltd")) == [])
    #expect(SourceQuestion.isCash(" Cash ") && !SourceQuestion.isCash("check"))
  }

  @Test func `a line of Schedule A has the 45 fields, and the receipt's name never changes`() throws
  {
    #expect(ScheduleA.columns.count == 45 && Set(ScheduleA.columns).count == 45)
    // Python: SipHash-2-4 of b'actblue\x1f1' under key 000102…0f.
    let name = ScheduleA.transaction(source: "actblue", record: "1")
    #expect(name == "AF276D240A82DE840")
    #expect(name != ScheduleA.transaction(source: "actblue", record: "2"))
    var bytes: [UInt8] = []
    var writer = CSVWriter(spreadsheetSafe: true) { bytes += $0 }
    let line = ScheduleA(
      committee: "C00999001", transaction: name,
      contributor: ContributorInformation(
        firstName: "=Ona", lastName: "Oak, Jr", street: "1 Main St", city: "Raleigh", state: "NC",
        zip5: "27601", employer: "Acme", occupation: "Baker"),
      election: Election(.primaryRunoff, on: try day("2026-05-12")), day: try day("2026-03-09"),
      amount: Cents(12_345), aggregate: Cents(30_000),
      conduit: ScheduleA.Conduit(
        name: "Platform", committee: "C00000001", street: "2 Elm St", city: "Boston", state: "MA",
        zip: "02134"))
    try line.write(to: &writer)
    try writer.finish()
    let text = String(decoding: bytes, as: UTF8.self)
    #expect(
      text == """
        SA11AI,C00999001,\(name),,,IND,,"Oak, Jr",'=Ona,,,,1 Main St,,Raleigh,NC,27601,R2026,\
        primary runoff,20260309,123.45,300.00,Earmarked through Platform (C00000001),Acme,Baker\
        ,,,,,,,,,,,,Platform,2 Elm St,,Boston,MA,02134,,,\r\n
        """)
    #expect(text.filter { $0 == "," }.count == 44 + 1)
  }
}
