/// The area under the ROC curve with DeLong's variance.
///
/// The area is P(score of a positive > score of a negative) + P(equal)/2. With V₁₀ the share of
/// negatives that each positive beats, V₀₁ the share of positives that beat each negative, and S²
/// their sample variances, var = S²₁₀/m + S²₀₁/n for m positives and n negatives (DeLong, DeLong &
/// Clarke-Pearson, Biometrics 44, 1988), found by midranks in O(N log N) (Sun & Xu, IEEE Signal
/// Processing Letters 21, 2014).
public struct AUC: Sendable, Equatable {
  /// The area, from 0 to 1.
  public let value: Double
  /// Its standard error; NaN with a single positive or negative.
  public let standardError: Double
  /// The number of rows whose outcome is 1.
  public let positives: Int
  /// The number of rows whose outcome is 0.
  public let negatives: Int

  /// Measures scores against outcomes of 0 and 1.
  ///
  /// - Precondition: one outcome a score.
  public init(scores: [Double], outcomes: [Double]) throws(EvaluationError) {
    self.init(try Placements(scores: scores, outcomes: outcomes))
  }

  /// Measures scores whose rows were ranked already.
  public init(_ placements: Placements) {
    value = placements.area
    standardError = placements.variance.squareRoot()
    positives = placements.ofPositives.count
    negatives = placements.ofNegatives.count
  }

  /// The 95 % interval by the normal approximation, cut at 0 and 1; nil without a standard error.
  public var interval: ClosedRange<Double>? {
    guard standardError.isFinite else { return nil }
    let half = normal975 * standardError
    return max(0, value - half)...min(1, value + half)
  }
}

/// The 97.5 % point of the standard normal distribution.
let normal975 = 1.959963984540054
