/// The percentile, 1 to 100, of a score among the scores that it was learned from.
///
/// Cut-off k (1 to 99) is the ⌈kN/100⌉-th smallest of the N scores, and
/// percentile(p) = 1 + the number of cut-offs < p. So equal scores share one percentile, the lowest
/// that any of them could claim; constant scores are all in percentile 1; the percentile rises
/// with the score and 100 is the best.
public struct RankPercentile: Sendable, Equatable, Codable {
  /// The 99 cut-offs, rising; none where there was no score.
  public let cutoffs: [Double]

  /// Learns the cut-offs of scores, in any order.
  ///
  /// - Precondition: no score is NaN.
  public init(scores: [Double]) {
    precondition(!scores.contains { $0.isNaN }, "a score that is no number has no rank")
    let sorted = scores.sorted()
    cutoffs = sorted.isEmpty ? [] : (1...99).map { sorted[($0 * sorted.count + 99) / 100 - 1] }
  }

  /// Takes cut-offs that were learned before.
  ///
  /// - Precondition: they do not fall.
  public init(cutoffs: [Double]) {
    precondition(
      zip(cutoffs, cutoffs.dropFirst()).allSatisfy { $0 <= $1 }, "cut-offs do not fall")
    self.cutoffs = cutoffs
  }

  /// The percentile of a score.
  public func percentile(of score: Double) -> Int { 1 + cutoffs.countOfRising(below: score) }
}
