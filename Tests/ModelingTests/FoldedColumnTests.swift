import Testing

@testable import Modeling

@Suite struct FoldedColumnTests {
  /// Numbers of a thousand rows: rising and falling with the outcome, with ties, and missing more often
  /// with one outcome than with the other.
  private static let samples: [(values: [Double], outcomes: [Double])] = {
    var generator = Generator(seed: 11)
    let kinds = [(1.0, 0.0), (-1, 0), (1, 0.6), (-1, 0.6), (0, 0.3), (0.2, -0.3)]
    return (0..<2 * kinds.count).map { number in
      let (slope, gap) = kinds[number % kinds.count]
      // Either outcome is the rarer one in half of them.
      let share = number < kinds.count ? 0.2 : 0.8
      let outcomes = (0..<1_000).map { _ in generator.uniform() < share ? 1.0 : 0 }
      let values = outcomes.map { outcome in
        let isMissing = generator.uniform() < 0.3 + gap * (outcome - 0.5)
        return isMissing ? Double.nan : (generator.bell() * 3 + slope * 4 * outcome).rounded()
      }
      return (values, outcomes)
    }
  }()

  @Test(arguments: samples.indices)
  func `a column counted in folds has the areas of its rankings, fold by fold`(
    _ sample: Int
  ) throws {
    let (values, outcomes) = Self.samples[sample]
    let rows = stride(from: 1, to: values.count, by: 2).map { $0 }
    let folds = Folds(groups: rows.indices.map { Int64($0) }, count: 4, seed: 3)
    let column = FoldedColumn(values, outcomes: outcomes, rows: rows, folds: folds)
    for fold in 0..<4 {
      let ranking = try ColumnRanking(
        .numeric(values), named: "x", outcomes: outcomes,
        rows: folds.rows(outside: fold).map { rows[$0] })
      let judged = folds.rows(in: fold).map { rows[$0] }
      let area = try AUC(
        scores: ranking.scores(of: .numeric(values), rows: judged),
        outcomes: judged.map { outcomes[$0] }
      ).value
      #expect(abs(column.areas(of: [fold]) - area) < 1e-12)
    }
  }
}
