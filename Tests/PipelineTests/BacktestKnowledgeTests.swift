import Campaign
import Foundation
import Postgres
import TestSupport
import Testing

@testable import Pipeline

/// What becomes known on a replayed day or after it, and what stays when the replay is over.
@Suite(.needsDatabase) struct BacktestKnowledgeTests {
  private static let day = Day(year: 2026, month: 6, day: 10) ?? Day(daysSince1970: 0)

  private static func campaign() throws -> TestCampaign {
    let campaign = try DemoCampaigns.copy(of: DemoCampaigns.matched)
    try campaign.write(
      DemoCampaigns.rules("cool_off: {refused: 60, call: 7, attempt: 2}"), to: "campaign.yml")
    let list = SQLFiles.text("examples/demo/lists/weekend.yml")
    try campaign.write(
      list.replacing("hours: 2", with: "hours: 0.4").replacing("holdout: 10%", with: ""),
      to: "lists/weekend.yml")
    return campaign
  }

  private static func outcome(_ campaign: TestCampaign) throws -> Replay.Outcome {
    let replays = try Backtest(campaign.workspace).replays(list: "weekend", asOf: [day])
    return try #require(replays.outcomes.first)
  }

  private static let before = Result { try outcome(campaign()) }

  /// What a later file would bring of the people listed, and what match would make of it.
  private static func later(_ listed: [Int64]) -> String {
    let people = listed.map(String.init).joined(separator: ", ")
    return """
      set session_replication_role = replica;
      create temporary table listed as select unnest(array[\(people)]::bigint[]) as person_id;
      -- Gifts to the limit and small ones, of the listed and of strangers; gifts taken back.
      insert into person.contribution (
        person_id, source, record, batch_id, donor_record, contributed_on, amount_cents,
        is_recurring, has_employer, has_occupation)
      select person_id, 'later', 'l' || person_id, 999, 'x', date '\(day)' + (person_id % 3)::integer,
        case when person_id % 2 = 0 then 350000 else 100 end, true, true, true
      from (select person_id from listed union values (1), (2)) as who;
      update person.contribution set refunded_on = date '\(day)' + (person_id % 3)::integer
      where contributed_on < '\(day)' and refunded_on is null
        and (person_id % 3 = 1 or amount_cents >= 50000);
      -- Some of the new ones are given back within the window, and some after it.
      update person.contribution set refunded_on = contributed_on + 30 * (person_id % 7)::integer
      where source = 'later' and person_id % 7 in (1, 4);
      insert into person.person (
        person_id, household_id, is_voter, is_donor, is_confidential, is_foreign_address)
      values (1, 1, false, true, false, false), (2, 2, false, true, false, false);
      -- Deaths, moves, requests and dead numbers.
      insert into person.contact (
        person_id, source, record, batch_id, contacted_on, channel, result, phone)
      select person_id, 'later', 'l' || person_id, 999, date '\(day)' + (person_id % 3)::integer,
        'Phone', (array['deceased', 'moved', 'do_not_call', 'disconnected', 'canvassed'])[
          1 + person_id % 5],
        (select min(phone) from person.phone
          where phone.person_id = listed.person_id and phone.person_id % 2 = 1)
      from listed;
      insert into person.do_not_call
      select person_id, '\(day)' from listed where person_id % 5 = 2
      on conflict do nothing;
      insert into person.suppressed_phone
      select phone, '\(day)', 'do_not_call' from person.phone
      join listed on listed.person_id = phone.person_id where phone.person_id % 5 in (2, 3)
      on conflict (phone) do update set since = excluded.since, reason = excluded.reason;
      -- Someone asks at each number that was found dead before: its row now bears the later day.
      update person.suppressed_phone set since = '2026-09-01', reason = 'do_not_call'
      where reason <> 'do_not_call';
      -- A file of the day, by which all were removed and are children.
      insert into person.voter (
        person_id, source, record, batch_id, known_on, household_voters, has_phone, sex,
        birth_year, age_at_year_end, party, county, registered_on, status)
      select person_id, 'later', 'l' || person_id, 999, '\(day)', 99, false, 'X', 2015, 11, 'NEW',
        'NOWHERE', '2026-01-01', 'removed'
      from person.person;
      update person.person set status = 'removed', birth_year = 2015, age_at_year_end = 11;
      """
  }

  @Test func `gifts, refunds, deaths, requests and files of later change no list`() throws {
    let past = try Self.before.get()
    let campaign = try Self.campaign()
    try campaign.change(Statement(Self.later(past.listed), file: "later"))
    let future = try Self.outcome(campaign)
    #expect(past.listed.count == 60)
    #expect(future.listed == past.listed)
    #expect(future.listedByRule == past.listedByRule)
    #expect(future.trainedOn == past.trainedOn && future.positives == past.positives)
    // What came is another matter: there were more gifts.
    let cents = [past, future].map { BacktestFigures([$0], seed: 1).of(.list)?.cents ?? 0 }
    #expect(cents[1] > cents[0] + 1_000_000)
    let (kept, given) = try Self.came(from: future.listed, campaign)
    #expect(cents[1] == kept && kept < given)
  }

