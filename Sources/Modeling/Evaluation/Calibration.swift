internal import RealModule

/// Intercept and slope of a logistic regression of the outcomes on the log odds of the
/// probabilities: 0 and 1 where the probabilities hold.
///
/// A slope under 1 says that the probabilities are too far apart, as an overfitted model's are.
/// Source: Cox, Biometrika 45 (1958). Log odds are held within ±30, as a score's are.
public struct Calibration: Sendable, Equatable {
  /// The intercept, in log odds.
  public let intercept: Double
  /// Its standard error.
  public let interceptStandardError: Double
  /// The slope.
  public let slope: Double
  /// Its standard error.
  public let slopeStandardError: Double

  /// Fits the calibration model; probabilities and outcomes of 0 and 1 must come from rows that
  /// the probabilities' model never saw.
  ///
  /// - Parameter population: The rate that the rows were drawn away from; nil for rows drawn at
  ///   random. The slope holds either way, and the intercept is corrected as a model's own is.
  /// - Precondition: one outcome a probability.
  public init(
    probabilities: [Double], outcomes: [Double], population: PopulationRate? = nil
  ) throws(EvaluationError) {
    checkOutcomes(outcomes, count: probabilities.count)
    if let row = probabilities.firstIndex(where: { !(0...1).contains($0) }) {
      throw .scoreInvalid(row: row)
    }
    let logOdds = probabilities.map(Self.logOdds)
    let fit: LogisticFit
    do {
      fit = try LogisticRegression.fit(
        DesignMatrix(rows: logOdds.count, names: ["log odds"], values: logOdds),
        outcomes: outcomes)
    } catch {
      switch error {
      case .noRows, .oneClass: throw .oneClass
      default: throw .calibration(error)
      }
    }
    guard fit.aliased.isEmpty else { throw .constantScores }
    intercept = fit.coefficients[0] - (population?.logOddsExcess(outcomes: outcomes) ?? 0)
    slope = fit.coefficients[1]
    interceptStandardError = fit.standardErrors[0]
    slopeStandardError = fit.standardErrors[1]
  }

  /// The log odds of a probability, held within those of a score.
  static func logOdds(of probability: Double) -> Double {
    let bound = ScoreModel.largestPredictor
    return min(max(Double.log(probability) - Double.log(onePlus: -probability), -bound), bound)
  }
}
