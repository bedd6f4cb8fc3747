import Foundation
import Modeling
import Testing

@Suite struct CalibrationMapTests {
  /// R: steps <- rle(isoreg(x3, y)$yf), by Reference/evaluation.R.
  @Test func `an isotonic map equals R's isoreg, no chance nearer to 0 than half a row`() throws {
    let example = Example.generated()
    let scores = example.columns[2]
    let map = try IsotonicMap(scores: scores, outcomes: example.outcomes)
    let lengths = [11, 428, 541, 34, 1048, 1501, 154, 396, 232, 505, 132, 18]
    let chances = [
      0.5 / 5000, 0.016355140186915886, 0.024029574861367836, 0.029411764705882353,
      0.036259541984732822, 0.041972018654230510, 0.045454545454545456, 0.050505050505050504,
      0.056034482758620691, 0.083168316831683173, 0.128787878787878785, 0.166666666666666657,
    ]
    let expected = zip(chances, lengths).flatMap { [Double](repeating: $0, count: $1) }
    #expect(agree(scores.sorted().map { map.probability(of: $0) }, expected, within: 1e-12))
  }

  @Test func `between two steps the map is straight, and outside all it is flat`() throws {
    // Rates 0, then 1/2 (5 and 6 violate the order), then 1; half a row of 6 is 1/12.
    let map = try IsotonicMap(scores: [1, 2, 5, 6, 8, 9], outcomes: [0, 0, 1, 0, 1, 1])
    #expect(map.scores == [1, 2, 5, 6, 8, 9])
    #expect(
      agree(map.chances, [1, 1, 6, 6, 11, 11].map { $0 / 12 }, within: 1e-15))
    #expect(abs(map.probability(of: 3) - (1 + 5.0 / 3) / 12) < 1e-15)
    #expect(map.probability(of: -100) == map.chances[0])
    #expect(map.probability(of: .infinity) == map.chances[5])
  }

  @Test func `the map's mean is the rate, rows have no order, and a weight of 2 is the row twice`()
    throws
  {
    let example = Example.generated(rows: 800)
    let scores = example.columns[0].map { ($0 * 20).rounded() }
    let kept = example.outcomes.indices.filter { example.weights[$0] > 0 }.reversed()
    let weighted = try IsotonicMap(
      scores: kept.map { scores[$0] }, outcomes: kept.map { example.outcomes[$0] },
      weights: kept.map { example.weights[$0] })
    let repeated = example.outcomes.indices.flatMap {
      [Int](repeating: $0, count: Int(example.weights[$0]))
    }
    let plain = try IsotonicMap(
      scores: repeated.map { scores[$0] }, outcomes: repeated.map { example.outcomes[$0] })
    #expect(weighted.scores == plain.scores)
    // Half a row differs, where there are more of them.
    let inner = plain.chances.indices.filter { plain.chances[$0] > 0.5 / 500 }
    #expect(
      agree(inner.map { weighted.chances[$0] }, inner.map { plain.chances[$0] }, within: 1e-12))
    let told = scores.map { weighted.probability(of: $0) }
    let sum = zip(told, example.weights).reduce(0) { $0 + $1.0 * $1.1 }
    let positives = zip(example.outcomes, example.weights).reduce(0) { $0 + $1.0 * $1.1 }
    #expect(abs(sum - positives) < 0.5)
  }

  @Test func `a model that was shrunk too far has the slope 1 once corrected`() throws {
    var generator = Generator(seed: 61)
    func drawn(_ rows: Int) -> (frame: RawFrame, outcomes: [Double]) {
      let columns = (0..<3).map { _ in (0..<rows).map { _ in generator.bell() } }
      let outcomes = (0..<rows).map { row in
        let predictor = columns[0][row] - 0.7 * columns[1][row] - 1.5
        return generator.uniform() < 1 / (1 + exp(-predictor)) ? 1.0 : 0
      }
      let named = columns.enumerated().map { ("x\($0)", RawColumn.numeric($1)) }
      return (RawFrame(rows: rows, columns: named), outcomes)
    }
    let (frame, outcomes) = drawn(4000)
    let groups = (0..<4000).map { Int64($0 / 2) }
    var options = CrossValidation.Options()
    options.penalties = [0.3]
    let crossed = try CrossValidation(
      frame, outcomes: outcomes, groups: groups, folds: Folds(groups: groups, count: 5, seed: 2),
      options: options)
    let before = try Calibration(probabilities: crossed.probabilities, outcomes: outcomes)
    #expect(before.slope > 1.5)
    let map = try SlopeMap(before)
    let mapped = crossed.probabilities.map { map.probability(of: $0) }
    let after = try Calibration(probabilities: mapped, outcomes: outcomes)
    #expect(abs(after.slope - 1) < 1e-8 && abs(after.intercept) < 1e-8)

    // The model of all rows, its coefficients corrected, on people whom nothing has seen.
    var ridge = LogisticRegression.Options()
    ridge.penalty = 0.3
    let plan = TermPlan.learn(from: frame, rows: Array(0..<4000))
    let model = ScoreModel(
      plan: plan,
      fit: try LogisticRegression.fit(plan.apply(frame), outcomes: outcomes, options: ridge))
    let (others, truth) = drawn(4000)
    func told(_ model: ScoreModel) throws -> [Double] {
      try model.linearPredictors(of: others, rows: Array(0..<4000)).map(ScoreModel.probability)
    }
    let plain = try told(model)
    let chances = try told(map.corrected(model))
    #expect(agree(plain.map { map.probability(of: $0) }, chances, within: 1e-12))
    let fresh = try Calibration(probabilities: chances, outcomes: truth)
    #expect(abs(fresh.slope - 1) < 3 * fresh.slopeStandardError)
    #expect(fresh.slopeStandardError < 0.06)
  }

  @Test func `maps of nothing, of no numbers and of a falling ranking are refused`() throws {
    #expect(throws: EvaluationError.oneClass) {
      try IsotonicMap(scores: [1, 2], outcomes: [1, 1])
    }
    #expect(throws: EvaluationError.oneClass) { try IsotonicMap(scores: [], outcomes: []) }
    #expect(throws: EvaluationError.scoreInvalid(row: 1)) {
      try IsotonicMap(scores: [1, .nan], outcomes: [1, 0])
    }
    let falling = try Calibration(
      probabilities: [0.1, 0.2, 0.3, 0.4], outcomes: [1, 0, 1, 0])
    #expect(throws: EvaluationError.notRising) { try SlopeMap(falling) }
  }
}
