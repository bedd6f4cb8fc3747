/// A mean over a population, from rows drawn at random from it or from each outcome by itself.
///
/// Rows drawn by outcome make a stratified sample of two strata whose shares are known:
/// mean = τ m₁ + (1 - τ) m₀ and var = τ² s₁²/n₁ + (1 - τ)² s₀²/n₀, with m, s² and n of the positives
/// and of the others. Source: Cochran, Sampling Techniques (1977), 5.3.
public struct PopulationMean: Sendable, Equatable {
  /// The mean.
  public let value: Double
  /// Its standard error; NaN with a single row, or a single one of an outcome drawn by itself.
  public let standardError: Double

  /// Averages one value a row.
  ///
  /// - Parameters:
  ///   - outcomes: 0 or 1, one a row.
  ///   - population: The rate that the rows were drawn away from; nil for rows drawn at random.
  /// - Precondition: a value a row; rows of both outcomes where there is a population.
  public init(_ values: [Double], outcomes: [Double], population: PopulationRate? = nil) {
    precondition(values.count == outcomes.count && !values.isEmpty, "a mean has a value a row")
    guard let population else {
      let all = Self.moments(values)
      value = all.mean
      standardError = all.variance.squareRoot()
      return
    }
    let positives = Self.moments(outcomes.indices.filter { outcomes[$0] == 1 }.map { values[$0] })
    let others = Self.moments(outcomes.indices.filter { outcomes[$0] != 1 }.map { values[$0] })
    let (share, rest) = (population.rate, 1 - population.rate)
    value = share * positives.mean + rest * others.mean
    standardError =
      (share * share * positives.variance + rest * rest * others.variance).squareRoot()
  }

  /// The 95 % interval by the normal approximation; nil without a standard error.
  public var interval: ClosedRange<Double>? {
    guard standardError.isFinite else { return nil }
    let half = normal975 * standardError
    return (value - half)...(value + half)
  }

  /// The mean and the variance of the mean.
  private static func moments(_ values: [Double]) -> (mean: Double, variance: Double) {
    let count = Double(values.count)
    let mean = values.reduce(0, +) / count
    let squares = values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) }
    return (mean, squares / (count - 1) / count)
  }
}
