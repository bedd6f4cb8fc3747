import TestSupport

@testable import Pipeline

/// A made-up mailing with one strong column, a weak one, regions, noise, and a copy of the outcome.
enum GateSample {
  static let layout = """
    layout: gate
    kind: snapshot
    source: gate
    provenance: own_gift
    file: {delimiter: comma}
    key: id
    columns:
      id: key
      strong: number
      weak: number
      region: text
      gave: {role: outcome}
      copy: number
      nearly: number
      faith: number
      'noise*': number
    """

  /// A model of it.
  static func model(
    _ features: String, share: String = "60%", penalty: String = "0.0001",
    purpose: String = "solicit", seed: String = "gate", more: String = ""
  ) -> String {
    """
    model: gate
    question: Who answers?
    purpose: \(purpose)
    features: {set: gate, use: \(features)}
    outcome: {column: gave}
    train: {share: \(share), seed: \(seed)}
    penalty: \(penalty)
    \(more)
    """
  }

  /// Rows with keys from `first` on.
  ///
  /// - Parameters:
  ///   - shift: what is added to the strong column.
  ///   - withOutcome: whether the rows say who gave.
  static func file(
    rows: Int, first: Int = 1, shift: Double = 0, withOutcome: Bool = true, noise: Int = 40
  ) -> String {
    let names = (1...noise).map { "noise\($0)" }
    var text = "id,strong,weak,region,gave,copy,nearly,faith,\(names.joined(separator: ","))\n"
    var draws = Draws(state: UInt64(first))
    for row in first..<(first + rows) {
      let (strong, weak) = (draws.fraction(), draws.fraction())
      let region = ["north", "south", "west"][Int(draws.fraction() * 3)]
      let gave = draws.fraction() < 0.05 + 0.35 * strong * strong + 0.1 * weak ? 1 : 0
      let others = (1...noise).map { _ in "\((draws.fraction() * 1_000).rounded() / 1_000)" }
      let fields = [
        "\(row)", "\(strong + shift)", "\(weak)", region, withOutcome ? "\(gave)" : "",
        "\(Double(gave) + 0.1 * draws.fraction())",
        "\(0.5 * Double(gave) + 0.55 * draws.fraction())",
        "\(strong + draws.fraction())",
      ]
      text += (fields + others).joined(separator: ",") + "\n"
    }
    return text
  }

  /// The mailing imported, with features.
  static let loaded = Result {
    let campaign = try TestCampaign()
    try campaign.write(layout, to: "layouts/gate.yml")
    try campaign.load(try campaign.write(file(rows: 3_000), to: "first.csv"))
    _ = try Match(campaign.workspace).run()
    _ = try Features(campaign.workspace).run(asOf: TestCampaign.today)
    return campaign
  }

  static func campaign(_ definition: String) throws -> TestCampaign {
    let campaign = try TestCampaign(copyOf: try loaded.get().database)
    try campaign.write(layout, to: "layouts/gate.yml")
    try campaign.write(definition, to: "models/gate.yml")
    return campaign
  }
}

extension TestCampaign {
  func fitGate(_ definition: String? = nil) throws -> FitSummary {
    if let definition { try write(definition, to: "models/gate.yml") }
    return try Fit(workspace).run(model: "gate")
  }

  func scoreGate(anyway: Bool = false) throws -> Score.Summary {
    try Score(workspace).run(model: "gate", asOf: nil, csv: nil, anyway: anyway)
  }
}

extension FitSummary {
  /// The names of the checks that don't hold.
  var failed: [String] { gate.filter { !$0.holds }.map(\.name) }

  func check(_ name: String) -> GateCheck? { gate.first { $0.name == name } }
}
