internal import RealModule

/// A map from a model's chances to calibrated ones, straight in the log odds:
/// logit q = intercept + slope · logit p.
///
/// Learned on rows that the model never saw, or on cross-fitted chances, it puts right a model that
/// was shrunk too far (slope over 1) or too little (under 1), and one whose mean is off; ranks stay.
/// Source: Platt, "Probabilistic outputs for support vector machines", Advances in Large Margin
/// Classifiers (1999), without his smoothing of the outcomes.
public struct SlopeMap: Sendable, Equatable, Codable {
  /// The intercept, in log odds.
  public let intercept: Double
  /// The slope.
  public let slope: Double

  /// Takes the map that makes a calibration's intercept 0 and its slope 1.
  ///
  /// - Throws: `EvaluationError.notRising` where the slope isn't above 0: chances that rank the outcomes
  ///   no better than a coin can't be mended by a map.
  public init(_ calibration: Calibration) throws(EvaluationError) {
    guard calibration.slope > 0 else { throw .notRising }
    intercept = calibration.intercept
    slope = calibration.slope
  }

  /// The calibrated chance.
  public func probability(of chance: Double) -> Double {
    ScoreModel.probability(of: intercept + slope * Calibration.logOdds(of: chance))
  }

  /// The model whose chances are the calibrated ones of another.
  public func corrected(_ model: ScoreModel) -> ScoreModel {
    model.scaled(by: slope, plus: intercept)
  }
}
