import Campaign
import Postgres
import TestSupport
import Testing

@testable import Pipeline

/// Lists by what is due, by what a contact adds in dollars, and lists of texts.
@Suite(.needsDatabase) struct RankingTests {
  private func campaign(_ list: String) throws -> TestCampaign {
    let campaign = try DemoCampaigns.copy(of: DemoCampaigns.scored)
    try campaign.write(DemoCampaigns.rules(), to: "campaign.yml")
    try campaign.write(list, to: "lists/ranked.yml")
    return campaign
  }

  private func column(_ name: String, of campaign: TestCampaign) throws -> [String] {
    let records = try campaign.records(of: "ranked.csv")
    let index = try #require(records[0].firstIndex(of: name))
    return records.dropFirst().map { $0[index] }
  }

  private static let due = """
    list: ranked
    model: donate
    purpose: solicit
    channel: call
    rank_by: due_date
    size: 50
    universe: {gift_count: {at_least: 1}}
    """

  /// Donors with a telephone of their own and room under the limit.
  private func donors(_ count: Int, _ campaign: TestCampaign) throws -> [String] {
    Array(
      try campaign.ask(
        """
        select score.person_id::text
        from score.person as score
        join person.phone using (person_id)
        join person.person using (person_id)
        where score.model = 'donate' and not person.is_confidential and person.birth_year < 1990
          and not person.is_foreign_address
          and person_id in (
            select person_id from feature.history where gift_count >= 1 and gift_total_cents < 20000
          )
          and person_id not in (select person_id from person.contact)
          and person_id not in (select person_id from person.do_not_call)
          and phone.phone not in (select phone from person.suppressed_phone)
          and phone.phone not in (
          select phone from person.phone group by phone having count(*) > 1
        )
        group by score.person_id having count(*) = 1
        order by score.person_id
        """
      ).prefix(count))
  }

  private func promise(
    _ person: String, cents: Int, on day: String, due: String, _ campaign: TestCampaign
  ) throws {
    try campaign.change(
      Statement(
        """
        insert into person.contact (
          person_id, source, record, batch_id, contacted_on, channel, result, pledged_cents, pledge_due_on
        )
        select \(person), 'test', '\(day) \(cents)', min(batch_id), '\(day)', 'Phone', 'canvassed',
          \(cents), '\(due)'
        from run.batch
        """, file: "RankingTests.swift"))
  }

