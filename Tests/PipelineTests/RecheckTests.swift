import Campaign
import Postgres
import TestSupport
import Testing

@testable import Pipeline

/// A list that is out already, when its files are written again.
@Suite(.needsDatabase) struct RecheckTests {
  private static let list = """
    list: calls
    model: donate
    purpose: solicit
    channel: call
    capacity: {callers: 2, hours: 1, dials_per_hour: 10, days: 2026-09-16}
    universe: {gift_count: {at_least: 1}}
    holdout: 20%
    """

  private func campaign() throws -> TestCampaign {
    let campaign = try DemoCampaigns.copy(of: DemoCampaigns.scored)
    try campaign.write(
      DemoCampaigns.rules("cool_off: {refused: 60, attempt: 2, call: 7}"), to: "campaign.yml")
    try campaign.write(Self.list, to: "lists/calls.yml")
    return campaign
  }

  private func people(_ campaign: TestCampaign) throws -> [[String]] {
    let records = try campaign.records(of: "calls.csv")
    let columns = ["rank", "turf", "person_id", "phone"].compactMap(records[0].firstIndex)
    return records.dropFirst().map { record in columns.map { record[$0] } }
  }

  private func heard(_ result: String, of person: String, _ campaign: TestCampaign) throws {
    try campaign.change(
      Statement(
        """
        insert into person.contact (
          person_id, source, record, batch_id, contacted_on, channel, result
        )
        select \(person.dropFirst()), 'test', '\(result)', min(batch_id), '2026-09-16', 'Phone', '\(result)'
        from run.batch
        """, file: "RecheckTests.swift"))
  }

  @Test func `who asked off since is on no file, and ranks and turfs of the others stay`() throws {
    let campaign = try campaign()
    let cut = try ListStage(campaign.workspace).run(list: "calls")
    let before = try people(campaign)
    #expect(cut.listed == 20 && before.count == 20)
    let same = try ListStage(campaign.workspace).runAgain(list: "calls")
    #expect(same.listed == 20 && same.excluded == cut.excluded && same.worth == cut.worth)
    #expect(try people(campaign) == before)

    let who = before.map { $0[2] }
    try campaign.change(
      Statement(
        "insert into person.do_not_call values (\(who[3].dropFirst()), '2026-09-16')",
        file: "RecheckTests.swift"))
    try heard("deceased", of: who[5], campaign)
    try heard("refused", of: who[7], campaign)
    try heard("not_home", of: who[8], campaign)
    // The number of one is dead: another that is free takes its place.
    try campaign.change(
      Statement(
        """
        insert into person.suppressed_phone
        select phone, '2026-09-16', 'disconnected' from person.phone
        where person_id = \(who[10].dropFirst());
        insert into person.phone (person_id, phone, given_by)
        values (\(who[10].dropFirst()), 2525550777, 'donor');
        """, file: "RecheckTests.swift"))
    let again = try ListStage(campaign.workspace).runAgain(list: "calls")
    #expect(again.listed == 16 && again.universe == cut.universe && again.heldOut == cut.heldOut)
    #expect(
      again.universe == again.listed + again.heldOut + again.excluded.values.reduce(0, +))
    var expected = before
    expected[10][3] = "252-555-0777"
    for index in [8, 7, 5, 3] { expected.remove(at: index) }
    #expect(try people(campaign) == expected)
    #expect(
      try campaign.ask("select 'P' || person_id from list.entry order by rank")
        == expected.map { $0[2] })
    #expect(
      try campaign.ask(
        "select withdrawn from list.decision where withdrawn is not null order by withdrawn")
        == ["contactedRecently", "deceased", "doNotCall", "refusedRecently"])
    let why = try Why(campaign.workspace).run(person: who[3], list: "calls")
    #expect(why.standing == "doNotCall" && why.text.contains("was taken off since"))
    // They were called, or could have been: what they gave still counts as the list's.
    #expect(
      try campaign.count("select count(*) from list.decision where rank is not null") == 20)
  }

  @Test func `nobody is moved to a number of someone held out, or asked for time`() throws {
    let campaign = try campaign()
    let cut = try ListStage(campaign.workspace).run(list: "calls")
    let who = try people(campaign).map { String($0[2].dropFirst()) }
    #expect(cut.heldOut > 0)
    try campaign.change(
      Statement(
        """
        insert into list.volunteer_ask
        select person_id, cut_id from list.decision
        where reason = 'belowTheCut' order by value desc limit 1;
        create temporary table silent as
        select 1 as place, min(person_id) as person_id from list.decision where reason = 'heldOut'
        union all
        select 2, person_id from list.volunteer_ask;
        delete from person.phone
        where person_id in (select person_id from silent)
          or person_id in (\(who[2]), \(who[4]), \(who[6]));
        insert into person.phone (person_id, phone, given_by)
        select person_id, 2525550770 + place, 'donor' from silent;
        -- Each has the other's number first; the second a number of their own too.
        insert into person.phone (person_id, phone, given_by) values
          (\(who[2]), 2525550771, 'donor'), (\(who[4]), 2525550771, 'donor'),
          (\(who[4]), 2525550778, 'donor'), (\(who[6]), 2525550772, 'donor');
        """, file: "RecheckTests.swift"))
    let again = try ListStage(campaign.workspace).runAgain(list: "calls")
    #expect(again.listed == cut.listed - 2)
    let phones = try people(campaign).map { $0[3] }
    #expect(phones.contains("252-555-0778"))
    #expect(!phones.contains("252-555-0771") && !phones.contains("252-555-0772"))
    #expect(
      try campaign.ask(
        "select person_id::text from list.decision where withdrawn = 'noPhone' order by rank")
        == [who[2], who[6]])
  }

  @Test func `a list that was never cut, or has changed since, is not written again`() throws {
    let campaign = try campaign()
    let never = try failure { _ = try ListStage(campaign.workspace).runAgain(list: "calls") }
    #expect(never.kind == .badInput && never.what.contains("never cut"))
    _ = try ListStage(campaign.workspace).run(list: "calls")
    try campaign.write(
      Self.list.replacing("hours: 1", with: "hours: 2"), to: "lists/calls.yml")
    let changed = try failure { _ = try ListStage(campaign.workspace).runAgain(list: "calls") }
    #expect(changed.kind == .badInput && changed.what.contains("newer than its latest cut"))
  }
}
