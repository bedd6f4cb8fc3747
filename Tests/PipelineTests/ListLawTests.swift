import Campaign
import Postgres
import TestSupport
import Testing

@testable import Pipeline

/// What keeps people off a list though the list's own day knows nothing of it.
@Suite(.needsDatabase) struct ListLawTests {
  private func campaign() throws -> TestCampaign {
    let campaign = try DemoCampaigns.copy(of: DemoCampaigns.scored)
    try campaign.write(SQLFiles.text("examples/demo/campaign.yml"), to: "campaign.yml")
    return campaign
  }

  private func reasons(of people: [String], _ campaign: TestCampaign) throws -> [String] {
    try people.map { person in
      try campaign.ask(
        """
        select coalesce(reason, 'listed') from list.decision
        where person_id::text = $1 order by cut_id desc limit 1
        """, [.text(person)]
      ).first ?? "not of the universe"
    }
  }

  @Test func `a gift to the limit and a death count, though heard of after the list's day`() throws
  {
    let campaign = try campaign()
    _ = try ListStage(campaign.workspace).run(list: "weekend")
    let best = try campaign.ask(
      "select person_id::text from list.decision where rank <= 3 order by rank")
    try campaign.change(
      Statement(
        """
        insert into person.contribution values
          (\(best[0]), 't', 'g', 1, 'd', '2026-09-20', 350000, null, false, null, true, true);
        insert into person.contact values
          (\(best[1]), 't', 'c1', 1, '2026-09-15', 'phone', 'deceased', null),
          (\(best[2]), 't', 'c2', 1, '2026-09-30', 'phone', 'moved', null);
        """, file: "late"))
    _ = try ListStage(campaign.workspace).run(list: "weekend")
    #expect(try reasons(of: best, campaign) == ["maxedOut", "deceased", "moved"])
  }

  @Test func `whose numbers are all suppressed has asked for it, or has none that works`()
    throws
  {
    let campaign = try campaign()
    _ = try ListStage(campaign.workspace).run(list: "weekend")
    let best = try campaign.ask(
      "select person_id::text from list.decision where rank <= 3 order by rank")
    for (person, reason) in zip(best, ["wrong_number", "disconnected", "do_not_call"]) {
      try campaign.change(
        Statement(
          """
          insert into person.suppressed_phone
          select phone, '2026-09-01', '\(reason)' from person.phone where person_id = \(person)
          on conflict (phone) do update set reason = excluded.reason
          """, file: "suppressed"))
    }
    _ = try ListStage(campaign.workspace).run(list: "weekend")
    #expect(try reasons(of: best, campaign) == ["noPhone", "noPhone", "doNotCall"])
  }

  @Test func `a file that waits for match cuts no list`() throws {
    let campaign = try campaign()
    try campaign.loadGifts([.init(line: 1, donor: "d1", first: "Ona", last: "Oak")])
    let waiting = try failure { _ = try ListStage(campaign.workspace).run(list: "weekend") }
    #expect(waiting.kind == .badInput && waiting.nextStep?.contains("match") == true)
    _ = try Match(campaign.workspace).run()
    _ = try ListStage(campaign.workspace).run(list: "weekend")
  }

  private static let list = """
    list: mail
    model: mailing
    purpose: solicit
    channel: mail
    size: 10
    """

  private func mailing(_ layout: String = SnapshotSample.layout) throws -> TestCampaign {
    let campaign = try TestCampaign()
    try campaign.write(layout, to: "layouts/mailing.yml")
    try campaign.write(SnapshotSample.model(features: "[age, gifts]"), to: "models/mailing.yml")
    try campaign.write(Self.list, to: "lists/mail.yml")
    try campaign.load(try campaign.write(SnapshotSample.file(rows: 2_000), to: "mailing.csv"))
    _ = try Match(campaign.workspace).run()
    _ = try Features(campaign.workspace).run(asOf: DemoCampaigns.listDay)
    _ = try Fit(campaign.workspace).run(model: "mailing")
    _ = try Score(campaign.workspace).run(model: "mailing", asOf: nil, csv: nil)
    return campaign
  }

  @Test(arguments: ["fec_report", "licensed:rented"])
  func `a column that may not serve the purpose picks nobody for a list`(_ class: String) throws {
    let campaign = try mailing(
      SnapshotSample.layout.replacing("licensed:rented", with: `class`))
    #expect(try ListStage(campaign.workspace).run(list: "mail").listed == 10)
    try campaign.write(Self.list + "\nuniverse: {rented: {at_least: 2}}", to: "lists/mail.yml")
    let refused = try failure { _ = try ListStage(campaign.workspace).run(list: "mail") }
    #expect(refused.kind == .refused && refused.what.contains(`class`))
  }

  @Test func `people with a registration are on no list that goes by no rule about people`() throws
  {
    let campaign = try mailing()
    try campaign.change(
      "update person.person set is_voter = true where person_id = (select min(person_id) from person.person)"
    )
    let refused = try failure { _ = try ListStage(campaign.workspace).run(list: "mail") }
    #expect(refused.kind == .refused)
  }
}
