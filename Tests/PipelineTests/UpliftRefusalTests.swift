import Campaign
import Modeling
import Postgres
import TestSupport
import Testing

@testable import Pipeline

/// What must not become an effect, an uplift or a list, and what must be said beside one.
@Suite(.needsDatabase) struct UpliftRefusalTests {
  private static let planted = Result { try CallExperiment().campaign() }

  private static func copy() throws -> TestCampaign {
    let copy = try TestCampaign(copyOf: try planted.get().database)
    try copy.write(CallExperiment.model, to: "models/persuade.yml")
    try copy.write(CallExperiment.list, to: "lists/persuasion.yml")
    return copy
  }

  private func fit(_ campaign: TestCampaign) throws -> ExperimentSummary {
    try #require(try Fit(campaign.workspace).run(model: "persuade").experiment)
  }

  @Test(arguments: [
    ("train: {", "train: {population_rate: 5%, "), ("train: {", "train: {share: 20%, "),
    ("train: {", "contact_cost: 0.68\ntrain: {"),
    ("train: {", "highest_gift: largest_gift_cents\ntrain: {"),
  ])
  func `a key that an experiment's model wouldn't heed is refused`(key: String, more: String) throws
  {
    let text = CallExperiment.model
      .replacing("column: supports", with: "column: gave, amount: cents")
    _ = try ModelDefinition.read(text, file: "models/persuade.yml")
    let failure = try failure {
      _ = try ModelDefinition.read(
        text.replacing(key, with: more), file: "models/persuade.yml")
    }
    #expect(failure.kind == .badInput && failure.what.contains("says nothing where there is"))
    #expect(failure.place?.hasPrefix("models/persuade.yml:") == true)
  }

