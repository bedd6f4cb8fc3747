import RealModule
import Testing

@testable import Modeling

@Suite struct BlendedRegressionTests {
  private func fit(_ rows: PlantedRows) throws -> BlendedFit {
    try BlendedRegression.fit(
      rows.frame, outcomes: rows.outcomes, groups: (0..<rows.count).map { Int64($0) },
      rows: Array(0..<rows.count))
  }

  private func loss(_ fit: BlendedFit, _ rows: PlantedRows) throws -> Double {
    let predictors = try fit.model.linearPredictors(of: rows.frame, rows: Array(0..<rows.count))
    return try ProbabilityScore(
      probabilities: predictors.map(ScoreModel.probability), outcomes: rows.outcomes
    ).logLoss
  }

  @Test func `where the truth is straight, lines have the weight, and no less is known of it`()
    throws
  {
    func truth(_ row: [Double]) -> Double { row.reduce(-4) { $0 + $1 } }
    let rows = PlantedRows(2_000, columns: 8, seed: 11, truth)
    let unseen = PlantedRows(8_000, columns: 8, seed: 12, truth)
    let fit = try fit(rows)
    let lines = try #require(fit.lines)
    #expect(lines.weight > fit.additive)
    let perfect = try ProbabilityScore(
      probabilities: (0..<unseen.count).map { row in
        ScoreModel.probability(of: truth(unseen.columns.map { $0[row] }))
      }, outcomes: unseen.outcomes
    ).logLoss
    #expect(try loss(fit, unseen) < perfect + 0.01)
  }

  @Test func `where a threshold is the truth, curves have the weight`() throws {
    let fit = try fit(PlantedRows(3_000, columns: 3, seed: 13) { abs($0[0] - 0.5) < 0.2 ? 1 : -1 })
    #expect(fit.additive > 0.8 && fit.lines?.weight ?? 0 < 0.2)
  }

  @Test func `the mean chance of the rows learned on is their share of positives`() throws {
    let rows = PlantedRows(1_000, columns: 3, seed: 14) { 3 * $0[0] - 3 }
    let fit = try fit(rows)
    let predictors = try fit.model.linearPredictors(of: rows.frame, rows: Array(0..<rows.count))
    let mean = predictors.reduce(0) { $0 + ScoreModel.probability(of: $1) } / 1_000
    #expect(abs(mean - rows.outcomes.reduce(0, +) / 1_000) < 1e-9)
    #expect(fit.positives == rows.outcomes.count { $0 == 1 })
  }

  @Test(arguments: [1, 2, 5]) func `few positives make a model or none, and no error`(
    _ positives: Int
  ) throws {
    var rows = PlantedRows(300, columns: 2, seed: 15) { _ in -1 }
    for row in 0..<300 { rows.outcomes[row] = row < positives ? 1 : 0 }
    let predictors = try fit(rows).model.linearPredictors(of: rows.frame, rows: Array(0..<300))
    #expect(predictors.allSatisfy { $0.isFinite })
  }

  @Test func `a column that is the outcome itself gives finite chances`() throws {
    var rows = PlantedRows(500, columns: 2, seed: 16) { _ in 0 }
    rows.columns[1] = rows.outcomes
    let fit = try fit(rows)
    let predictors = try fit.model.linearPredictors(of: rows.frame, rows: Array(0..<500))
    #expect(predictors.allSatisfy { $0.isFinite })
    #expect(try AUC(scores: predictors, outcomes: rows.outcomes).value == 1)
  }

  @Test func `columns that never vary, or hold nothing, make no term`() throws {
    let outcomes = (0..<200).map { $0 % 3 == 0 ? 1.0 : 0 }
    let frame = RawFrame(
      rows: 200,
      columns: [
        ("same", .numeric([Double](repeating: 5, count: 200))),
        ("none", .numeric([Double](repeating: .nan, count: 200))),
        ("endless", .numeric([Double](repeating: .infinity, count: 200))),
        ("level", .categorical(codes: [Int32](repeating: 0, count: 200), levels: ["A"])),
      ])
    let fit = try BlendedRegression.fit(
      frame, outcomes: outcomes, groups: (0..<200).map { Int64($0) }, rows: Array(0..<200))
    #expect(fit.model.terms.isEmpty && fit.dropped.map(\.column) == frame.names)
    #expect(abs(ScoreModel.probability(of: fit.model.intercept) - 67.0 / 200) < 1e-9)
  }
}