  /// What people gave in the window, without what they got back in it, and with it.
  private static func came(
    from people: [Int64], _ campaign: TestCampaign
  ) throws -> (kept: Int64, given: Int64) {
    let end = day.adding(days: 89)
    func sum(_ condition: String) throws -> Int64 {
      try campaign.count(
        Statement(
          """
          select sum(amount_cents)::bigint from person.contribution
          where person_id = any ($1) and contributed_on between '\(day)' and '\(end)' \(condition)
          """, file: "test"), [.integers(people)])
    }
    return (try sum("and coalesce(refunded_on > '\(end)', true)"), try sum(""))
  }

  @Test func `each guard of the rules against what came later is needed`() throws {
    let campaign = try Self.campaign()
    try campaign.change(Statement(Self.later(try Self.before.get().listed), file: "later"))
    let folder = CampaignFolder(folder: campaign.folder)
    let replay = Replay(
      list: try folder.list("weekend"), model: try folder.model("donate"),
      campaign: try folder.campaign(), days: 90, stage: ListStage(campaign.workspace))
    var connection = try campaign.workspace.connect(as: .dataTeam)
    let guards = try connection.rehearsal { connection in
      let (query, run, _, _) = try replay.scored(asOf: Self.day, &connection)
      let cut = try replay.stage.openCut(query, run, &connection)
      let (statement, values) = try query.decide(cut: cut)
      let whole = try Self.decisions(statement, values, cut, &connection)
      let text = statement.text
      let places = ["< date '\(Self.day)'", "refunded_on >= date '\(Self.day)'"]
        .flatMap { text.ranges(of: $0) }
      for place in places {
        let line = text[..<place.upperBound].split(separator: "\n").last ?? ""
        let peeking = String(text[place]).replacing("2026", with: "2036")
        let other = Statement(
          String(text[..<place.lowerBound]) + peeking + String(text[place.upperBound...]),
          file: "peeking")
        let found = try Self.decisions(other, values, cut, &connection)
        #expect(found != whole, "\(line)")
      }
      return places.count
    }
    #expect(guards == 11)
  }

  /// The reasons that a statement gives, as one digest; they are taken back.
  private static func decisions(
    _ statement: Statement, _ values: [Value], _ cut: Int64, _ connection: inout Connection
  ) throws -> String? {
    try connection.execute(statement, values)
    let digest = try connection.rows(
      Statement(
        """
        select md5(string_agg(person_id || reason, ' ' order by person_id))
        from list.\(try CutTable.name(cut))
        """, file: "decisions")
    ) { try $0.text(0) }
    try connection.execute(
      Statement("delete from list.\(try CutTable.name(cut))", file: "decisions"))
    return digest.first
  }

  @Test func `every table is as it was before`() throws {
    let campaign = try DemoCampaigns.copy(of: DemoCampaigns.withFeatures)
    try campaign.write(SQLFiles.text("examples/demo/campaign.yml"), to: "campaign.yml")
    _ = try Features(campaign.workspace).run(asOf: DemoCampaigns.trainingDay.adding(days: 90))
    _ = try Fit(campaign.workspace).run(model: "donate")
    _ = try Score(campaign.workspace).run(model: "donate", asOf: nil, csv: nil)
    _ = try ListStage(campaign.workspace).run(list: "weekend")
    let schemas = ["run", "source", "fec", "person", "feature", "model", "score", "list"]
    let before = try schemas.map { try campaign.contents(of: $0, without: []) }
    let files = campaign.files(below: "out")
    let summary = try Backtest(campaign.workspace).run(list: "weekend", asOf: [Self.day])
    #expect(try schemas.map { try campaign.contents(of: $0, without: []) } == before)
    #expect(before.allSatisfy { !$0.isEmpty })
    let added = campaign.files(below: "out").filter { !files.contains($0) }
    #expect(
      Set(added).subtracting(["backtests", "backtests/weekend.svg"])
        == ["backtests/weekend.csv", "backtests/weekend.md"])
    #expect(summary.days.first?.of(.list)?.people == 300)
  }

  @Test func `a replay that fails leaves nothing either`() throws {
    let campaign = try Self.campaign()
    let definition = SQLFiles.text("examples/demo/campaign.yml")
    try campaign.write(
      definition.replacing("day: 2026-11-03", with: "day: 2026-05-03"), to: "campaign.yml")
    let before = try ["run", "feature", "model"].map { try campaign.contents(of: $0, without: []) }
    let refused = try failure {
      _ = try Backtest(campaign.workspace).run(list: "weekend", asOf: [Self.day])
    }
    #expect(refused.kind == .refused && refused.what.hasPrefix("as of 2026-06-10: "))
    #expect(
      try ["run", "feature", "model"].map { try campaign.contents(of: $0, without: []) } == before)
    #expect(campaign.files(below: "out/backtests") == [])
  }
}
