import Campaign
import Postgres
import TestSupport
import Testing

@testable import Pipeline

/// Days and lists that can't be replayed, each with its reason.
@Suite(.needsDatabase) struct BacktestRefusalTests {
  private func campaign() throws -> TestCampaign {
    let campaign = try DemoCampaigns.copy(of: DemoCampaigns.matched)
    try campaign.write(SQLFiles.text("examples/demo/campaign.yml"), to: "campaign.yml")
    return campaign
  }

  private func refusal(
    list: String = "weekend", _ days: [String], _ campaign: TestCampaign
  ) throws -> Failure {
    try failure {
      _ = try Backtest(campaign.workspace).run(list: list, asOf: days.compactMap { Day(iso: $0) })
    }
  }

  @Test func `a list by uplift is refused`() throws {
    let refused = try refusal(list: "persuasion", ["2026-06-10"], try campaign())
    #expect(refused.kind == .refused && refused.what.contains("experiment"))
    #expect(refused.nextStep?.contains("out/cards/persuade.md") == true)
  }

  @Test func `a list by a snapshot is refused`() throws {
    let campaign = try campaign()
    try campaign.write(SnapshotSample.model(features: "[age]"), to: "models/mailing.yml")
    try campaign.write(
      "{list: mail, model: mailing, purpose: solicit, channel: mail, size: 10}",
      to: "lists/mail.yml")
    let refused = try refusal(list: "mail", ["2026-06-10"], campaign)
    #expect(refused.kind == .refused && refused.what.contains("snapshot"))
  }

  @Test func `a window beyond the ledger's end is refused with the latest day that isn't`() throws {
    let campaign = try campaign()
    let late = try refusal(["2026-06-10", "2026-07-30"], campaign)
    #expect(late.kind == .badInput && late.what.contains("2026-07-30"))
    let named = try #require(late.nextStep?.split(separator: " ").first { $0.hasPrefix("2026-") })
    let latest = try #require(Day(iso: String(named)))
    let next = try refusal([latest.adding(days: 1).description], campaign)
    #expect(next.kind == .badInput && next.nextStep == late.nextStep)
    _ = try Backtest(campaign.workspace).replays(list: "weekend", asOf: [latest])
  }

  @Test func `a day without anything to learn from is refused with the first that has it`() throws {
    let campaign = try campaign()
    let first = try #require(
      Day(iso: try campaign.ask("select min(contributed_on)::text from person.contribution")[0]))
    let early = try refusal([first.adding(days: 90).description], campaign)
    #expect(early.kind == .badInput && early.what.contains("trained as of \(first)"))
    #expect(early.nextStep?.contains(first.adding(days: 91).description) == true)
    let earlier = try refusal([first.description], campaign)
    #expect(earlier.kind == .badInput)
    #expect(earlier.what.contains("no gift on the ledger is of a day before \(first)"))
    // The first day with a gift behind it has too few to learn from, and says so with the day.
    let bare = try refusal([first.adding(days: 91).description], campaign)
    #expect(bare.kind == .badInput && bare.what.hasPrefix("as of \(first.adding(days: 91))"))
  }

  @Test func `files that wait for match are refused`() throws {
    let campaign = try campaign()
    try campaign.loadGifts([.init(line: 1, donor: "d1", first: "Ona", last: "Oak")])
    let waiting = try refusal(["2026-06-10"], campaign)
    #expect(waiting.kind == .badInput && waiting.nextStep?.contains("match") == true)
  }
}
