import Foundation
import Modeling
import Testing

@Suite struct PopulationRateTests {
  /// A population of which 5 % or so are positive, and a sample of it: all positives, and as many
  /// of the others, in the order in which they come.
  private struct Drawn {
    static let intercept = -3.2
    static let slopes = [0.8, -0.5]

    let rate: Double
    let sample: Example

    init(people: Int, seed: UInt64) {
      var generator = Generator(seed: seed)
      var all = Example(columns: [[], []], outcomes: [], weights: [])
      for _ in 0..<people {
        let values = [generator.bell(), generator.bell()]
        let predictor = Self.intercept + zip(Self.slopes, values).reduce(0) { $0 + $1.0 * $1.1 }
        all.outcomes.append(generator.uniform() < 1 / (1 + exp(-predictor)) ? 1 : 0)
        all.weights.append(1)
        for (column, value) in values.enumerated() { all.columns[column].append(value) }
      }
      let positives = all.outcomes.indices.filter { all.outcomes[$0] == 1 }
      let others = all.outcomes.indices.filter { all.outcomes[$0] == 0 }
      rate = Double(positives.count) / Double(people)
      sample = all.taking(positives + others.prefix(positives.count))
    }
  }

  @Test func `an intercept fitted on as many positives as others comes back to the population's`()
    throws
  {
    let drawn = Drawn(people: 200_000, seed: 51)
    let fit = try LogisticRegression.fit(drawn.sample.design, outcomes: drawn.sample.outcomes)
    let excess = PopulationRate(drawn.rate).logOddsExcess(outcomes: drawn.sample.outcomes)
    let corrected = [fit.coefficients[0] - excess] + fit.coefficients.dropFirst()
    let truth = [Drawn.intercept] + Drawn.slopes
    for (index, error) in fit.standardErrors.enumerated() {
      #expect(abs(corrected[index] - truth[index]) < 3 * error, "coefficient \(index)")
    }
    #expect(fit.coefficients[0] - truth[0] > 50 * fit.standardErrors[0], "the sample's own is off")
  }

  @Test func `chances of the population calibrate and average to it on a balanced sample`() throws {
    let drawn = Drawn(people: 200_000, seed: 52)
    let population = PopulationRate(drawn.rate)
    let outcomes = drawn.sample.outcomes
    let chances = outcomes.indices.map { row in
      let predictor =
        Drawn.intercept
        + Drawn.slopes.indices.reduce(0) { $0 + Drawn.slopes[$1] * drawn.sample.columns[$1][row] }
      return ScoreModel.probability(of: predictor)
    }
    let calibration = try Calibration(
      probabilities: chances, outcomes: outcomes, population: population)
    #expect(abs(calibration.intercept) < 3 * calibration.interceptStandardError)
    #expect(abs(calibration.slope - 1) < 3 * calibration.slopeStandardError)
    let mean = PopulationMean(chances, outcomes: outcomes, population: population)
    #expect(abs(mean.value - drawn.rate) < 3 * mean.standardError)
    #expect(mean.standardError < 0.001)
    // Taken as they come, the rows know nothing of the population.
    #expect(abs(PopulationMean(chances, outcomes: outcomes).value - drawn.rate) > 0.02)
  }

  @Test func `a population of the rows' own rate changes nothing`() throws {
    let balanced = PopulationRate(0.5)
    #expect(balanced.logOddsExcess(outcomes: [1, 0, 0, 1]) == 0)
    #expect(balanced.weights(outcomes: [1, 0, 0, 1]) == [1, 1, 1, 1])
    let example = Example.generated()
    let positives = example.outcomes.count { $0 == 1 }
    let own = PopulationRate(Double(positives) / Double(example.outcomes.count))
    #expect(abs(own.logOddsExcess(outcomes: example.outcomes)) < 1e-15)
    let weights = own.weights(outcomes: example.outcomes)
    #expect(weights.allSatisfy { abs($0 - 1) < 1e-15 })
    let values = example.columns[2]
    let weighted = PopulationMean(values, outcomes: example.outcomes, population: own)
    let plain = PopulationMean(values, outcomes: example.outcomes)
    #expect(abs(weighted.value - plain.value) < 1e-10)
  }

  @Test func `weights average to 1 and give the population's rate`() {
    let outcomes: [Double] = [1, 0, 0, 1, 0]
    let weights = PopulationRate(0.1).weights(outcomes: outcomes)
    #expect(agree(weights, [0.25, 1.5, 1.5, 0.25, 1.5], within: 1e-15))
    #expect(abs(weights.reduce(0, +) - 5) < 1e-14)
  }

