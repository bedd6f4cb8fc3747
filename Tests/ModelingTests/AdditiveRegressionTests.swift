import RealModule
import Testing

@testable import Modeling

extension PlantedRows {
  fileprivate func fit() throws -> AdditiveFit {
    try AdditiveRegression.fit(
      frame, outcomes: outcomes, groups: (0..<count).map { Int64($0) }, rows: Array(0..<count))
  }
}

@Suite struct AdditiveRegressionTests {
  @Test func `what two columns only say together is found as a pair, and ranks unseen rows`() throws
  {
    func truth(_ row: [Double]) -> Double { (row[0] < 0.5) == (row[1] < 0.5) ? 1.5 : -1.5 }
    let fit = try PlantedRows(3_000, columns: 4, seed: 1, truth).fit()
    #expect(fit.model.terms.contains { $0.term.columns.sorted() == ["x0", "x1"] })
    let unseen = PlantedRows(3_000, columns: 4, seed: 2, truth)
    let scores = try fit.model.linearPredictors(of: unseen.frame, rows: Array(0..<unseen.count))
    // Perfect knowledge of the truth ranks with an AUC of about .82.
    #expect(try AUC(scores: scores, outcomes: unseen.outcomes).value > 0.78)
  }

  @Test func `a curve alone needs no pair's help, and its threshold is found`() throws {
    let rows = PlantedRows(4_000, columns: 3, seed: 3) { $0[1] < 0.3 ? 1.2 : -0.6 }
    let fit = try rows.fit()
    let term = try #require(fit.model.terms.first { $0.term.columns == ["x1"] }?.term)
    guard case .table(let axes, let values) = term.kind, case .cuts(let cuts) = axes[0].kind else {
      return #expect(Bool(false))
    }
    // The biggest step between neighbouring cells lies at the planted threshold.
    let steps = cuts.indices.map { abs(values[$0 + 2] - values[$0 + 1]) }
    let at = try #require(steps.indices.max { steps[$0] < steps[$1] })
    #expect(abs(cuts[at] - 0.3) < 0.03)
  }

  @Test func `where there is nothing to find, hardly anybody is told from another`() throws {
    let rows = PlantedRows(3_000, columns: 8, seed: 4) { _ in -1 }
    let fit = try rows.fit()
    let scores = try fit.model.linearPredictors(of: rows.frame, rows: Array(0..<rows.count))
    let mean = scores.reduce(0, +) / Double(scores.count)
    let variance = scores.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / Double(scores.count)
    #expect(variance.squareRoot() < 0.15)
  }

  @Test func `the same rows give the same model to the last bit, whatever runs beside`() throws {
    let rows = PlantedRows(1_500, columns: 3, seed: 5) { 2 * $0[0] * $0[1] - 1 }
    #expect(try rows.fit().model == rows.fit().model)
  }

  @Test func `a missing value is information of its own`() throws {
    var rows = PlantedRows(3_000, columns: 2, seed: 6) { $0[0] < 0.2 ? 1 : -1 }
    rows.columns[0] = rows.columns[0].map { $0 < 0.2 ? .nan : 0.5 }
    let fit = try rows.fit()
    let scores = try fit.model.linearPredictors(of: rows.frame, rows: Array(0..<rows.count))
    func mean(missing: Bool) -> Double {
      let part = rows.columns[0].indices.filter { rows.columns[0][$0].isNaN == missing }
      return part.reduce(0) { $0 + scores[$1] } / Double(part.count)
    }
    // The truth is 2.
    #expect(mean(missing: true) - mean(missing: false) > 1.5)
  }

