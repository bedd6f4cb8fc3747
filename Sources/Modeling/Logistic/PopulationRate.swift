internal import RealModule

/// The share of positives in the population that rows drawn by their outcome stand for.
///
/// Where the positives and the others were drawn at different rates, each at random among its own,
/// the slopes of a logistic regression hold, and its intercept is too high by
/// ln[((1 - τ)/τ) (ȳ/(1 - ȳ))], with τ the rate of the population and ȳ that of the rows (prior
/// correction). A mean over the population weighs a positive by τ/ȳ and another by
/// (1 - τ)/(1 - ȳ). Source: King & Zeng, Political Analysis 9 (2001), equations 7 to 10.
public struct PopulationRate: Sendable, Equatable {
  /// τ, between 0 and 1.
  public let rate: Double

  /// Makes the rate.
  ///
  /// - Precondition: it lies between 0 and 1.
  public init(_ rate: Double) {
    precondition(rate > 0 && rate < 1, "a population holds positives and others")
    self.rate = rate
  }

  /// How far the log odds of rows with these outcomes lie above the population's: what is taken
  /// off an intercept that was fitted on them.
  ///
  /// - Precondition: outcomes are 0 or 1, and both occur.
  public func logOddsExcess(outcomes: [Double]) -> Double {
    let (positives, others) = Self.counts(outcomes)
    // As a quotient, so that a rate equal to the rows' own takes off exactly nothing.
    return Double.log((positives / others) / (rate / (1 - rate)))
  }

  /// The weight of each row, 1 on average.
  ///
  /// - Precondition: outcomes are 0 or 1, and both occur.
  public func weights(outcomes: [Double]) -> [Double] {
    let (positives, others) = Self.counts(outcomes)
    let all = positives + others
    let ofPositives = rate / (positives / all)
    let ofOthers = (1 - rate) / (others / all)
    return outcomes.map { $0 == 1 ? ofPositives : ofOthers }
  }

  private static func counts(_ outcomes: [Double]) -> (positives: Double, others: Double) {
    let positives = Double(outcomes.count { $0 == 1 })
    let others = Double(outcomes.count) - positives
    precondition(positives > 0 && others > 0, "rows of both outcomes")
    return (positives, others)
  }
}

extension Double {
  /// The share whose odds are `factor` times those of this one, within 0...1.
  func withOdds(times factor: Double) -> Double { factor * self / (1 + (factor - 1) * self) }
}
