import Campaign

/// The chart of the measured shares: a Vega-Lite specification with its rows put in.
struct ShareChart {
  /// One bar.
  private struct Row: Encodable {
    let number: Int
    let name: String
    let percent: Double
    let least: Double
    let most: Double
    let label: String
  }

  private let rows: [Row]

  init(_ shares: [Share]) {
    rows = shares.compactMap { share in
      guard case .measured(let ratio, let least, let most) = share.figure else { return nil }
      return Row(
        number: share.question.rawValue,
        name: "\(share.question.name), of all \(share.question.unit.rawValue)",
        percent: Double(ratio.permille) / 10, least: Double(least.permille) / 10,
        most: Double(most.permille) / 10, label: ratio.percent)
    }
  }

  /// The chart in words, for those who can't see it.
  var description: String {
    "Bar chart. " + rows.map { "\($0.number): \($0.name), \($0.label)." }.joined(separator: " ")
  }

  /// The specification, its data set `shares` filled in.
  ///
  /// - Throws: a failure of kind badInput where the text isn't a JSON object.
  func specification(from text: String) throws(Failure) -> String {
    try ChartSpecification(text, file: "shares.vl.json").filled("shares", with: rows)
  }
}