  @Test func `pledges are asked for in the order in which they are due, and nothing else is`()
    throws
  {
    let campaign = try campaign(Self.due)
    let people = try donors(6, campaign)
    #expect(people.count == 6)
    try promise(people[0], cents: 10_000, on: "2026-08-01", due: "2026-09-10", campaign)
    try promise(people[1], cents: 5_000, on: "2026-08-01", due: "2026-09-01", campaign)
    try promise(people[2], cents: 5_000, on: "2026-08-01", due: "2026-08-20", campaign)
    try promise(people[3], cents: 5_000, on: "2026-08-01", due: "2026-10-01", campaign)
    try promise(people[4], cents: 20_000, on: "2026-08-01", due: "2026-09-10", campaign)
    // The third has kept the promise; of the fifth a half has come.
    for (person, cents) in [(people[2], 5_000), (people[4], 10_000)] {
      try campaign.change(
        Statement(
          """
          insert into person.contribution (
            person_id, source, record, batch_id, donor_record, contributed_on, amount_cents,
            is_recurring, has_employer, has_occupation
          )
          select \(person), 'test', 'kept \(cents)', min(batch_id), 'x', '2026-08-15', \(cents),
            false, true, true
          from run.batch
          """, file: "RankingTests.swift"))
    }
    let summary = try ListStage(campaign.workspace).run(list: "ranked")
    #expect(summary.listed == 4)
    #expect(summary.excluded["noPledge"] ?? 0 > 100)
    #expect(
      try column("person_id", of: campaign)
        == [people[1], people[0], people[4], people[3]].sorted { left, right in
          let order = [people[1]: 0, people[0]: 1, people[4]: 2, people[3]: 3]
          // Both are due on the same day with the same outstanding sum: the greater number decides.
          return (order[left] ?? 0) < (order[right] ?? 0)
        }.map { "P\($0)" })
    #expect(
      try column("first_ask_dollars", of: campaign) == ["50.00", "100.00", "100.00", "50.00"])
    #expect(
      try column("outstanding_due", of: campaign)
        == ["2026-09-01", "2026-09-10", "2026-09-10", "2026-10-01"])
    #expect(
      summary.worth == [
        "the last listed is worth a pledge due 16 days after; nobody else is left"
      ])
    let why = try Why(campaign.workspace).run(person: "P\(people[1])", list: "ranked")
    #expect(why.standing == "listed" && why.text.contains("a pledge due 14 days before"))
    let kept = try Why(campaign.workspace).run(person: "P\(people[2])", list: "ranked")
    #expect(kept.standing == "noPledge")

    let replay = try failure {
      _ = try Backtest(campaign.workspace).run(list: "ranked", asOf: [DemoCampaigns.trainingDay])
    }
    #expect(replay.kind == .refused)
  }

  @Test func `incremental value is the uplift times what people like them give`() throws {
    let campaign = try CallExperiment().campaign()
    try campaign.write(
      CallExperiment.model.replacing("purpose: persuade", with: "purpose: solicit"),
      to: "models/persuade.yml")
    let list = """
      list: ranked
      model: persuade
      amounts: gives
      purpose: solicit
      channel: call
      rank_by: incremental_value
      cost_per_contact: 1.00
      size: 300
      """
    try campaign.write(list, to: "lists/ranked.yml")
    _ = try Fit(campaign.workspace).run(model: "persuade")
    _ = try Score(campaign.workspace).run(model: "persuade", asOf: nil, csv: nil)
    let unscored = try failure { _ = try ListStage(campaign.workspace).run(list: "ranked") }
    #expect(unscored.kind == .badInput && unscored.what.contains("`gives` has no scores"))
    // Half of the people give $5.00 when they give, the others $80.00; one has no score at all.
    try campaign.change(
      """
      insert into score.person (
        person_id, model, version_id, as_of, probability, expected_cents, in_training, source, record
      )
      select person_id, 'gives', version_id, as_of, 0.1, case when person_id % 2 = 0 then 50 else 800 end,
        false, source, record
      from score.uplift
      where person_id > (select min(person_id) from score.uplift)
      """)
    let summary = try ListStage(campaign.workspace).run(list: "ranked")
    #expect(summary.listed == 300 && summary.excluded["noScore"] == 1)
    let order = try campaign.ask(
      """
      select 'P' || person_id from score.uplift
      where person_id > (select min(person_id) from score.uplift) and uplift > 0
      order by uplift * case when person_id % 2 = 0 then 500 else 8000 end desc, person_id limit 300
      """)
    #expect(try column("person_id", of: campaign) == order)
    // The dearest uplift comes first though others are moved as much.
    #expect(order.prefix(100).allSatisfy { (Int64($0.dropFirst()) ?? 0) % 2 != 0 })
    #expect(summary.worth.first?.contains("$") == true)
    #expect(summary.worth.last?.contains(" a contact, ") == true)
    #expect(try column("uplift_per_100", of: campaign).count == 300)

    try campaign.write(list.replacing("amounts: gives\n", with: ""), to: "lists/ranked.yml")
    let without = try failure { _ = try ListStage(campaign.workspace).run(list: "ranked") }
    #expect(without.kind == .badInput && without.what.contains("names no `amounts`"))
  }

  @Test func `a list of texts keeps landlines and whoever wants none off`() throws {
    let list = Self.due.replacing("rank_by: due_date\n", with: "").replacing(
      "channel: call", with: "channel: text\nhand_over: [spoke]")
    let campaign = try campaign(list.replacing("size: 50", with: "size: 5000"))
    let people = try donors(5, campaign)
    let setUp = """
      update person.phone set kind = 'landline' where person_id = \(people[0]);
      update person.phone set kind = 'verified_cell' where person_id = \(people[1]);
      update person.phone set phone = (select phone from person.phone where person_id = \(people[2]))
      where person_id = \(people[3]);
      insert into person.contact (
        person_id, source, record, batch_id, contacted_on, channel, result
      )
      select \(people[2]), 'test', '1', min(batch_id), '2025-01-01', 'Phone', 'do_not_text'
      from run.batch;
      """
    try campaign.change(Statement(setUp, file: "RankingTests.swift"))
    func standings(_ list: String) throws -> [String] {
      try people.map {
        try Why(campaign.workspace).run(person: "P\($0)", list: list).standing
      }
    }
    _ = try ListStage(campaign.workspace).run(list: "ranked")
    #expect(
      try standings("ranked") == ["noPhone", "listed", "doNotText", "noPhone", "listed"])
    let cells = try campaign.records(of: "ranked.spoke.csv")
    #expect(cells[0] == ["firstName", "lastName", "cell", "external_id", "zip", "text_between"])
    // To be sent no texts is no wish not to be called.
    try campaign.write(
      list.replacing("channel: text\nhand_over: [spoke]", with: "channel: call").replacing(
        "size: 50", with: "size: 5000"),
      to: "lists/ranked.yml")
    _ = try ListStage(campaign.workspace).run(list: "ranked")
    let called = try standings("ranked")
    #expect(called[0] == "listed" && called[2] != "doNotText")
    #expect([called[2], called[3]].sorted() == ["listed", "phoneAlreadyListed"])
    try campaign.write(
      list.replacing("channel: text", with: "channel: call"), to: "lists/ranked.yml")
    let spoken = try failure { _ = try ListStage(campaign.workspace).run(list: "ranked") }
    #expect(spoken.what.contains("Spoke"))
  }
}
