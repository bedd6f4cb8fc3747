internal import RealModule

/// The difference of two areas under the ROC curve on the same rows, by DeLong's paired test.
public struct AUCDifference: Sendable, Equatable {
  /// The first area less the second.
  public let value: Double
  /// Its standard error, with the covariance of the two areas; NaN with a single positive or
  /// negative.
  public let standardError: Double

  /// Compares two scores of the same rows.
  ///
  /// - Precondition: one outcome a score, in both.
  public init(
    _ first: [Double], _ second: [Double], outcomes: [Double]
  ) throws(EvaluationError) {
    self.init(
      try Placements(scores: first, outcomes: outcomes),
      try Placements(scores: second, outcomes: outcomes))
  }

  /// Compares two scores of the same rows, which were ranked already.
  public init(_ first: Placements, _ second: Placements) {
    let difference = first.subtracting(second)
    value = difference.area
    standardError = difference.variance.squareRoot()
  }

  /// The 95 % interval by the normal approximation; nil without a standard error.
  public var interval: ClosedRange<Double>? {
    guard standardError.isFinite else { return nil }
    let half = normal975 * standardError
    return value - half...value + half
  }

  /// The two-sided p-value of "no difference"; 1 where the two scores rank all pairs alike.
  public var pValue: Double {
    guard standardError != 0 else { return value == 0 ? 1 : 0 }
    return Double.erfc(abs(value / standardError) / 2.0.squareRoot())
  }
}
