internal import RealModule

/// How well probabilities foretell outcomes: log loss, its skill, and the Brier score.
public struct ProbabilityScore: Sendable, Equatable {
  /// The mean of -log p over the rows of outcome 1 and of -log(1 - p) over the others, in nats;
  /// infinite where a certainty was wrong.
  public let logLoss: Double
  /// The log loss of the rows' own base rate, told to all: -r log r - (1 - r) log(1 - r).
  public let entropy: Double
  /// The mean of (p - y)².
  public let brier: Double

  /// 1 - logLoss / entropy: 0 for the base rate, 1 for certainty, negative for worse than nothing.
  ///
  /// Unlike the log loss it compares between sets of different base rates.
  public var skill: Double { 1 - logLoss / entropy }

  /// Measures probabilities against outcomes of 0 and 1.
  ///
  /// - Parameter weights: How much each row counts; nil for all alike.
  /// - Precondition: one outcome, and one weight above zero, a probability.
  public init(
    probabilities: [Double], outcomes: [Double], weights: [Double]? = nil
  ) throws(EvaluationError) {
    checkOutcomes(outcomes, count: probabilities.count)
    let weights = weights ?? [Double](repeating: 1, count: outcomes.count)
    precondition(weights.count == outcomes.count, "a weight a row")
    if let row = probabilities.firstIndex(where: { !(0...1).contains($0) }) {
      throw .scoreInvalid(row: row)
    }
    let count = weights.reduce(0, +)
    let rate = zip(weights, outcomes).reduce(0) { $0 + $1.0 * $1.1 } / count
    guard rate > 0, rate < 1 else { throw .oneClass }
    var loss = 0.0
    var squares = 0.0
    for ((probability, outcome), weight) in zip(zip(probabilities, outcomes), weights) {
      loss += weight * Self.loss(of: probability, outcome: outcome)
      squares += weight * (probability - outcome) * (probability - outcome)
    }
    logLoss = loss / count
    entropy = -rate * Double.log(rate) - (1 - rate) * Double.log(onePlus: -rate)
    brier = squares / count
  }

  /// What one row adds to the log loss: -log p where its outcome is 1, else -log(1 - p).
  public static func loss(of probability: Double, outcome: Double) -> Double {
    -(outcome == 1 ? Double.log(probability) : Double.log(onePlus: -probability))
  }
}
