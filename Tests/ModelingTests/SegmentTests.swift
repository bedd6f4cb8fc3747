import RealModule
import Testing

@testable import Modeling

@Suite struct SegmentTests {
  /// What three columns only say together.
  private static func corner(_ row: [Double]) -> Double {
    row.prefix(3).allSatisfy { $0 < 0.5 } || row.prefix(3).allSatisfy { $0 > 0.5 } ? 2 : -2
  }

  private func fit(_ rows: PlantedRows) throws -> BlendedFit {
    try BlendedRegression.fit(
      rows.frame, outcomes: rows.outcomes, groups: (0..<rows.count).map { Int64($0) },
      rows: Array(0..<rows.count))
  }

  @Test func `what three columns only say together is found by segments, and ranks unseen rows`()
    throws
  {
    let fit = try fit(PlantedRows(6_000, columns: 4, seed: 21, Self.corner))
    #expect(fit.segments > 0)
    let unseen = PlantedRows(3_000, columns: 4, seed: 22, Self.corner)
    let scores = try fit.model.linearPredictors(of: unseen.frame, rows: Array(0..<unseen.count))
    let perfect = (0..<unseen.count).map { row in Self.corner(unseen.columns.map { $0[row] }) }
    let possible = try AUC(scores: perfect, outcomes: unseen.outcomes).value
    #expect(try AUC(scores: scores, outcomes: unseen.outcomes).value > possible - 0.02)
  }

  @Test func `where curves say it all, no segment is taken`() throws {
    let fit = try fit(PlantedRows(3_000, columns: 4, seed: 23) { $0[0] < 0.4 ? 1 : -1 })
    #expect(fit.segments == 0)
  }

  @Test func `levels, missing values and levels unseen answer as they did in training`() throws {
    let count = 2_000
    var random = SplitMix64(seed: 24)
    let codes = (0..<count).map { _ in Int32(random.below(5)) - 1 }
    let ages = (0..<count).map { _ in random.below(4) == 0 ? .nan : Double(random.below(80)) }
    let frame = RawFrame(
      rows: count,
      columns: [
        ("party", .categorical(codes: codes, levels: ["A", "B", "C", "D"])),
        ("age", .numeric(ages)),
      ])
    let outcomes = (0..<count).map { row -> Double in
      let isHigh = codes[row] == 1 || codes[row] < 0
      return isHigh == (ages[row].isNaN || ages[row] >= 40) ? 1 : 0
    }
    let grid = CellGrid(frame, rows: Array(0..<count), outcomes: outcomes, minimumRows: 1)
    let learned = BoostedRows(
      outcomes: outcomes.map { Float($0) }, scores: outcomes.map { _ in 0 })
    var grower = SegmentGrower(grid)
    let grown = grower.tree(learned, numbers: Array(0..<count), columns: [0, 1], rate: 1)
    let tree = try #require(grown)
    let term = Term(segments: tree)
    let all = Array(0..<count)
    let values = try term.values(of: frame, rows: all)
    // By cells in training and by questions afterwards, one answer.
    #expect(
      zip(values, grower.values(ofRows: all, rate: 1)).allSatisfy { abs($0 - Double($1)) < 1e-6 })
    #expect(zip(values, outcomes).allSatisfy { ($0 > 0) == ($1 == 1) })
    #expect(abs(values.reduce(0, +) / Double(count) - term.trainingMean) < 1e-9)
    let unseen = RawFrame(
      rows: 1,
      columns: [("party", .categorical(codes: [0], levels: ["E"])), ("age", .numeric([70]))])
    #expect(try term.values(of: unseen, rows: [0])[0] < 0)
  }

  @Test func `shares of columns and the mean sum to a row's value`() throws {
    let fit = try fit(PlantedRows(6_000, columns: 4, seed: 21, Self.corner))
    let rows = PlantedRows(50, columns: 4, seed: 25, Self.corner)
    let predictors = try fit.model.linearPredictors(of: rows.frame, rows: Array(0..<50))
    let parts = try fit.model.parts(of: rows.frame, rows: Array(0..<50))
    for row in 0..<50 {
      let sum = parts.reduce(fit.model.meanPredictor) { $0 + $1.contributions[row] }
      #expect(abs(sum - predictors[row]) < 1e-9)
    }
    #expect(Set(parts.map(\.column)).isSubset(of: ["x0", "x1", "x2", "x3"]))
  }
}
