import Campaign
import Foundation
import Postgres
import TestSupport
import Testing

@testable import Pipeline

/// Models of people drawn by their outcome, and the cost of a contact.
@Suite(.needsDatabase) struct PopulationTests {
  private static let loaded = Result {
    let campaign = try TestCampaign()
    try campaign.write(SnapshotSample.layout, to: "layouts/mailing.yml")
    try campaign.load(try campaign.write(SnapshotSample.file(rows: 1_500), to: "first.csv"))
    _ = try Match(campaign.workspace).run()
    _ = try Features(campaign.workspace).run(asOf: TestCampaign.today)
    return campaign
  }

  private static func fit(_ more: String, train: String = "") throws -> (FitSummary, TestCampaign) {
    let campaign = try TestCampaign(copyOf: try loaded.get().database)
    try campaign.write(SnapshotSample.layout, to: "layouts/mailing.yml")
    let model = SnapshotSample.model().replacing("  share: 60%", with: "  share: 60%\n\(train)")
    try campaign.write(model + "\n" + more, to: "models/mailing.yml")
    return (try Fit(campaign.workspace).run(model: "mailing"), campaign)
  }

  private static func intercept(_ campaign: TestCampaign) throws -> Double {
    let told = try campaign.ask("select intercept::text from model.version").first
    return try #require(told.flatMap(Double.init))
  }

  @Test func `a population of the training part's own rate leaves the model as it was`() throws {
    let (plain, first) = try Self.fit("")
    let own = Double(plain.positives) / Double(plain.trainedOn)
    let (same, second) = try Self.fit("", train: "  population_rate: \(own)")
    #expect(abs(try Self.intercept(first) - Self.intercept(second)) < 1e-12)
    for name in ["auc", "calibration_slope"] {
      #expect(abs(try Self.value(name, plain) - Self.value(name, same)) < 1e-12)
    }
    // The part held out stands for that rate too; its own is a little off.
    let mean = try #require(same.metrics.first { $0.name == "mean_chance" })
    #expect(abs(mean.value - own) < 0.02)
  }

  @Test func `a rate moves the intercept by its log odds, and scores with it`() throws {
    let (plain, first) = try Self.fit("")
    let (rare, second) = try Self.fit("", train: "  population_rate: 2%")
    let share = Double(plain.positives) / Double(plain.trainedOn)
    // ln[((1 - τ)/τ) (ȳ/(1 - ȳ))], by itself.
    let excess = log(0.98 / 0.02 * share / (1 - share))
    let moved = try Self.intercept(first) - Self.intercept(second)
    #expect(abs(moved - excess) < 1e-12)
    #expect(rare.populationRate == 0.02 && plain.populationRate == nil)
    #expect(rare.text.contains("a population with 2.00 % positive"))
    #expect(try Self.value("auc", plain) == Self.value("auc", rare))
    let before = try Score(first.workspace).run(model: "mailing", asOf: nil, csv: nil)
    let after = try Score(second.workspace).run(model: "mailing", asOf: nil, csv: nil)
    #expect(try #require(before.meanProbability) > 0.3)
    #expect(try #require(after.meanProbability) < 0.05)
    #expect(
      try second.ask("select population_rate::text, contact_cost_cents::text from model.version")
        == ["0.02|null"])
    #expect(
      try first.ask("select population_rate::text, contact_cost_cents::text from model.version")
        == ["null|null"])
  }

  @Test(arguments: [
    ("  population_rate: 0%", "", "train.population_rate"),
    ("  population_rate: 100%", "", "train.population_rate"),
    ("  population_rate: most", "", "train.population_rate"),
    ("", "contact_cost: 0.68", "contact_cost"),
  ])
  func `a rate that is none, and a cost without amounts, are refused`(
    train: String, more: String, key: String
  ) throws {
    let failure = try failure { _ = try Self.fit(more, train: train) }
    #expect(failure.kind == .badInput && failure.what.contains("`\(key)`"))
  }

  @Test(arguments: [
    ("  population_rate: 5%", "", "takes everyone"), ("", "contact_cost: 0.68", "came without one"),
  ])
  func `gifts of a ledger bear neither a rate nor a cost`(
    train: String, more: String, reason: String
  ) throws {
    let text = """
      model: donate
      question: Will someone give?
      purpose: solicit
      features: {set: history, use: auto}
      outcome: {gift_within_days: 90}
      train:
        as_of: 2026-06-17
      """
    _ = try ModelDefinition.read(text, file: "models/donate.yml")
    let failure = try failure {
      _ = try ModelDefinition.read("\(text)\n\(train)\n\(more)", file: "models/donate.yml")
    }
    #expect(failure.kind == .badInput && failure.what.contains(reason))
  }

  @Test(arguments: ["0", "-1", "a stamp"])
  func `a contact costs something`(_ cost: String) throws {
    let text = SnapshotSample.model()
      .replacing("column: gave", with: "column: gave\n  amount: gave")
    let failure = try failure {
      _ = try ModelDefinition.read(text + "\ncontact_cost: \(cost)", file: "models/mailing.yml")
    }
    #expect(failure.kind == .badInput && failure.what.contains("`contact_cost`"))
  }

  private static func value(_ name: String, _ summary: FitSummary) throws -> Double {
    try #require(summary.metrics.first { $0.name == name }).value
  }
}
