/// Why a logistic regression has no answer; each case names columns and row numbers, never values.
public enum LogisticError: Error, Equatable, Sendable {
  /// No row has a positive weight.
  case noRows
  /// All outcomes are 1 (`positive`) or all are 0, so there is nothing to tell apart.
  case oneClass(positive: Bool)
  /// A value of this column is NaN or infinite at this row (from 0).
  case nonFinite(column: String, row: Int)
  /// The outcome at this row (from 0) is neither 0 nor 1.
  case outcomeNotBinary(row: Int)
  /// The weight at this row (from 0) is negative, NaN or infinite.
  case weightInvalid(row: Int)
  /// Some combination of these terms parts the outcomes without error, so the likelihood has no
  /// maximum and every coefficient of an unfinished fit would be an accident of where it stopped.
  ///
  /// The terms stand by falling share in the parting direction. Next steps: drop or pool the first
  /// of them, or fit with a ridge or by Firth's likelihood.
  case separated(terms: [String])
  /// The solver stopped without reaching the optimum, and no separation was found.
  case notConverged(iterations: Int)
  /// No column that is penalised varies, or none with the outcome, so there is no path to follow.
  case nothingToPenalise
  /// A robust covariance needs more rows than coefficients, and two clusters.
  case tooFewClusters(least: Int)
}

extension LogisticError: CustomStringConvertible {
  /// The reason and the next step as one sentence, for people.
  public var description: String {
    switch self {
    case .noRows:
      "no row has a positive weight"
    case .oneClass(let positive):
      "all outcomes are \(positive ? 1 : 0): a model needs rows of both kinds"
    case .nonFinite(let column, let row):
      "column \(column), row \(row): not a finite number"
    case .outcomeNotBinary(let row):
      "row \(row): the outcome is neither 0 nor 1"
    case .weightInvalid(let row):
      "row \(row): the weight is not a finite number of at least 0"
    case .separated(let terms):
      "the outcomes are separated by \(terms.joined(separator: ", ")): "
        + "drop or pool the first of them, or fit with a ridge penalty or by Firth's likelihood"
    case .notConverged(let iterations):
      "no optimum after \(iterations) iterations: look for nearly collinear columns, "
        + "or fit with a penalty"
    case .nothingToPenalise:
      "no penalised column varies with the outcome"
    case .tooFewClusters(let least):
      "robust standard errors need at least \(least) rows or clusters of positive weight"
    }
  }
}
