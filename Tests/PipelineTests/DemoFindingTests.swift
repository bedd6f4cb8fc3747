import Campaign
import Postgres
import Testing
import TestSupport

@testable import Pipeline

/// The made-up campaign, from its files to findings: what was planted is found, what was
/// left out isn't, and where there is nothing to find nothing is found.
@Suite(.needsDatabase) struct DemoFindingTests {
  /// Imports the files that persuasion needs, and fits its model.
  private func fitted(
    voters: Int, seed: UInt64, without: [String] = []
  ) throws -> (campaign: TestCampaign, uplift: ExperimentSummary.Uplift) {
    let campaign = try TestCampaign()
    _ = try Demo.write(into: campaign.folder, voters: voters, seed: seed, without: without)
    for file in ["ncvoter_Statewide.txt", "ncvhis_Statewide.txt"] {
      try campaign.load("\(campaign.folder)/files/\(file)", knownOn: Day(iso: "2026-01-05"))
    }
    let loaded = try campaign.load("\(campaign.folder)/files/persuasion_experiment.csv")
    #expect(loaded.rejected.values.reduce(0, +) > 0)
    _ = try Match(campaign.workspace).run()
    let day = try #require(Day(iso: "2026-05-04"))
    _ = try Features(campaign.workspace).run(asOf: day)
    let summary = try Fit(campaign.workspace).run(model: "persuade")
    _ = try Score(campaign.workspace).run(model: "persuade", asOf: nil, csv: nil)
    return (campaign, try #require(summary.experiment?.uplift))
  }

  @Test func `the planted effect is found, and vanishes from the findings with its cause`() throws {
    let planted = try fitted(voters: 50_000, seed: 1)
    #expect(planted.uplift.verdict == "targeting helps")
    let list = try ListStage(planted.campaign.workspace).run(list: "persuasion")
    #expect(list.listed == 300)

    let removed = try fitted(voters: 50_000, seed: 1, without: ["persuasion"])
    #expect(removed.uplift.verdict == "no evidence that targeting helps")
    let refused = #expect(throws: Failure.self) {
      try ListStage(removed.campaign.workspace).run(list: "persuasion")
    }
    #expect(refused?.kind == .refused)
  }

  @Test(arguments: [(seed: UInt64(1), isPlanted: true), (0, false)])
  func `who gives again is foretold where it is planted, and not where nothing is`(
    seed: UInt64, isPlanted: Bool
  ) throws {
    let campaign = try TestCampaign()
    _ = try Demo.write(into: campaign.folder, voters: 20_000, seed: seed)
    for (file, day) in [
      ("ncvoter_Statewide.txt", "2026-01-05"), ("ncvhis_Statewide.txt", "2026-01-05"),
      ("actblue_contributions.csv", "2026-09-15"),
    ] {
      try campaign.load("\(campaign.folder)/files/\(file)", knownOn: Day(iso: day))
    }
    _ = try Match(campaign.workspace).run()
    _ = try Features(campaign.workspace).run(asOf: try #require(Day(iso: "2026-06-17")))
    guard isPlanted else {
      // By chance some column may seem to tell; then the people held out must not bear it out.
      do {
        let fit = try Fit(campaign.workspace).run(model: "donate")
        let auc = try #require(fit.metrics.first { $0.name == "auc" })
        #expect(try #require(auc.low) < 0.5 && !fit.isLive)
      } catch let failure as Failure {
        #expect(failure.kind == .refused)
      }
      return
    }
    let fit = try Fit(campaign.workspace).run(model: "donate")
    let auc = try #require(fit.metrics.first { $0.name == "auc" })
    #expect(try #require(auc.low) > 0.6)
  }

  @Test func `the campaign that holds nothing shows no one to target`() throws {
    let empty = try fitted(voters: 20_000, seed: 0)
    #expect(empty.uplift.verdict == "no evidence that targeting helps")
    #expect(throws: Failure.self) {
      try ListStage(empty.campaign.workspace).run(list: "persuasion")
    }
  }
}
