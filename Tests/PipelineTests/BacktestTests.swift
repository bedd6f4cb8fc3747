import Campaign
import Foundation
import Postgres
import TestSupport
import Testing

@testable import Pipeline

/// A day of the past lived again: nothing that came later enters, and nothing of it stays.
@Suite(.needsDatabase) struct BacktestTests {
  private static let day = Day(year: 2026, month: 6, day: 10) ?? Day(daysSince1970: 0)
  private static let window = 90
  private static var start: Day { day.adding(days: -window) }

  private static func campaign() throws -> TestCampaign {
    let campaign = try DemoCampaigns.copy(of: DemoCampaigns.matched)
    try campaign.write(SQLFiles.text("examples/demo/campaign.yml"), to: "campaign.yml")
    let list = SQLFiles.text("examples/demo/lists/weekend.yml")
    try campaign.write(
      list.replacing("hours: 2", with: "hours: 0.4").replacing("holdout: 10%", with: ""),
      to: "lists/weekend.yml")
    return campaign
  }

  /// The day replayed on all that the files hold.
  private static let replayed = Result { try replay(BacktestTests.campaign()) }

  private static func replay(_ campaign: TestCampaign) throws -> [Replay.Outcome] {
    try Backtest(campaign.workspace).replays(list: "weekend", asOf: [day]).outcomes
  }

  private static func outcome() throws -> Replay.Outcome {
    try #require(try replayed.get().first)
  }

  /// The campaign as it stood on the day: what is dated later was never there, and the stages ran.
  private static let lived = Result {
    let campaign = try BacktestTests.campaign()
    try campaign.change(
      Statement(
        """
        set session_replication_role = replica;
        delete from person.contribution where contributed_on >= '\(day)';
        update person.contribution set refunded_on = null where refunded_on >= '\(day)';
        delete from person.contact where contacted_on >= '\(day)';
        delete from source.contact where contacted_on >= '\(day)';
        delete from person.do_not_call where since >= '\(day)';
        delete from person.suppressed_phone;
        \(SQLFiles.text("sql/match/12_suppressed_phone.sql"));
        """, file: "lived"))
    let model = SQLFiles.text("examples/demo/models/donate.yml")
    try campaign.write(
      model.replacing("as_of: 2026-06-17", with: "as_of: \(start)"), to: "models/donate.yml")
    for known in [start, day] { _ = try Features(campaign.workspace).run(asOf: known) }
    _ = try Fit(campaign.workspace).run(model: "donate")
    _ = try Score(campaign.workspace).run(model: "donate", asOf: day, csv: nil, anyway: true)
    _ = try ListStage(campaign.workspace).run(list: "weekend")
    return campaign
  }

  @Test func `a replayed list is the one that the stages would have cut on the day`() throws {
    let lived = try Self.lived.get()
    let listed = try lived.ask(
      "select person_id::text from list.decision where rank is not null order by rank")
    #expect(listed.count == 60)
    #expect(try Self.outcome().listed.map(String.init) == listed)
  }

  @Test func `the dollars are those that the ledger holds`() throws {
    let outcome = try Self.outcome()
    let figures = BacktestFigures([outcome], seed: 1)
    let campaign = try Self.campaign()
    let came: Statement = """
      select coalesce(sum(amount_cents), 0)::bigint from person.contribution
      where ($1::bigint[] is null or person_id = any ($1::bigint[])) and contributed_on between $2 and $3
        and (refunded_on is null or refunded_on > $3)
      """
    let days: [Value] = [
      .day(daysSince1970: Self.day.daysSince1970),
      .day(daysSince1970: Self.day.adding(days: Self.window - 1).daysSince1970),
    ]
    let list = try #require(figures.of(.list))
    let cents = try campaign.count(came, [.integers(outcome.listed)] + days)
    #expect(list.cents == cents && cents > 0)
    #expect(list.people == 60)
    #expect(figures.cents == (try campaign.count(came, [.null] + days)))
    let perHundred = try #require(list.dollarsPer100.value)
    #expect(abs(perHundred - Double(cents) / 60) < 1e-6)
    #expect(try #require(list.capture.value) == Double(cents) / Double(figures.cents))
    for rule in BacktestGroup.simpleRules {
      let own = try #require(outcome.listedByRule[rule])
      #expect(
        figures.of(rule)?.cents == (try campaign.count(came, [.integers(own)] + days)))
    }
  }

  @Test func `the simple rules go down the same people by their latest or largest gift`() throws {
    let lived = try Self.lived.get()
    let outcome = try Self.outcome()
    for (rule, order) in [
      (BacktestGroup.largestGift, "largest_gift_cents desc"),
      (.latestGift, "days_since_latest_gift"),
    ] {
      let best = try lived.ask(
        Statement(
          """
          select person_id::text from feature.history
          join list.decision using (person_id)
          where as_of = '\(Self.day)' and coalesce(reason, '') in ('', 'belowTheCut')
          order by \(order), person_id limit 5
          """, file: "test"))
      #expect(outcome.listedByRule[rule]?.prefix(5).map(String.init) == best)
      #expect(outcome.listedByRule[rule]?.count == 60)
    }
  }

  @Test func `people contacted are those of the universe with a result in the window`() throws {
    let lived = try Self.lived.get()
    let universe = try lived.ask("select person_id::text from list.decision").compactMap {
      Int64($0)
    }
    let figures = BacktestFigures([try Self.outcome()], seed: 1)
    #expect(figures.of(.universe)?.people == universe.count)
    let query: Statement = """
      select count(distinct person_id) from person.contact
      where contacted_on between $1 and $2 and (person_id = any ($3)) = $4
      """
    let values: [Value] = [
      .day(daysSince1970: Self.day.daysSince1970),
      .day(daysSince1970: Self.day.adding(days: Self.window - 1).daysSince1970),
      .integers(universe),
    ]
    let campaign = try Self.campaign()
    let contacted = try #require(figures.of(.contacted))
    #expect(try campaign.count(query, values + [.bool(true)]) == Int64(contacted.people))
    #expect(try campaign.count(query, values + [.bool(false)]) == Int64(figures.contactedOutside))
    // So few of them gave that draws of them say nothing of others.
    #expect(contacted.people > 0 && contacted.gave < 10 && contacted.dollarsPer100.low == nil)
    #expect(figures.of(.list)?.dollarsPer100.low != nil)
  }

  @Test func `a day taken twice doubles the sums and teaches nothing new`() throws {
    let outcome = try Self.outcome()
    let (once, twice) = (
      BacktestFigures([outcome], seed: 1), BacktestFigures([outcome, outcome], seed: 1)
    )
    for (one, two) in zip(once.groups, twice.groups) {
      #expect(two.people == 2 * one.people && two.gave == 2 * one.gave)
      #expect(two.cents == 2 * one.cents)
      #expect(two.dollarsPer100.value == one.dollarsPer100.value)
      #expect(two.dollarsPer100.low == one.dollarsPer100.low)
      #expect(two.listMinusGroup?.high == one.listMinusGroup?.high)
    }
    #expect(once.groups.count == 6)
  }
}
