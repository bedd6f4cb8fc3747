import Campaign
import Foundation
import Postgres
import TestSupport
import Testing

@testable import Pipeline

/// Three published experiments of examples/experiments, from file to verdict.
@Suite(.needsDatabase) struct PublishedExperimentTests {
  /// A set, its file and the model of it, with few placebos: the tests look at what doesn't hang on
  /// their number.
  private static func fitted(
    _ set: String, _ model: String
  ) throws -> (file: MailingFile, fit: FitSummary, campaign: TestCampaign) {
    let source = FileManager.default.currentDirectoryPath + "/examples/experiments"
    func definition(_ name: String) throws -> String {
      try String(contentsOfFile: "\(source)/\(name)", encoding: .utf8)
    }
    let campaign = try TestCampaign()
    try campaign.write(try definition("campaign.yml"), to: "campaign.yml")
    try campaign.write(try definition("layouts/\(set).yml"), to: "layouts/\(set).yml")
    try campaign.write(
      try definition("models/\(model).yml")
        .replacing("\ntreatment:", with: "\ntreatment:\n  placebo: 19"),
      to: "models/\(model).yml")
    let path = "\(source)/\(set).csv.gz"
    let imported = try campaign.load(path)
    #expect(imported.rejected.isEmpty)
    _ = try Match(campaign.workspace).run()
    _ = try Features(campaign.workspace).run(asOf: TestCampaign.today)
    return (
      try MailingFile(path: path), try Fit(campaign.workspace).run(model: model), campaign
    )
  }

  /// A difference in means and its cluster-robust standard error, from a file's own words.
  private static func byHand(
    arms: [String], outcomes: [Double], clusters: [String], arm: String, control: String
  ) -> (people: Int, mean: Double, controlMean: Double, error: Double, clusters: Int) {
    let rows = arms.indices.filter { arms[$0] == arm || arms[$0] == control }
    let treated = rows.filter { arms[$0] == arm }
    let others = rows.filter { arms[$0] == control }
    let mean = treated.reduce(0) { $0 + outcomes[$1] } / Double(treated.count)
    let controlMean = others.reduce(0) { $0 + outcomes[$1] } / Double(others.count)
    var sums: [String: Double] = [:]
    for row in treated {
      sums[clusters[row], default: 0] += (outcomes[row] - mean) / Double(treated.count)
    }
    for row in others {
      sums[clusters[row], default: 0] -= (outcomes[row] - controlMean) / Double(others.count)
    }
    let (groups, people) = (Double(sums.count), Double(rows.count))
    let variance =
      groups / (groups - 1) * (people - 1) / (people - 2)
      * sums.values.reduce(0) { $0 + $1 * $1 }
    return (treated.count, mean, controlMean, variance.squareRoot(), sums.count)
  }

