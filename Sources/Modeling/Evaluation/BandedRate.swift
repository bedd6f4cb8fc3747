/// The chances that a ranking stands for: the rate of positives in each of its tenths, learned on some
/// rows and told of others.
///
/// A band's rate is smoothed, (positives + 20 r) / (rows + 20) with r the rate of all rows, so that no
/// chance is 0 or 1. Rows at either infinity, where a ranking puts missing values, are bands of
/// their own.
public struct BandedRate: Sendable, Equatable {
  private let bands: EqualMassBands
  /// The rate at minus infinity, those of the bands, and that at plus infinity.
  private let rates: [Double]

  /// Learns the rates.
  ///
  /// - Parameter population: The rate that the rows were drawn away from, to which the odds are
  ///   corrected as a model's are; nil for rows drawn at random.
  /// - Precondition: there is a row, and one outcome of 0 or 1 a score; both where there is a
  ///   population.
  public init(scores: [Double], outcomes: [Double], population: PopulationRate? = nil) {
    checkOutcomes(outcomes, count: scores.count)
    precondition(!scores.isEmpty, "rates are learned from some rows")
    let bands = EqualMassBands(scores)
    var rows = [Double](repeating: 0, count: bands.bounds.count + 3)
    var positives = rows
    for (score, outcome) in zip(scores, outcomes) {
      let place = Self.place(of: score, bands)
      rows[place] += 1
      positives[place] += outcome
    }
    let all = positives.reduce(0, +) / Double(scores.count)
    self.bands = bands
    let factor = population.map { $0.rate / (1 - $0.rate) / (all / (1 - all)) } ?? 1
    rates = zip(rows, positives).map {
      let rate = ($1 + ColumnRanking.smoothing * all) / ($0 + ColumnRanking.smoothing)
      return rate.withOdds(times: factor)
    }
  }

  /// The chance of a score.
  public func probability(of score: Double) -> Double { rates[Self.place(of: score, bands)] }

  private static func place(of score: Double, _ bands: EqualMassBands) -> Int {
    guard score.isFinite else { return score < 0 ? 0 : bands.bounds.count + 2 }
    return 1 + bands.band(of: score)
  }
}