  @Test func `an outcome from FEC data makes no model that contacts people`() throws {
    let campaign = try CallExperiment(households: 200, answerProvenance: "fec_derived").campaign()
    let failure = try failure { _ = try fit(campaign) }
    #expect(failure.kind == .refused)
    #expect(
      failure.what
        == "the column `supports` comes from fec_derived, which may not serve to persuade")
    #expect(try campaign.count("select count(*) from model.version") == 0)
  }

  @Test(arguments: ["arm", "home"])
  func `nor do arms or clusters from FEC data`(column: String) throws {
    let campaign = try Self.copy()
    try campaign.change(
      Statement(
        """
        update run.column_provenance set provenance = 'fec_derived'
        where target = 'snapshot_calls' and column_name = '\(column)'
        """, file: "fec"))
    let failure = try failure { _ = try fit(campaign) }
    #expect(failure.kind == .refused && failure.what.contains("`\(column)`"))
  }

  /// A later file that says the arms again, as one with the answers would.
  private static let again: Statement = """
    insert into person.snapshot_calls (
      person_id, source, record, batch_id, known_on, home, arm, supports)
    select person_id, source, record || 'x', batch_id, date '2026-06-01', home, arm, supports
    from person.snapshot_calls
    """

  @Test func `a later file with the same arms makes the lot's day no later`() throws {
    let campaign = try Self.copy()
    try campaign.change(Self.again)
    #expect(try fit(campaign).inTwoArms == 0)
    _ = try Features(campaign.workspace).run(
      asOf: Day(year: 2026, month: 5, day: 20) ?? TestCampaign.today)
    try campaign.write(
      CallExperiment.model.replacing("2026-05-04", with: "2026-05-20"), to: "models/persuade.yml")
    let failure = try failure { _ = try fit(campaign) }
    #expect(failure.kind == .refused && failure.what.contains("would know what the contact did"))
  }

  @Test func `features of another snapshot that is later than the lot are refused`() throws {
    let campaign = try Self.copy()
    try campaign.write(
      """
      layout: polls
      kind: snapshot
      source: nc_voter
      provenance: own_contact
      file: {delimiter: comma}
      key: [voter]
      as_of: 2026-05-20
      columns:
        voter: key
        warmth: number
      """, to: "layouts/polls.yml")
    let rows = (0..<3_000).map { "AA\($0),\($0 * 7_919 % 101)\n" }.joined()
    try campaign.load(try campaign.write("voter,warmth\n" + rows, to: "polls.csv"))
    _ = try Match(campaign.workspace).run()
    _ = try Features(campaign.workspace).run(asOf: TestCampaign.today)
    try campaign.write(
      CallExperiment.model
        .replacing("{set: history, use: [party, age, sex]}", with: "{set: polls, use: auto}")
        .replacing("as_of: 2026-05-04, ", with: ""), to: "models/persuade.yml")
    let failure = try failure { _ = try fit(campaign) }
    #expect(failure.kind == .refused)
    #expect(failure.what == "features of a later file would know what the contact did")
  }

  @Test func `an outcome of a day before the lot is none`() throws {
    let campaign = try Self.copy()
    try campaign.change(
      """
      insert into person.snapshot_calls (person_id, source, record, batch_id, known_on, supports)
      select person_id, source, record || 'x', batch_id, date '2026-02-01', true
      from person.snapshot_calls where supports is null and arm is not null
      """)
    let failure = try failure { _ = try fit(campaign) }
    #expect(failure.kind == .refused && failure.what.contains("a day before the lot"))
  }

  @Test func `a list from arms that answered unevenly is refused, or says so`() throws {
    let campaign = try Self.copy()
    // Of those called, most who wouldn't support don't answer.
    try campaign.change(
      """
      update person.snapshot_calls set supports = null
      where arm = 'call' and not supports and record ~ '[0-6]$'
      """)
    let experiment = try fit(campaign)
    #expect(experiment.hasUnevenAnswers && experiment.uplift?.verdict == "targeting helps")
    _ = try Score(campaign.workspace).run(model: "persuade", asOf: nil, csv: nil)
    let refusal = try failure { _ = try ListStage(campaign.workspace).run(list: "persuasion") }
    #expect(refusal.kind == .refused && refusal.what.hasPrefix("who has an outcome differs by arm"))
    let list = try ListStage(campaign.workspace).run(list: "persuasion", anyway: true)
    #expect(list.warning == ExperimentSummary.unevenAnswers)
  }

  @Test func `a list from a lot that couldn't be tested is refused, or says so`() throws {
    let campaign = try Self.copy()
    _ = try fit(campaign)
    try campaign.change("update model.arm set balance_p = null")
    _ = try Score(campaign.workspace).run(model: "persuade", asOf: nil, csv: nil)
    let refusal = try failure { _ = try ListStage(campaign.workspace).run(list: "persuasion") }
    #expect(refusal.kind == .refused && refusal.what.hasPrefix("too few clusters to tell"))
  }

  @Test func `an uplift below nought is a number in the file of scores`() throws {
    let campaign = try Self.copy()
    _ = try fit(campaign)
    let path = "\(campaign.folder)/uplift.csv"
    _ = try Score(campaign.workspace).run(model: "persuade", asOf: nil, csv: path)
    let text = String(decoding: try campaign.bytes(of: "uplift.csv"), as: UTF8.self)
    let uplifts = text.split { $0.isNewline }.dropFirst().map {
      Double($0.split(separator: ",")[3])
    }
    #expect(uplifts.count == 3_000 && uplifts.contains { ($0 ?? 0) < 0 })
    #expect(uplifts.allSatisfy { $0 != nil })
  }

  @Test func `who lacks a cluster is counted, since taken each alone they vary too little`() throws
  {
    let campaign = try Self.copy()
    try campaign.change("update person.snapshot_calls set home = null where home ~ '3$'")
    let lacking = try campaign.count(
      "select count(*) from person.snapshot_calls where home is null and arm is not null")
    let experiment = try fit(campaign)
    #expect(lacking > 0 && experiment.withoutCluster == Int(lacking))
    #expect(experiment.text.contains("\(lacking) without a cluster"))
    let card = String(decoding: try campaign.bytes(of: "out/cards/persuade.md"), as: UTF8.self)
    #expect(card.contains("**Beware: \(lacking) without a cluster"))
  }

  @Test func `a few clusters an arm give averages with a warning, and no uplift`() throws {
    let campaign = try Self.copy()
    try campaign.change(
      """
      update person.snapshot_calls set arm = 'letter' where home ~ '7$';
      update person.snapshot_calls set home = arm || right(record, 1) where arm <> 'control';
      """)
    let three = CallExperiment.model.replacing("  treated: call\n", with: "")
    try campaign.write(three, to: "models/persuade.yml")
    let experiment = try fit(campaign)
    #expect(experiment.hasFewClusters && experiment.withoutCluster == 0)
    #expect(experiment.text.contains("fewer than 20 clusters: intervals are too narrow"))
    try campaign.change("update person.snapshot_calls set home = 'one' where arm = 'call'")
    let failure = try failure { _ = try fit(campaign) }
    #expect(failure.kind == .badInput)
    #expect(failure.what.contains("the treated arm has people of fewer than 2 clusters"))
  }
}
