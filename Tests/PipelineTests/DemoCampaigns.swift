import Campaign
import Foundation
import Postgres
import TestSupport

@testable import Pipeline

/// The made-up campaign in databases that tests copy, each made once.
enum DemoCampaigns {
  /// All files imported and matched.
  static let matched = Result { try prepared() }
  /// Features as of the demo model's day too.
  static let withFeatures = Result {
    let campaign = try TestCampaign(copyOf: try matched.get().database)
    _ = try Features(campaign.workspace).run(asOf: trainingDay)
    return campaign
  }

  /// Those, features of `listDay`, and the scores of its model `donate` on it.
  static let scored = Result {
    let campaign = try copy(of: withFeatures)
    try campaign.write(rules(), to: "campaign.yml")
    _ = try Features(campaign.workspace).run(asOf: listDay)
    _ = try Fit(campaign.workspace).run(model: "donate")
    _ = try Score(campaign.workspace).run(model: "donate", asOf: listDay, csv: nil)
    return campaign
  }

  static let listDay = Day(year: 2026, month: 9, day: 15) ?? Day(daysSince1970: 0)

  static let trainingDay = Day(year: 2026, month: 6, day: 17) ?? Day(daysSince1970: 0)

  /// The demo's committee, elections and limits, with a test's own rules in the place of the demo's.
  static func rules(_ more: String = "") -> String {
    let text = SQLFiles.text("examples/demo/campaign.yml")
    return text.components(separatedBy: "time_zone:")[0] + more + "\n"
  }

  /// A campaign of its own with the demo's definitions and the database of another.
  static func copy(of campaign: Result<TestCampaign, any Error>) throws -> TestCampaign {
    let copy = try TestCampaign(copyOf: try campaign.get().database)
    let folder = try DemoSet.large.get().folder
    for name in ["models", "lists"] {
      try FileManager.default.copyItem(
        atPath: "\(folder)/\(name)", toPath: "\(copy.folder)/\(name)")
    }
    return copy
  }

  private static func prepared() throws -> TestCampaign {
    let demo = try DemoSet.large.get()
    let campaign = try TestCampaign()
    for file in DemoSet.files { try campaign.load(file, of: demo) }
    _ = try Match(campaign.workspace).run()
    return campaign
  }
}

extension TestCampaign {
  /// Imports a file of the made-up campaign.
  ///
  /// Half of the committee master's six rows are bad, on purpose.
  @discardableResult
  func load(_ file: String, of demo: DemoSet) throws -> ImportSummary {
    try load(demo.path(of: file), knownOn: DemoSet.knownOn) { options in
      if file == "cm.txt" { options.maximumRejected = 0.5 }
    }
  }
}
