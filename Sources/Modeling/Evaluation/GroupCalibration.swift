/// The mean chance told of a group of people, beside the share of them whose outcome came.
///
/// The interval is Wilson's (JASA 22, 1927). Where people were drawn by their outcome, the share and its
/// ends are the population's: their odds times τ/(1 - τ) over the odds of the rows that were drawn.
public struct GroupCalibration: Sendable, Equatable {
  /// The people of the group.
  public let people: Int
  /// Those of them whose outcome is 1.
  public let positives: Int
  /// The mean chance.
  public let predicted: Double
  /// The share of positives.
  public let observed: Double
  /// Its 95 % interval.
  public let interval: ClosedRange<Double>

  /// Whether the mean chance lies in the interval.
  public var holds: Bool { interval.contains(predicted) }

  /// Measures a group.
  ///
  /// - Parameters:
  ///   - rows: The group's rows, at least one.
  ///   - probabilities: The chances of all rows.
  ///   - outcomes: 0 or 1, one a row.
  ///   - weights: `PopulationRate.weights` of all rows; nil for rows drawn at random.
  public init(
    rows: [Int], probabilities: [Double], outcomes: [Double], weights: [Double]? = nil
  ) {
    precondition(!rows.isEmpty, "a group is of some people")
    people = rows.count
    positives = rows.count { outcomes[$0] == 1 }
    let all = rows.reduce(0) { $0 + (weights?[$1] ?? 1) }
    predicted = rows.reduce(0) { $0 + (weights?[$1] ?? 1) * probabilities[$1] } / all
    observed = rows.reduce(0) { $0 + (weights?[$1] ?? 1) * outcomes[$1] } / all
    var factor = 1.0
    if let weights, let one = outcomes.firstIndex(of: 1), let other = outcomes.firstIndex(of: 0) {
      factor = weights[one] / weights[other]
    }
    let share = wilsonInterval(positives: positives, of: people)
    interval =
      min(
        share.lowerBound.withOdds(times: factor), observed)...max(
        share.upperBound.withOdds(times: factor), observed)
  }
}
