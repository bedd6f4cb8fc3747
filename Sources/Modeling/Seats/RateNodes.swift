/// Places at which a rate's distribution is looked at, and how much each counts, for an average over the rate.
///
/// Gauss and Legendre's rule on parts of the probabilities that grow narrower towards both ends: whether somebody
/// has no seat is decided in the tail, where equal parts have few values, or none.
struct RateNodes: Sendable {
  /// Of who accepts: 36 values.
  static let accepting = RateNodes(ends: [0.004, 0.02, 0.08, 0.3])
  /// Of who comes: 20 values.
  static let coming = RateNodes(ends: [0.02, 0.15])

  /// Rising, within 0 and 1.
  let probabilities: [Double]
  /// They add up to 1.
  let weights: [Double]
  /// The sums of the weights up to each, itself among them.
  private let sums: [Double]

  var count: Int { weights.count }

  /// - Parameter ends: the inner ends of the parts below a half; those above mirror them.
  init(ends: [Double]) {
    let all = [0] + ends + ends.reversed().map { 1 - $0 } + [1]
    var (probabilities, weights): ([Double], [Double]) = ([], [])
    for (low, high) in zip(all, all.dropFirst()) {
      for (place, weight) in zip(Self.places, Self.placeWeights) {
        probabilities.append((low + high) / 2 + (high - low) / 2 * place)
        weights.append((high - low) / 2 * weight)
      }
    }
    self.probabilities = probabilities
    self.weights = weights
    var sum = 0.0
    sums = weights.map { weight in
      sum += weight
      return sum
    }
  }

  /// The rule of four points, right for polynomials up to the seventh degree (Abramowitz and Stegun, 25.4.30).
  private static let places = [
    -0.861_136_311_594_052_6, -0.339_981_043_584_856_3, 0.339_981_043_584_856_3,
    0.861_136_311_594_052_6,
  ]
  private static let placeWeights = [
    0.347_854_845_137_453_9, 0.652_145_154_862_546_1, 0.652_145_154_862_546_1,
    0.347_854_845_137_453_9,
  ]

  /// One of them by lot, as often as it counts.
  ///
  /// - Parameter lot: from 0, below 1.
  func drawn(_ lot: Double) -> Int { sums.firstIndex { lot < $0 } ?? count - 1 }

  /// The average of what is said of each.
  func mean(_ values: [Double]) -> Double { zip(values, weights).reduce(0) { $0 + $1.0 * $1.1 } }
}
