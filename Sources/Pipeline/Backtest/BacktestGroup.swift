/// Whose dollars a backtest counts.
enum BacktestGroup: String, CaseIterable {
  /// Whom the list would have held.
  case list
  /// Whom the campaign contacted, of the list's universe.
  case contacted
  /// Everyone whom the list's definition considers.
  case universe
  /// Those of them whom no rule keeps off.
  case allowed
  /// A list of the same size by the same rules, the largest gift first.
  case largestGift = "largest_gift"
  /// The same, the latest gift first.
  case latestGift = "latest_gift"

  /// What a campaign without a model would go by.
  static let simpleRules = [largestGift, latestGift]

  /// The group as a page calls it.
  var inWords: String {
    switch self {
    case .list: "the list"
    case .contacted: "people contacted"
    case .universe: "the whole universe"
    case .allowed: "all whom the rules allow"
    case .largestGift: "largest gift first"
    case .latestGift: "latest gift first"
    }
  }
}
