/// Why scores can't be judged.
public enum EvaluationError: Error, Equatable, Sendable {
  /// There is no row, or none of one of the two outcomes.
  case oneClass
  /// The score at this row (from 0) is NaN, or no probability where one is needed.
  case scoreInvalid(row: Int)
  /// All scores are equal, so no slope can be told.
  case constantScores
  /// Higher scores don't go with more positives, so no rising map calibrates them.
  case notRising
  /// The calibration model has no answer.
  case calibration(LogisticError)
}

extension EvaluationError: CustomStringConvertible {
  /// The reason as a sentence, for people.
  public var description: String {
    switch self {
    case .oneClass: "scores can be judged only on rows of both outcomes"
    case .scoreInvalid(let row): "row \(row): the score is not a valid number"
    case .constantScores: "all scores are equal"
    case .notRising: "higher scores don't go with more positives"
    case .calibration(let error): "calibration: \(error)"
    }
  }
}

/// Stops the program where outcomes are not one 0 or 1 a score: that is a defect of the caller.
func checkOutcomes(_ outcomes: [Double], count: Int) {
  precondition(outcomes.count == count, "scores and outcomes are of one length")
  precondition(outcomes.allSatisfy { $0 == 0 || $0 == 1 }, "an outcome is 0 or 1")
}
