import Testing

@testable import Campaign

struct LawTests {
  private func day(_ text: String) throws -> Day { try #require(Day(iso: text)) }

  private func row(_ dollars: Int64, _ from: String, _ through: String?) throws -> ContributionLimit
  {
    ContributionLimit(
      .candidateCommittee, amount: .dollars(dollars), from: try day(from),
      through: try through.map(day), cite: "52 USC 30116(a)(1)(A)")
  }

  @Test func `the limit is that of the day, and the last one is provisional after its end`() throws
  {
    let limits = try ContributionLimits([
      row(3_500, "2024-11-06", "2026-11-03"), row(3_300, "2022-11-09", "2024-11-05"),
    ])
    #expect(try limits.inForce(on: day("2022-11-08")) == nil)
    let first = try #require(try limits.inForce(on: day("2022-11-09")))
    #expect(first.limit.amount == .dollars(3_300) && !first.isProvisional)
    let lastDay = try #require(try limits.inForce(on: day("2026-11-03")))
    #expect(lastDay.limit.amount == .dollars(3_500) && !lastDay.isProvisional)
    let after = try #require(try limits.inForce(on: day("2026-11-04")))
    #expect(after.limit.amount == .dollars(3_500) && after.isProvisional)
  }

  @Test func `a table that contradicts itself is refused`() throws {
    let rows = [
      [try row(3_300, "2022-11-09", nil), try row(3_500, "2024-11-06", nil)],
      [try row(3_300, "2022-11-09", "2024-11-06"), try row(3_500, "2024-11-06", nil)],
      [try row(3_300, "2022-11-09", "2022-11-08")], [try row(0, "2022-11-09", nil)],
    ]
    for table in rows {
      let failure = #expect(throws: Failure.self) { try ContributionLimits(table) }
      #expect(failure?.kind == .badInput)
    }
  }

  @Test func `an undesignated gift counts to the next election`() throws {
    let elections = try Elections([
      Election(.general, on: day("2026-11-03")), Election(.primary, on: day("2026-03-03")),
    ])
    #expect(try elections.designation(ofGiftReceived: day("2025-01-01"))?.name == .primary)
    #expect(try elections.designation(ofGiftReceived: day("2026-03-03"))?.name == .primary)
    #expect(try elections.designation(ofGiftReceived: day("2026-03-04"))?.name == .general)
    #expect(try elections.designation(ofGiftReceived: day("2026-11-03"))?.name == .general)
    #expect(try elections.designation(ofGiftReceived: day("2026-11-04")) == nil)
    #expect(throws: Failure.self) {
      try Elections([
        Election(.general, on: day("2026-11-03")), Election(.primary, on: day("2026-11-03")),
      ])
    }
  }

  @Test func `room is never below zero and never above the limit`() {
    let limit = Cents.dollars(3_500)
    #expect(ContributionLimits.room(limit: limit, given: .zero) == limit)
    #expect(ContributionLimits.room(limit: limit, given: Cents(348_766)) == Cents(1_234))
    #expect(ContributionLimits.room(limit: limit, given: limit) == .zero)
    #expect(ContributionLimits.room(limit: limit, given: .dollars(10_000)) == .zero)
    #expect(ContributionLimits.room(limit: limit, given: .dollars(-50)) == limit)
    #expect(ContributionLimits.room(limit: limit, given: Cents(Int64.min)) == limit)
  }

  // Gift, room and ask in cents; by hand from the rule.
  @Test(
    arguments: [
      (1, 350_000, 500), (500, 350_000, 500), (501, 350_000, 1_000), (2_500, 350_000, 2_500),
      (2_600, 350_000, 3_500), (250_001, 350_000, 350_000), (1_000_000, 350_000, 350_000),
      (nil, 350_000, 2_500), (0, 350_000, 2_500), (-5_000, 350_000, 2_500),
      (1, 0, nil), (1_000_000, 0, nil), (1, 100, nil), (1, 499, nil), (1, 500, 500),
      (1, 1_234, 500), (1_000, 1_234, 1_000), (2_500, 1_234, 1_000), (1_000_000, 1_234, 1_000),
      (100_000, 120_000, 100_000), (110_000, 120_000, 120_000), (110_000, 120_050, 100_000),
    ] as [(Int64?, Int64, Int64?)])
  func `the first ask follows the latest gift within the room`(
    gift: Int64?, room: Int64, ask: Int64?
  ) {
    let ladder = AskLadder(limit: .dollars(3_500))
    #expect(
      ladder.firstAsk(
        latestGift: gift.map { Cents($0) }, room: Cents(room), defaultAsk: .dollars(25))
        == ask.map { Cents($0) })
  }

  @Test func `every ask is legal and conventional`() {
    var generator = SeededGenerator(state: 9)
    let ladder = AskLadder(limit: .dollars(3_500))
    #expect(ladder.amounts == ladder.amounts.sorted() && ladder.amounts.last == .dollars(3_500))
    for _ in 0..<20_000 {
      let gift = Cents(Int64.random(in: -100...1_000_000, using: &generator))
      let room = Cents(Int64.random(in: 0...350_000, using: &generator))
      let ask = ladder.firstAsk(latestGift: gift, room: room, defaultAsk: .dollars(20))
      guard let ask else {
        #expect(room < .dollars(5))
        continue
      }
      #expect(ask <= room && ask >= .dollars(5) && ask.isWholeDollars)
      #expect(ladder.amounts.contains(ask) || ask == room)
    }
  }

  @Test(arguments: [
    ("race_code", ProtectedTrait.descent), ("nh_white", .descent), ("pblack", .descent),
    ("Hispanic", .descent), ("religiousm", .religion), ("church_2019", .religion),
    ("is_disabled", .health), ("lgbt", .orientation),
  ])
  func `a column's name tells a protected trait`(_ name: String, _ trait: ProtectedTrait) {
    #expect(ProtectedTrait(column: name) == trait)
  }

  @Test(arguments: [
    ("Catholic outreach", ProtectedTrait.religion), ("African American", .descent),
    ("I'm Muslim", .religion), ("LGBTQ", .orientation), ("lives with diabetes", .health),
  ])
  func `a value's words tell a protected trait`(_ value: String, _ trait: ProtectedTrait) {
    #expect(ProtectedTrait(value: value) == trait && ProtectedTrait(column: value) == trait)
  }

  @Test(arguments: ["BLACK MOUNTAIN", "Faith Example", "WHITE", "Christian Example", "UNA", "F"])
  func `a place's or a star's name that is a colour or a first name tells none`(_ value: String) {
    #expect(ProtectedTrait(value: value) == nil)
  }

  @Test(arguments: [
    "trace", "grace_days", "gift_count", "whitewater", "age", "sex", "county", "latest_gift_cents",
    "blackout", "gayle",
  ])
  func `a column's name that only looks like it tells none`(_ name: String) {
    #expect(ProtectedTrait(column: name) == nil)
  }
}
