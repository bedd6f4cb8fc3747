/// A fitted logistic regression, on the scale of the given columns.
public struct LogisticFit: Sendable, Equatable {
  /// The name of the intercept among `terms`.
  public static let interceptName = "(Intercept)"

  /// Names of the coefficients: the intercept first, then the kept columns in their order.
  public let terms: [String]
  /// The design column of each coefficient after the intercept: `columns[k]` is that of
  /// `coefficients[k + 1]`.
  public internal(set) var columns: [Int]
  /// The coefficients in log odds per unit of the given columns, the intercept first.
  public internal(set) var coefficients: [Double]
  /// The covariance of `coefficients`, row-major: the inverse of the observed information; empty
  /// where it was not asked for.
  ///
  /// With a penalty it is the inverse of the penalised information, the curvature of the posterior
  /// under a normal prior; an interval from it covers the shrunken coefficient's target only as far
  /// as the prior does.
  public internal(set) var covariance: [Double]
  /// The log likelihood at the coefficients, without the penalty; each row counts by its weight.
  public let logLikelihood: Double
  /// The log likelihood of the model that has an intercept alone.
  public let nullLogLikelihood: Double
  /// Newton iterations used.
  public let iterations: Int
  /// Columns left out because they are constant or a linear combination of earlier columns.
  public let aliased: [String]
  /// Rows of positive weight.
  public let rows: Int
  /// Those of them whose outcome is 1.
  public let positives: Int

  /// Model-based standard errors of `coefficients`: the roots of the covariance's diagonal; none
  /// without it.
  public var standardErrors: [Double] {
    guard !covariance.isEmpty else { return [] }
    let order = coefficients.count
    return (0..<order).map { covariance[$0 * order + $0].squareRoot() }
  }
}
