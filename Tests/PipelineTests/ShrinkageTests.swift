import Campaign
import Modeling
import Testing

@testable import Pipeline

/// Models that are shrunk by an elastic net, or learned from a part of the people without the outcome.
@Suite struct ShrinkageTests {
  /// Twelve columns of which three tell the outcome, which one in twelve has; two people a household.
  private static let data: TrainingData = {
    let rows = 12_000
    var state: UInt64 = 7
    func uniform() -> Double {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return Double(state >> 11) / 0x1p53
    }
    var columns = [[Double]](repeating: [], count: 12)
    var outcomes: [Double] = []
    for _ in 0..<rows {
      var predictor = -3.2
      for column in columns.indices {
        let value = uniform() + uniform() + uniform() - 1.5
        columns[column].append(value)
        if column < 3 { predictor += [1.6, -1.2, 0.9][column] * value }
      }
      outcomes.append(uniform() < ScoreModel.probability(of: predictor) ? 1 : 0)
    }
    return TrainingData(
      frame: RawFrame(
        rows: rows, columns: columns.enumerated().map { ("x\($0.offset)", .numeric($0.element)) }),
      outcomes: outcomes, training: (0..<rows).filter { $0 / 2 % 2 == 0 },
      heldOut: (0..<rows).filter { $0 / 2 % 2 == 1 }, amounts: outcomes.map { $0 == 1 ? 2_500 : 0 },
      highest: [Int64](repeating: 0, count: rows), households: (0..<rows).map { Int64($0 / 2) },
      batches: [])
  }()

  private static func fit(_ terms: String) throws -> Fit.Fitted {
    try Fit.fit(
      data, ModelDefinition.read(SnapshotSample.model(terms: terms), file: "models/m.yml"))
  }

  @Test func `an elastic net keeps what tells the outcome, at the penalty that folds choose`()
    throws
  {
    let best = try Self.fit("penalty: {elastic_net: 1}")
    let simplest = try Self.fit("penalty: {elastic_net: 1, choose: simplest}")
    #expect(Set(simplest.model.columns).isSuperset(of: ["x0", "x1", "x2"]))
    #expect(simplest.model.terms.count < best.model.terms.count)
    #expect(simplest.model.terms.count < 8 && best.learned.coefficients == nil)

    let data = Self.data
    let design = try TermPlan.learn(from: data.frame, rows: data.training)
      .apply(data.frame, rows: data.training)
    let choice = try ElasticNetChoice(
      design, outcomes: data.training.map { data.outcomes[$0] },
      folds: Folds(groups: data.training.map { data.households[$0] }, count: 5, seed: 1))
    #expect(best.learned.penalty == choice.path.points[choice.best].lambda)
    #expect(simplest.learned.penalty == choice.path.points[choice.simplest].lambda)
  }

  @Test func `what shrinking takes from all chances alike is given back`() throws {
    let fitted = try Self.fit("penalty: {elastic_net: 1, choose: simplest}")
    let slope = fitted.evaluation.calibration
    #expect(abs(slope.slope - 1) < 2 * slope.slopeStandardError)
    // Without it chances lie too close together.
    let data = Self.data
    let rows = data.training
    let plan = TermPlan.learn(from: data.frame, rows: rows)
    let choice = try ElasticNetChoice(
      try plan.apply(data.frame, rows: rows), outcomes: rows.map { data.outcomes[$0] },
      folds: Folds(groups: rows.map { data.households[$0] }, count: 5, seed: 1))
    let held = try plan.apply(data.frame, rows: data.heldOut)
    let told = choice.path.points[choice.simplest].linearPredictors(held)
    let shrunken = try Calibration(
      probabilities: told.map(ScoreModel.probability),
      outcomes: data.heldOut.map { data.outcomes[$0] })
    #expect(shrunken.slope > 1.15 && shrunken.slope - 1 > 2 * abs(slope.slope - 1))
  }

  @Test(arguments: ["terms: linear", "penalty: {elastic_net: 0.5}", "terms: auto"])
  func `people drawn from those without the outcome give chances of all`(_ terms: String) throws {
    let all = try Self.fit(terms)
    let drawn = try Self.fit("  others: 25%\n\(terms)")
    let others = try #require(drawn.learned.others)
    let count = Self.data.training.count { Self.data.outcomes[$0] == 0 }
    #expect(others.all == count && abs(Double(others.kept) / Double(count) - 0.25) < 0.02)
    #expect(drawn.learned.positives == all.learned.positives && all.learned.others == nil)
    // Were the constant not corrected, chances would be three times as high.
    func mean(_ fitted: Fit.Fitted) -> Double {
      fitted.evaluation.probabilities.reduce(0, +) / Double(fitted.evaluation.rows)
    }
    #expect(abs(mean(drawn) / mean(all) - 1) < 0.1)
    #expect(abs(drawn.evaluation.auc.value - all.evaluation.auc.value) < 0.02)
    #expect(drawn.model != all.model)
  }

  @Test(arguments: [
    ("penalty: {elastic_net: 1.5}", "0 to 1"),
    ("penalty: {elastic_net: 0.5, choose: worst}", "simplest"),
    ("penalty: {choose: best}", "elastic_net"), ("penalty: {elastic_nett: 1}", "elastic_net"),
    ("terms: auto\npenalty: {elastic_net: 1}", "is chosen where"),
    ("  others: 0%", "above 0"), ("  others: 120%", "above 0"),
  ])
  func `a definition that can't be meant is refused with what could be`(
    _ terms: String, _ words: String
  ) throws {
    let refused = try failure {
      _ = try ModelDefinition.read(SnapshotSample.model(terms: terms), file: "models/m.yml")
    }
    #expect(refused.kind == .badInput && "\(refused)".contains(words), "\(refused)")
  }
}
