/// A map from scores to chances of any rising form: of all functions that don't fall, the one nearest
/// to the outcomes by least squares (and by log loss too), straight between the rows that it knows.
///
/// It needs more rows than a `SlopeMap`, some thousand, and makes ties. Outside the scores that it was
/// learned from it is flat, and no chance is nearer to 0 or 1 than half a row of all rows. Found by
/// pooling adjacent violators in O(n log n): Ayer et al., Annals of Mathematical Statistics 26 (1955);
/// Zadrozny & Elkan, KDD 2002.
public struct IsotonicMap: Sendable, Equatable, Codable {
  /// Scores at which the map bends, rising.
  public let scores: [Double]
  /// The chance at each of them, not falling.
  public let chances: [Double]

  /// Learns the map from rows that the scores' model never saw.
  ///
  /// - Parameter weights: How much each row counts; nil for all alike.
  /// - Precondition: one outcome of 0 or 1, and one weight above zero, a score.
  public init(
    scores: [Double], outcomes: [Double], weights: [Double]? = nil
  ) throws(EvaluationError) {
    checkOutcomes(outcomes, count: scores.count)
    let weights = weights ?? [Double](repeating: 1, count: scores.count)
    precondition(
      weights.count == scores.count && weights.allSatisfy { $0 > 0 && $0.isFinite },
      "a weight above zero a row")
    if let row = scores.firstIndex(where: { !$0.isFinite }) { throw .scoreInvalid(row: row) }
    guard outcomes.contains(1), outcomes.contains(0) else { throw .oneClass }

    var pools: [Pool] = []
    let order = scores.indices.sorted { scores[$0] < scores[$1] }
    for tie in order.runs(where: { scores[$0] == scores[$1] }) {
      var pool = Pool(
        lowest: scores[tie[tie.startIndex]], highest: scores[tie[tie.startIndex]],
        weight: tie.reduce(0) { $0 + weights[$1] },
        positives: tie.reduce(0) { $0 + weights[$1] * outcomes[$1] })
      while let below = pools.last, below.rate >= pool.rate {
        pool.lowest = below.lowest
        pool.weight += below.weight
        pool.positives += below.positives
        pools.removeLast()
      }
      pools.append(pool)
    }

    let half = 0.5 / Double(scores.count)
    var bends: [(score: Double, chance: Double)] = []
    for pool in pools {
      let chance = min(max(pool.rate, half), 1 - half)
      bends.append((pool.lowest, chance))
      if pool.highest > pool.lowest { bends.append((pool.highest, chance)) }
    }
    self.scores = bends.map(\.score)
    chances = bends.map(\.chance)
  }

  /// The chance of a score.
  ///
  /// - Precondition: the score is not NaN.
  public func probability(of score: Double) -> Double {
    precondition(!score.isNaN, "a score that is no number has no chance")
    let next = scores.countOfRising(upTo: score)
    guard next > 0 else { return chances[0] }
    guard next < scores.count else { return chances[next - 1] }
    let share = (score - scores[next - 1]) / (scores[next] - scores[next - 1])
    return chances[next - 1] + share * (chances[next] - chances[next - 1])
  }
}

/// Rows of neighbouring scores that share one chance.
private struct Pool {
  var lowest: Double
  let highest: Double
  var weight: Double
  var positives: Double

  var rate: Double { positives / weight }
}
