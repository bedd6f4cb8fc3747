import Campaign
import TestSupport

@testable import Pipeline

/// A made-up experiment with calls among the voters of a small file: those of a party are moved.
struct CallExperiment {
  /// By how much a call raises the chance of support of a member of party DEM, and of the others.
  var liftOfParty = 0.45
  var liftOfOthers = -0.1
  var households = 1_500
  /// Whether the lot prefers the party.
  var isLotUnfair = false
  /// The role of the arm's column.
  var armRole = "treatment"
  /// The class of the answers, and that of all else.
  var answerProvenance = "own_contact"

  /// People who have no arm, and no answer.
  static let withoutArm = 40
  static let unanswered = 400

  static let model = """
    model: persuade
    question: Whom does a call move?
    purpose: persuade
    features: {set: history, use: [party, age, sex]}
    outcome: {set: calls, column: supports}
    treatment:
      column: arm
      control: control
      treated: call
      cluster: home
      placebo: 39
    train: {as_of: 2026-05-04, seed: persuade}
    """

  static let list = """
    list: persuasion
    model: persuade
    purpose: persuade
    channel: call
    rank_by: uplift
    size: 200
    """

  var layout: String {
    """
    layout: calls
    kind: snapshot
    source: nc_voter
    provenance: own_contact
    file: {delimiter: comma}
    key: [voter]
    as_of: 2026-05-04
    columns:
      voter: key
      home: {role: cluster, type: text}
      arm: {role: \(armRole), type: text}
      supports: {role: outcome, type: flag, provenance: \(answerProvenance)}
    """
  }

  /// The voter file and the experiment's.
  func files() throws -> (voters: String, calls: String) {
    var state: UInt64 = 20_260_504
    func uniform() -> Double {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return Double(state >> 11) / 9_007_199_254_740_992
    }
    var voters: [[String: String]] = []
    var calls = "voter,home,arm,supports\n"
    for home in 0..<households {
      let party = ["DEM", "REP", "UNA"][Int(uniform() * 3)]
      let isCalled = uniform() < (isLotUnfair && party == "DEM" ? 0.65 : 0.5)
      for member in 0..<2 {
        let number = 2 * home + member
        voters.append([
          "ncid": "AA\(number)", "first_name": "F\(number)", "last_name": "L\(home)",
          "status_cd": "A", "res_street_address": "\(home + 1) MAIN ST", "zip_code": "27601",
          "full_phone_number": "919\(2_000_000 + number)", "registr_dt": "01/02/2010",
          "birth_year": "\(1940 + Int(uniform() * 60))", "party_cd": party,
          "gender_code": uniform() < 0.5 ? "M" : "F",
        ])
        let lift = party == "DEM" ? liftOfParty : liftOfOthers
        let answer = uniform() < 0.4 + (isCalled ? lift : 0) ? "Y" : "N"
        let arm = number < Self.withoutArm ? "" : isCalled ? "call" : "control"
        let isAnswered = number >= Self.withoutArm + Self.unanswered
        calls += "AA\(number),H\(home),\(arm),\(isAnswered ? answer : "")\n"
      }
    }
    return (try TestCampaign.table("ncvoter", delimiter: "\t", voters), calls)
  }

  /// The campaign up to its features.
  func campaign() throws -> TestCampaign {
    let campaign = try TestCampaign()
    let files = try files()
    try campaign.write(layout, to: "layouts/calls.yml")
    try campaign.write(Self.model, to: "models/persuade.yml")
    try campaign.write(Self.list, to: "lists/persuasion.yml")
    try campaign.load(
      try campaign.write(files.voters, to: "voters.txt"), knownOn: DemoSet.knownOn)
    try campaign.load(try campaign.write(files.calls, to: "calls.csv"))
    _ = try Match(campaign.workspace).run()
    _ = try Features(campaign.workspace).run(
      asOf: Day(year: 2026, month: 5, day: 4) ?? TestCampaign.today)
    return campaign
  }
}
