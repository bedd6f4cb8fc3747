import Foundation
import Modeling
import Testing

@Suite struct CrossValidationTests {
  /// 900 rows in groups of three; the outcome goes by `x`, and `party` says nothing.
  private static func example(_ seed: UInt64 = 5) -> (RawFrame, [Double], [Int64]) {
    var generator = Generator(seed: seed)
    let x = (0..<900).map { _ in generator.bell() }
    let parties = (0..<900).map { _ in Int32(generator.below(3)) }
    let outcomes = x.map { generator.uniform() < 1 / (1 + exp(1 - $0)) ? 1.0 : 0 }
    let frame = RawFrame(
      rows: 900,
      columns: [
        ("x", .numeric(x)), ("party", .categorical(codes: parties, levels: ["DEM", "REP", "UNA"])),
      ])
    return (frame, outcomes, (0..<900).map { Int64($0 / 3) })
  }

  @Test func `a group never spans two folds, and each fold has its share of rows`() {
    let groups = (0..<10_000).map { Int64($0 / 4) }
    let folds = Folds(groups: groups, count: 5, seed: 3)
    #expect(groups.indices.allSatisfy { folds.numbers[$0] == folds.numbers[$0 / 4 * 4] })
    // 2,500 groups: a fold's share of 500 has a standard deviation of 20 groups.
    for fold in 0..<5 { #expect(abs(folds.rows(in: fold).count - 2000) < 5 * 80) }
    #expect((folds.rows(in: 2) + folds.rows(outside: 2)).sorted() == Array(0..<10_000))
  }

  @Test func `a row's fold depends on its group and the seed, and on nothing else`() {
    let folds = Folds(groups: [7, -1, 9, .max], count: 5, seed: 3)
    let others = Folds(groups: [.max, 100, 9, -1, 7], count: 5, seed: 3)
    #expect([0, 2, 3, 4].map { others.numbers[$0] } == [3, 2, 1, 0].map { folds.numbers[$0] })
    let groups = (0..<1000).map { Int64($0) }
    let seeds = (0..<2).map { Folds(groups: groups, count: 5, seed: $0).numbers }
    let same = zip(seeds[0], seeds[1]).count { $0 == $1 }
    #expect(abs(same - 200) < 65, "independent folds agree in one row of five")
  }

  @Test func `folds are these numbers, as on every machine`() {
    // Python: def f(z):
    //   z = (z + 0x9E3779B97F4A7C15) % 2**64; z = (z ^ z >> 30) * 0xBF58476D1CE4E5B9 % 2**64
    //   z = (z ^ z >> 27) * 0x94D049BB133111EB % 2**64; return z ^ z >> 31
    // [f((f(11) + group) % 2**64) % 5 for group in range(-2, 8)]
    let folds = Folds(groups: (-2..<8).map { Int64($0) }, count: 5, seed: 11)
    #expect(folds.numbers == [0, 1, 4, 3, 2, 3, 3, 4, 1, 0])
  }

  @Test func `a fold's probabilities are those of a model of the other folds`() throws {
    let (frame, outcomes, groups) = Self.example()
    let folds = Folds(groups: groups, count: 3, seed: 1)
    let crossed = try CrossValidation(frame, outcomes: outcomes, groups: groups, folds: folds)
    for fold in 0..<3 {
      let training = folds.rows(outside: fold)
      let plan = TermPlan.learn(from: frame, rows: training)
      var options = LogisticRegression.Options()
      options.penalty = crossed.penalties[fold]
      let model = ScoreModel(
        plan: plan,
        fit: try LogisticRegression.fit(
          plan.apply(frame, rows: training), outcomes: training.map { outcomes[$0] },
          options: options))
      let told = folds.rows(in: fold)
      let expected = try model.linearPredictors(of: frame, rows: told)
        .map(ScoreModel.probability)
      let differences = zip(told, expected).map { abs(crossed.probabilities[$0] - $1) }
      #expect(try #require(differences.max()) < 1e-14)
    }
  }

  @Test func `the outcomes of a fold have no say in its own probabilities and penalty`() throws {
    let (frame, outcomes, groups) = Self.example()
    let folds = Folds(groups: groups, count: 3, seed: 1)
    var turned = outcomes
    for row in folds.rows(in: 1) { turned[row] = 1 - turned[row] }
    let before = try CrossValidation(frame, outcomes: outcomes, groups: groups, folds: folds)
    let after = try CrossValidation(frame, outcomes: turned, groups: groups, folds: folds)
    #expect(folds.rows(in: 1).allSatisfy { before.probabilities[$0] == after.probabilities[$0] })
    #expect(before.penalties[1] == after.penalties[1])
    let elsewhere = folds.rows(in: 0).count { before.probabilities[$0] != after.probabilities[$0] }
    #expect(elsewhere == folds.rows(in: 0).count)
  }

  @Test func `outcomes that nothing foretells are shrunk hard, and clear ones hardly`() throws {
    let (frame, outcomes, groups) = Self.example()
    var generator = Generator(seed: 8)
    let noise = outcomes.map { _ in generator.uniform() < 0.3 ? 1.0 : 0 }
    var options = CrossValidation.Options()
    options.penalties = [1e-4, 10]
    let rows = Array(0..<900)
    #expect(
      try CrossValidation.bestPenalty(
        frame, outcomes: noise, groups: groups, rows: rows, options: options) == 10)
    #expect(
      try CrossValidation.bestPenalty(
        frame, outcomes: outcomes, groups: groups, rows: rows, options: options) == 1e-4)
  }
}