  // MARK: weights of rows

  @Test func `a weight of 2 is the row twice, and one of 1 is no weight`() throws {
    let example = Example.generated(rows: 1_000)
    let scores = example.columns[2].map { (0.1 + $0 / 300) * (0.1 + $0 / 300) / 20 }
    let outcomes = example.outcomes
    let ones = [Double](repeating: 1, count: 1_000)
    let plain = try ProbabilityScore(probabilities: scores, outcomes: outcomes)
    #expect(
      try ProbabilityScore(probabilities: scores, outcomes: outcomes, weights: ones) == plain)
    let table = try LiftTable(scores: scores, outcomes: outcomes)
    #expect(try LiftTable(scores: scores, outcomes: outcomes, weights: ones) == table)

    // Every other row, so that ten bands of either table have their bounds at the same weight.
    let counts = outcomes.indices.map { $0.isMultiple(of: 2) ? 2 : 1 }
    let twice = outcomes.indices.flatMap { [Int](repeating: $0, count: counts[$0]) }
    let weights = counts.map(Double.init)
    let weighted = try ProbabilityScore(
      probabilities: scores, outcomes: outcomes, weights: weights)
    let repeated = try ProbabilityScore(
      probabilities: twice.map { scores[$0] }, outcomes: twice.map { outcomes[$0] })
    #expect(
      agree(
        [weighted.logLoss, weighted.entropy, weighted.brier],
        [repeated.logLoss, repeated.entropy, repeated.brier], within: 1e-12))
    let left = try LiftTable(scores: scores, outcomes: outcomes, weights: weights)
    let right = try LiftTable(
      scores: twice.map { scores[$0] }, outcomes: twice.map { outcomes[$0] })
    #expect(agree(left.bands.map(\.rows), right.bands.map(\.rows), within: 1e-12))
    #expect(agree(left.bands.map(\.lift), right.bands.map(\.lift), within: 1e-12))
  }

  @Test func `a row that lies across a bound of the weight falls on either side`() throws {
    let table = try LiftTable(
      scores: [3, 2, 1], outcomes: [1, 1, 0], weights: [1, 2, 3], bands: 3)
    #expect(table.bands.map(\.rows) == [2, 2, 2])
    #expect(table.bands.map(\.positives) == [2, 1, 0])
    #expect(table.bands.map(\.lift) == [2, 1, 0])
  }

  // MARK: profit

  @Test func `profit by both rules is what a hand adds up`() {
    // Two gave $10 and $1, two nothing; a contact costs 50 cents; the second giver wasn't expected
    // to be worth it, and one who gave nothing was.
    let profit = ContactProfit(
      expectedCents: [80, 40, 60, 50], receivedCents: [1_000, 100, 0, 0], outcomes: [1, 1, 0, 0],
      costCents: 50)
    #expect(profit.everyone.value == 225)
    #expect(profit.worthwhile.value == 225)
    #expect(profit.gain.value == 0)
    #expect(profit.share.value == 0.5)
    // Of a population with one giver in ten: .1 · (950 + 50)/2 + .9 · (-50), and so on.
    let tenth = ContactProfit(
      expectedCents: [80, 40, 60, 50], receivedCents: [1_000, 100, 0, 0], outcomes: [1, 1, 0, 0],
      costCents: 50, population: PopulationRate(0.1))
    #expect(
      agree(
        [
          tenth.everyone.value, tenth.worthwhile.value, tenth.gain.value, tenth.share.value,
          tenth.everyone.standardError,
        ], [5, 25, 20, 0.5, 45], within: 1e-12))
  }

  @Test func `a mean over strata has the error of its parts`() {
    // Positives 1, 3: mean 2, variance of the mean 1. Others 0, 0, 6: mean 2, variance 12/3 = 4.
    let mean = PopulationMean(
      [1, 3, 0, 0, 6], outcomes: [1, 1, 0, 0, 0], population: PopulationRate(0.25))
    #expect(mean.value == 2)
    #expect(abs(mean.standardError - (1.0 / 16 + 9.0 / 16 * 4).squareRoot()) < 1e-15)
    #expect(PopulationMean([1, 3], outcomes: [1, 0]).standardError == 1)
    #expect(PopulationMean([1], outcomes: [1]).interval == nil)
  }
}