  @Test func `a curve holds all that its column says, and a pair only what both say together`()
    throws
  {
    let rows = PlantedRows(3_000, columns: 2, seed: 8) {
      2 * $0[0] + (($0[0] < 0.5) == ($0[1] < 0.5) ? 1 : -1) - 1
    }
    let fit = try rows.fit()
    let pair = try #require(fit.model.terms.first { $0.term.columns.count == 2 }?.term)
    let all = Array(0..<rows.count)
    let values = try pair.values(of: rows.frame, rows: all)
    guard case .table(let axes, _) = pair.kind else { return #expect(Bool(false)) }
    for (column, axis) in zip(rows.frame.columns, axes) {
      let cells = try #require(axis.cells(of: column, rows: all))
      for (_, members) in Dictionary(grouping: all, by: { cells[$0] }) {
        let mean = members.reduce(0) { $0 + values[$1] } / Double(members.count)
        #expect(abs(mean) < 1e-6)
      }
    }
    // By itself a rise of x0 by 1 adds 2, and x1 nothing.
    func spread(_ column: Int) throws -> Double {
      let term = try #require(fit.model.terms.first { $0.term.columns == ["x\(column)"] }?.term)
      let values = try term.values(of: rows.frame, rows: all)
      let high = all.filter { rows.columns[column][$0] > 0.75 }
      let low = all.filter { rows.columns[column][$0] < 0.25 }
      return high.reduce(0) { $0 + values[$1] } / Double(high.count)
        - low.reduce(0) { $0 + values[$1] } / Double(low.count)
    }
    let (first, second) = (try spread(0), try spread(1))
    #expect(abs(first - 1.5) < 0.4)
    #expect(abs(second) < 0.3)
  }

  @Test func `taking tables apart changes no row's log odds`() {
    let random = (0..<400).map { Double(($0 &* 7_919) % 101) / 101 }
    let frame = RawFrame(
      rows: 200,
      columns: [
        ("a", .numeric((0..<200).map { $0 % 9 == 0 ? .nan : random[$0] })),
        (
          "b",
          .categorical(codes: (0..<200).map { Int32($0 * 31 % 4) - 1 }, levels: ["x", "y", "z"])
        ),
      ])
    let all = Array(0..<200)
    let grid = CellGrid(
      frame, rows: all, outcomes: (0..<200).map { Double($0 % 2) }, minimumRows: 1)
    let shapes = [[0], [1], [0, 1]].map { TableShape(columns: $0) }
    var pure = Purification(grid)
    var before = [Double](repeating: 0, count: 200)
    for (index, shape) in shapes.enumerated() {
      let count = grid.counts(of: shape).reduce(1, *)
      let values = (0..<count).map { random[($0 + 57 * index) % 400] }
      pure.add(values, of: shape)
      let term = Term(axes: grid.axes(of: shape), values: values, trainingMean: 0)
      for (row, value) in ((try? term.values(of: frame, rows: all)) ?? []).enumerated() {
        before[row] += value
      }
    }
    let terms = pure.terms()
    let model = ScoreModel(
      intercept: pure.constant, terms: terms.map { .init(term: $0, coefficient: 1) })
    let after = (try? model.linearPredictors(of: frame, rows: all)) ?? []
    #expect(zip(before, after).allSatisfy { abs($0 - $1) < 1e-12 } && after.count == 200)
    #expect(terms.map(\.columns) == [["a"], ["b"], ["a", "b"]])
  }

  @Test func `outcomes of one kind are no model`() throws {
    let rows = PlantedRows(100, columns: 1, seed: 7) { _ in 100 }
    #expect(throws: LogisticError.oneClass(positive: true)) { try rows.fit() }
  }

  @Test(arguments: [
    (44.0, 45.0, 45.0), (0.31, 0.4, 0.4), (17.2, 23.9, 20), (-3.7, -3.2, -3.2), (99, 1_250, 1_000),
  ])
  func `a cut is the plainest number between its neighbours`(
    _ low: Double, _ high: Double, _ cut: Double
  ) {
    let plain = CellPlan.plainNumber(above: low, upTo: high)
    #expect(plain > low && plain <= high)
    #expect(plain == cut)
  }
}
