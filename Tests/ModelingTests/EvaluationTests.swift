import Foundation
import Modeling
import Testing

@Suite struct EvaluationTests {
  @Test(arguments: [1, 3, 10, 1000])
  func `area and variance equal the sums over all pairs, with ties`(levels: Int) throws {
    var generator = Generator(seed: UInt64(levels))
    let outcomes = (0..<150).map { _ in generator.uniform() < 0.3 ? 1.0 : 0 }
    let scores = outcomes.map { Double(generator.below(levels)) + $0 * Double(levels) / 5 }
    let others = outcomes.map { Double(generator.below(levels)) + $0 * Double(levels) / 9 }
    let auc = try AUC(scores: scores, outcomes: outcomes)
    let (area, variance) = byPairs(scores, outcomes)
    #expect(agree([auc.value], [area], within: 1e-13))
    #expect(abs(auc.standardError * auc.standardError - variance) < 1e-14)

    let difference = try AUCDifference(scores, others, outcomes: outcomes)
    let second = try AUC(scores: others, outcomes: outcomes)
    #expect(abs(difference.value - (auc.value - second.value)) < 1e-13)
    let paired = byPairs(scores, outcomes, minus: others).variance
    #expect(abs(difference.standardError * difference.standardError - paired) < 1e-14)
  }

  @Test func `the area is unchanged by a rising map of the scores and mirrored by a falling one`()
    throws
  {
    let scores = [0.1, 0.4, 0.35, 0.8, 0.4]
    let outcomes: [Double] = [0, 0, 1, 1, 1]
    let auc = try AUC(scores: scores, outcomes: outcomes)
    #expect(agree([auc.value], [4.5 / 6], within: 1e-15))
    #expect(try AUC(scores: scores.map { exp($0) }, outcomes: outcomes) == auc)
    let mirrored = try AUC(scores: scores.map { -$0 }, outcomes: outcomes)
    #expect(abs(mirrored.value + auc.value - 1) < 1e-15)
    #expect(abs(mirrored.standardError - auc.standardError) < 1e-15)
  }

  @Test func `equal rankings do not differ`() throws {
    let outcomes: [Double] = [0, 0, 1, 1]
    let difference = try AUCDifference([1, 2, 3, 4], [10, 20, 30, 40], outcomes: outcomes)
    #expect(difference.value == 0 && difference.pValue == 1)
  }

