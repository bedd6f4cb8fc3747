import Campaign
import Foundation
import Postgres
import TestSupport
import Testing

@testable import Pipeline

/// Files that say again, and otherwise, what an earlier file said.
@Suite(.needsDatabase) struct RestatedFileTests {
  private static let receipts: Statement = """
    select record, donor_record, refunded_on::text from person.contribution order by record
    """

  @Test func `a receipt that moves to another donor counts once, and moves back with undo`() throws
  {
    let campaign = try TestCampaign()
    try campaign.loadGifts(
      [
        .init(line: 1, donor: "d1", first: "Ona", last: "Oak"),
        .init(line: 2, donor: "d1", first: "Ona", last: "Oak"),
      ], as: "first.csv")
    _ = try Match(campaign.workspace).run()
    let later = try campaign.loadGifts(
      [.init(line: 2, donor: "d2", first: "Una", last: "Ulm")], as: "later.csv")
    _ = try Match(campaign.workspace).run()
    #expect(try campaign.ask(Self.receipts) == ["1|d1|null", "2|d2|null"])
    _ = try Undo.run(batch: later.batch, campaign.workspace)
    _ = try Match(campaign.workspace).run()
    #expect(try campaign.ask(Self.receipts) == ["1|d1|null", "2|d1|null"])
  }

  @Test(arguments: [true, false])
  func `an older export that comes in late takes no refund back`(_ isDated: Bool) throws {
    let campaign = try TestCampaign()
    let gift = TestGift(line: 1, donor: "d1", first: "Ona", last: "Oak")
    var refunded = gift
    refunded.refund = "2026-04-01"
    let newer = try campaign.write(try TestCampaign.giftFile([refunded]), to: "newer.csv")
    let older = try campaign.write(try TestCampaign.giftFile([gift]), to: "older.csv")
    try campaign.load(newer, knownOn: Day(iso: "2026-05-01"))
    try campaign.load(older, knownOn: Day(iso: isDated ? "2026-03-15" : "2026-05-01"))
    _ = try Match(campaign.workspace).run()
    #expect(try campaign.ask(Self.receipts) == ["1|d1|2026-04-01"])
  }

  @Test(arguments: [true, false])
  func `JR and SR are two people, whichever file came first`(_ votersFirst: Bool) throws {
    let campaign = try TestCampaign()
    let voters = [TestVoter(id: "AA1", first: "JOHN", last: "ELDER", suffix: "SR")]
    let gifts = [TestGift(line: 1, donor: "d1", first: "John", last: "Elder Jr.")]
    if votersFirst { try campaign.loadVoters(voters) } else { try campaign.loadGifts(gifts) }
    _ = try Match(campaign.workspace).run()
    if votersFirst { try campaign.loadGifts(gifts) } else { try campaign.loadVoters(voters) }
    #expect(try Match(campaign.workspace).run().people == 2)
  }

  @Test func `a suffix that one file leaves out joins all the same`() throws {
    let campaign = try TestCampaign()
    try campaign.loadVoters([.init(id: "AA1", first: "JOHN", last: "ELDER", suffix: "JR")])
    try campaign.loadGifts([
      .init(line: 1, donor: "d1", first: "John", last: "Elder"),
      .init(line: 2, donor: "d2", first: "John", last: "Elder Jr", email: "j@example.com"),
    ])
    #expect(try Match(campaign.workspace).run().people == 1)
  }

  @Test func `donors with one e-mail and two suffixes are two people`() throws {
    let campaign = try TestCampaign()
    try campaign.loadGifts([
      .init(line: 1, donor: "d1", first: "John", last: "Elder Sr", email: "elders@example.com"),
      .init(line: 2, donor: "d2", first: "John", last: "Elder Jr", email: "elders@example.com"),
    ])
    #expect(try Match(campaign.workspace).run().people == 2)
  }

  @Test func `of two imports of one file at once, one loads it`() async throws {
    let campaign = try TestCampaign()
    let gifts = (1...2_000).map {
      TestGift(line: $0, donor: "d\($0)", first: "Ona", last: "Oak", email: "o\($0)@example.com")
    }
    let path = try campaign.write(try TestCampaign.giftFile(gifts), to: "gifts.csv")
    async let first = apart { try campaign.load(path) }
    async let second = apart { try campaign.load(path) }
    let summaries = try await [first, second]
    #expect(summaries.count { $0.wasLoadedBefore } == 1)
    async let one = apart { try Match(campaign.workspace).run().people }
    async let other = apart { try Match(campaign.workspace).run().people }
    #expect(try await [one, other] == [2_000, 2_000])
  }

  @Test func `a file that comes in during a match waits for the next one`() async throws {
    let campaign = try TestCampaign()
    try campaign.loadGifts([.init(line: 1, donor: "d1", first: "Ona", last: "Oak")])
    let late = try campaign.write(
      try TestCampaign.giftFile([.init(line: 2, donor: "d2", first: "Una", last: "Ulm")]),
      to: "late.csv")
    var holder = try campaign.administrator()
    try holder.script("begin; lock table person.election in access exclusive mode")
    async let matched = apart { try Match(campaign.workspace).run().people }
    try await Task.sleep(for: .milliseconds(500))
    async let loaded = apart { try campaign.load(late).rowsLoaded }
    try await Task.sleep(for: .milliseconds(500))
    try holder.script("commit")
    #expect(try await matched == 1)
    #expect(try await loaded == 1)
    #expect(try Match(campaign.workspace).run().people == 2)
  }
}

/// Runs what blocks in a thread of its own: the test runner has as many as the machine has cores.
private func apart<Value: Sendable>(
  _ body: @escaping @Sendable () throws -> Value
) async throws -> Value {
  try await withCheckedThrowingContinuation { continuation in
    Thread.detachNewThread { continuation.resume(with: Result { try body() }) }
  }
}