  /// Expects the line of docs/experiments.md that says what an experiment shows: what doesn't hang on
  /// the number of placebos is that of a fresh fit.
  private static func expectOnPage(_ fit: FitSummary, arm: String) throws {
    let page = try String(contentsOfFile: "docs/experiments.md", encoding: .utf8)
    let line = try #require(
      page.split(separator: "\n").first { $0.hasPrefix("| `\(fit.model)` |") })
    let experiment = try #require(fit.experiment)
    let effect = try #require(experiment.effects.first { $0.arm == arm && $0.measure == "yes" })
    let uplift = try #require(experiment.uplift)
    #expect(line.contains("| \(effect.people + effect.controlPeople), \(effect.clusters) |"))
    #expect(
      line.contains(
        "| \(effect.figure(effect.difference)) "
          + "(\(effect.figure(effect.low)) to \(effect.figure(effect.high))) |"))
    #expect(line.contains("| \(Figure.text(uplift.qini)) ("))
    #expect(line.hasSuffix("| \(uplift.verdict) |"))
  }

  @Test func `every arm of the turnout experiment has the effect of hand arithmetic`() throws {
    let (file, fit, campaign) = try Self.fitted("gotv_experiment", "turn_out")
    let experiment = try #require(fit.experiment)
    #expect(fit.trainedOn == 35_761 && experiment.clusters == 1_038)
    #expect(experiment.effects.map(\.arm) == ["Civic Duty", "Hawthorne", "Neighbors", "Self"])
    let outcomes = try file.values(of: "primary_06").map { try #require(Double($0)) }
    for effect in experiment.effects {
      let expected = Self.byHand(
        arms: try file.values(of: "treatment"), outcomes: outcomes,
        clusters: try file.values(of: "cluster"), arm: effect.arm, control: "No Postcard")
      #expect(effect.people == expected.people && effect.controlPeople == 19_899)
      #expect(effect.clusters == expected.clusters)
      #expect(abs(effect.mean - expected.mean) < 1e-12)
      #expect(abs(effect.controlMean - expected.controlMean) < 1e-12)
      #expect(abs(effect.standardError - expected.error) < 1e-12)
    }
    // Who was shown the neighbours' votes voted more: 8 points in the published study.
    let neighbors = try #require(experiment.effects.first { $0.arm == "Neighbors" })
    #expect(neighbors.low < 0.081 && neighbors.high > 0.081 && neighbors.low > 0.04)
    #expect(experiment.arms.allSatisfy { $0.people == $0.answered })
    try Self.expectOnPage(fit, arm: "Neighbors")
    // Verdict, table and list say one thing.
    let verdict = try #require(experiment.uplift?.verdict)
    #expect(try campaign.ask("select verdict from model.version") == [verdict])
  }

  @Test func `the persuasion experiment has the effect of hand arithmetic, and no leak as a term`()
    throws
  {
    let (file, fit, campaign) = try Self.fitted("voter_persuasion", "message_a")
    let effect = try #require(fit.experiment?.effects.first)
    let expected = Self.byHand(
      arms: try file.values(of: "MESSAGE_A"),
      outcomes: try file.values(of: "MOVED_AD").map { $0 == "Y" ? 1 : 0 },
      clusters: try file.values(of: "VOTER_ID"), arm: "1", control: "0")
    #expect(effect.people == expected.people && effect.people == 3_002)
    #expect(abs(effect.difference - (expected.mean - expected.controlMean)) < 1e-12)
    #expect(abs(effect.standardError - expected.error) < 1e-12)
    try Self.expectOnPage(fit, arm: "true")
    let terms = Set(try campaign.ask("select distinct feature from model.uplift_term"))
    #expect(terms.count > 40)
    #expect(
      terms.isDisjoint(with: [
        "moved_a", "moved_ad", "opposite", "message_a", "message_a_rev", "i3", "cand1s", "cand2s",
        "cand1_und", "cand2_und", "set_no", "partition", "voter_id", "religiousm", "religiousc",
        "nh_white", "nh_aa", "nh_asian", "nh_mult", "hisp",
      ]))
  }

  @Test func `a matching offer's effects on givers and dollars are those of hand arithmetic`()
    throws
  {
    let (file, fit, _) = try Self.fitted("charity_mailing", "matching_offer")
    let effects = try #require(fit.experiment?.effects)
    #expect(effects.map(\.measure) == ["yes", "gift"])
    try Self.expectOnPage(fit, arm: "true")
    let arms = try file.values(of: "treatment")
    let keys = try file.values(of: "person_id")
    let gave = try file.values(of: "out_gavedum").map { try #require(Double($0)) }
    let yes = Self.byHand(arms: arms, outcomes: gave, clusters: keys, arm: "1", control: "0")
    #expect(abs(effects[0].difference - (yes.mean - yes.controlMean)) < 1e-12)
    #expect(abs(effects[0].standardError - yes.error) < 1e-12)
    // One giver's amount is blank: left out of the dollars. The others are whole cents.
    let amounts = try file.values(of: "out_amountgive").map { Double($0) }
    let known = amounts.indices.filter { amounts[$0] != nil }
    let gift = Self.byHand(
      arms: known.map { arms[$0] },
      outcomes: known.map { ((amounts[$0] ?? 0) * 100).rounded() / 100 },
      clusters: known.map { keys[$0] }, arm: "1", control: "0")
    #expect(known.count == keys.count - 1)
    #expect(abs(effects[1].difference - (gift.mean - gift.controlMean)) < 1e-10)
    #expect(abs(effects[1].standardError - gift.error) < 1e-10)
  }
}