  @Test func `one class or a NaN is refused`() {
    #expect(throws: EvaluationError.oneClass) { try AUC(scores: [1, 2], outcomes: [1, 1]) }
    #expect(throws: EvaluationError.oneClass) { try AUC(scores: [], outcomes: []) }
    #expect(throws: EvaluationError.oneClass) {
      try ProbabilityScore(probabilities: [], outcomes: [])
    }
    #expect(throws: EvaluationError.scoreInvalid(row: 1)) {
      try AUC(scores: [1, .nan], outcomes: [1, 0])
    }
    #expect(throws: EvaluationError.scoreInvalid(row: 0)) {
      try ProbabilityScore(probabilities: [1.1, 0], outcomes: [1, 0])
    }
    #expect(throws: EvaluationError.oneClass) {
      try Calibration(probabilities: [0.1, 0.2], outcomes: [0, 0])
    }
    #expect(throws: EvaluationError.constantScores) {
      try Calibration(probabilities: [0.1, 0.1], outcomes: [0, 1])
    }
  }

  /// Against statsmodels and numpy, by Reference/logistic.py ("calibration").
  @Test func `calibration, log loss and Brier score equal statsmodels and numpy`() throws {
    let example = Example.generated()
    let probabilities = example.columns[2].map { (0.1 + $0 / 300) * (0.1 + $0 / 300) / 20 }
    let calibration = try Calibration(probabilities: probabilities, outcomes: example.outcomes)
    #expect(
      agree([calibration.intercept, calibration.slope], [-2.3088670093129537, 0.2192222239693704]))
    #expect(
      agree(
        [calibration.interceptStandardError, calibration.slopeStandardError],
        [0.13677503489065965, 0.03832596193327565]))
    let score = try ProbabilityScore(probabilities: probabilities, outcomes: example.outcomes)
    #expect(
      agree(
        [score.logLoss, score.brier], [0.21714406346156892, 0.04971976806496876], within: 1e-12))
  }

  @Test func `a fit is calibrated on its own rows`() throws {
    let example = Example.generated()
    let fit = try LogisticRegression.fit(example.design, outcomes: example.outcomes)
    let design = example.design
    let probabilities = example.outcomes.indices.map { row in
      ScoreModel.probability(
        of: (0..<5).reduce(fit.coefficients[0]) {
          $0 + fit.coefficients[$1 + 1] * design[row, $1]
        })
    }
    let calibration = try Calibration(probabilities: probabilities, outcomes: example.outcomes)
    #expect(abs(calibration.intercept) < 1e-8 && abs(calibration.slope - 1) < 1e-8)
    let score = try ProbabilityScore(probabilities: probabilities, outcomes: example.outcomes)
    #expect(agree([score.logLoss * 5000], [-fit.logLikelihood]))
    #expect(agree([score.entropy * 5000], [-fit.nullLogLikelihood]))
    #expect(agree([score.skill], [1 - fit.logLikelihood / fit.nullLogLikelihood]))
  }

  @Test func `the base rate told to all has no skill, certainty all of it`() throws {
    let outcomes: [Double] = [1, 0, 0, 0]
    let flat = try ProbabilityScore(
      probabilities: [0.25, 0.25, 0.25, 0.25], outcomes: outcomes)
    #expect(abs(flat.skill) < 1e-15)
    #expect(flat.brier == 0.1875)
    let sure = try ProbabilityScore(probabilities: outcomes, outcomes: outcomes)
    #expect(sure.skill == 1 && sure.brier == 0)
    let wrong = try ProbabilityScore(probabilities: [0, 0, 0, 0], outcomes: outcomes)
    #expect(wrong.logLoss == .infinity)
  }

  @Test func `a lift table counts by rank and shares ties`() throws {
    // Ranks 1-2: two certain rows; ranks 3-6: a tie with one positive in four; then the rest.
    let scores = [9, 8, 5, 5, 5, 5, 2, 1.0]
    let outcomes: [Double] = [1, 0, 0, 1, 0, 0, 0, 0]
    let table = try LiftTable(scores: scores, outcomes: outcomes, bands: 3)
    // Bounds 0, 2, 5, 8: the tie gives three rows to the second band and one to the third.
    #expect(table.bands.map(\.rows) == [2, 3, 3])
    #expect(table.bands.map(\.positives) == [1, 0.75, 0.25])
    #expect(table.bands.map(\.rate) == [0.5, 0.25, 0.25 / 3])
    #expect(table.bands.map(\.lift) == [2, 1, 1.0 / 3])
    #expect(table.bands.map(\.cumulativeGain) == [0.5, 0.875, 1])
    #expect(table.bands.map(\.meanScore) == [8.5, 5, 8.0 / 3])

    let reversed = try LiftTable(
      scores: scores.reversed(), outcomes: outcomes.reversed(), bands: 3)
    #expect(reversed == table)
  }

  @Test func `a lift table of few rows has a band a row`() throws {
    let table = try LiftTable(scores: [3, 2, 1], outcomes: [1, 0, 0])
    #expect(table.bands.map(\.rows) == [1, 1, 1])
    #expect(table.bands.map(\.cumulativeGain) == [1, 1, 1])
  }

  /// The definition of DeLong, DeLong & Clarke-Pearson 1988 over all pairs; of the difference of
  /// two scores where a second is given.
  private func byPairs(
    _ scores: [Double], _ outcomes: [Double], minus others: [Double]? = nil
  ) -> (area: Double, variance: Double) {
    let positives = outcomes.indices.filter { outcomes[$0] == 1 }
    let negatives = outcomes.indices.filter { outcomes[$0] == 0 }
    func wins(_ scores: [Double], _ positive: Int, _ negative: Int) -> Double {
      scores[positive] > scores[negative] ? 1 : scores[positive] == scores[negative] ? 0.5 : 0
    }
    func kernel(_ positive: Int, _ negative: Int) -> Double {
      wins(scores, positive, negative) - (others.map { wins($0, positive, negative) } ?? 0)
    }
    let m = Double(positives.count)
    let n = Double(negatives.count)
    let v10 = positives.map { p in negatives.reduce(0) { $0 + kernel(p, $1) } / n }
    let v01 = negatives.map { q in positives.reduce(0) { $0 + kernel($1, q) } / m }
    let area = v10.reduce(0, +) / m
    let s10 = v10.reduce(0) { $0 + ($1 - area) * ($1 - area) } / (m - 1)
    let s01 = v01.reduce(0) { $0 + ($1 - area) * ($1 - area) } / (n - 1)
    return (area, s10 / m + s01 / n)
  }
}
