import Campaign
import Postgres
import TestSupport
import Testing

@testable import Pipeline

/// People who have moved away from those that a version was learned from, and the card that shows it.
@Suite(.needsDatabase) struct DriftTests {
  private static let fitted = Result {
    let campaign = try GateSample.campaign(
      GateSample.model("[strong, weak, region]", more: "score: rest"))
    _ = try campaign.fitGate()
    _ = try campaign.scoreGate()
    return campaign
  }

  /// Adds people whose strong column is shifted.
  private func shifted(people: Int, by shift: Double) throws -> TestCampaign {
    let campaign = try TestCampaign(copyOf: try Self.fitted.get().database)
    try campaign.write(GateSample.layout, to: "layouts/gate.yml")
    let text = GateSample.file(rows: people, first: 10_001, shift: shift, withOutcome: false)
    try campaign.load(try campaign.write(text, to: "later.csv"))
    _ = try Match(campaign.workspace).run()
    _ = try Features(campaign.workspace).run(asOf: TestCampaign.today)
    return campaign
  }

  @Test func `people like those learned from are scored without a word`() throws {
    let campaign = try shifted(people: 2_000, by: 0)
    #expect(try campaign.scoreGate().warnings == [])
    let rows = try campaign.ask(
      """
      select measure, people::text from score.drift
      where run_id = (select max(run_id) from score.drift) order by measure
      """)
    let people = try campaign.count("select count(*) from score.person")
    #expect(rows == ["(score)", "region", "strong", "weak"].map { "\($0)|\(people)" })
  }

  @Test func `people far from them are refused with what moved, unless someone insists`() throws {
    let campaign = try shifted(people: 3_000, by: 0.6)
    let before = try campaign.probabilities("gate")
    let refused = try failure { _ = try campaign.scoreGate() }
    #expect(refused.kind == .refused && refused.what.contains("have drifted"))
    #expect(refused.what.contains("`strong`") && !refused.what.contains("`weak`"))
    #expect(try campaign.probabilities("gate") == before, "nothing is half done")
    let scored = try campaign.scoreGate(anyway: true)
    #expect(scored.people > 4_000 && scored.warnings.count >= 2)
    #expect(scored.text.contains("warning: the scores differ a lot"))
  }

  @Test func `a small shift is told and scored`() throws {
    let campaign = try shifted(people: 1_200, by: 0.3)
    let scored = try campaign.scoreGate()
    #expect(scored.warnings.contains { $0.contains("`strong`") })
  }

  @Test func `the reference's bands hold the people trained on, counted by SQL alone`() throws {
    let campaign = try Self.fitted.get()
    let hash = SampleHash(seed: "gate")
    let trained = """
      from person.snapshot_gate as feature join person.person using (person_id)
      where run.sample_bucket(household_id, \(hash.factor), \(hash.summand)) < 600000
      """
    #expect(
      try campaign.ask(
        "select level, people::text from model.reference where measure = 'region' and band > 0 order by 1"
      )
        == campaign.ask(
          Statement("select region, count(*)::text \(trained) group by 1 order by 1", file: "test"))
    )
    #expect(
      try campaign.ask(
        "select people::text from model.reference where measure = 'strong' and band >= 0 order by band"
      )
        == campaign.ask(
          Statement(
            """
            select count(*)::text
            from (
              select width_bucket(strong, (
                select array_agg(least order by band) from model.reference
                where measure = 'strong' and least is not null)) as band
              \(trained)
            ) as banded group by band order by band
            """, file: "test")))
    #expect(
      try campaign.count("select count(*) from model.reference where measure = 'strong'") == 11)
  }

  @Test func `groups of the card are what SQL finds among the people held out`() throws {
    let campaign = try Self.fitted.get()
    let told = try campaign.ask(
      """
      select level, people::text, positives::text, round(predicted::numeric, 6)::text,
        round(observed::numeric, 6)::text
      from model.calibration where feature = 'region' order by level
      """)
    let found = try campaign.ask(
      """
      select region, count(*)::text, sum(gave::integer)::text,
        round(avg(probability)::numeric, 6)::text, round(avg(gave::integer), 6)::text
      from score.person join person.snapshot_gate using (person_id)
      group by region order by region
      """)
    #expect(told == found && told.count == 3)
    let card = String(decoding: try campaign.bytes(of: "out/cards/gate.md"), as: UTF8.self)
    for heading in [
      "# Who answers?", "May serve one purpose: **solicit**", "## The gate", "| region | north |",
      "## The people to be scored", "AUC of the best single column: strong", "## How to read it",
    ] { #expect(card.contains(heading), "\(heading)") }
    let tenths = try campaign.count(
      "select sum(people)::bigint from model.calibration where feature = '(score)'")
    #expect(try tenths == campaign.count("select count(*) from score.person"))
  }
}
