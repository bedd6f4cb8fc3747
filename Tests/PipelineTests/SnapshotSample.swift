/// A made-up mailing: a snapshot with numbers, categories, missing values and an outcome.
enum SnapshotSample {
  /// Its layout; the column `rented` is of a class that nobody has allowed.
  static let layout = """
    layout: mailing
    kind: snapshot
    source: mailing
    provenance: own_gift
    file: {delimiter: comma}
    key: id
    missing: ["-999"]
    columns:
      id: key
      age: number
      gifts: {type: number, says: "has given {value} times"}
      party: text
      asked: {role: treatment}
      gave: {role: outcome}
      rented: {type: number, provenance: "licensed:rented"}
    """

  /// Rows with keys from `first` on.
  ///
  /// - Parameter withOutcome: whether the rows say who gave.
  static func file(
    rows: Int, first: Int = 1, withOutcome: Bool = true,
    party: (Int) -> String = { ["DEM", "REP", "UNA"][$0 % 3] }, age: (Int) -> String? = { _ in nil }
  ) -> String {
    var text = "id,age,gifts,party,asked,gave,rented\n"
    for row in first..<(first + rows) {
      let draw = (row &* 2_654_435_761) % 1_000
      let gifts = draw % 7
      let years = age(row) ?? (row % 9 == 0 ? "-999" : "\(20 + (row &* 7_919) % 60)")
      let gave = (row &* 40_503 + gifts &* 131) % 1_000 < 80 + 90 * gifts ? "1" : "0"
      let outcome = withOutcome ? gave : ""
      text += "\(row),\(years),\(gifts),\(party(row)),\(row % 2),\(outcome),\(draw % 5)\n"
    }
    return text
  }

  /// A model of it.
  static func model(
    features: String = "auto", purpose: String = "solicit", terms: String = "penalty: 0.0001"
  ) -> String {
    """
    model: mailing
    question: Who answers the mailing?
    purpose: \(purpose)
    features:
      set: mailing
      use: \(features)
    outcome:
      column: gave
    train:
      share: 60%
    \(terms)
    """
  }
}
