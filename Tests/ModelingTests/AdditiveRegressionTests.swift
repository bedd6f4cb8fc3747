import RealModule
import Testing

@testable import Modeling

/// Made-up rows by a generator of their own, so that each test states the truth it plants.
private struct PlantedRows {
  var columns: [[Double]]
  var outcomes: [Double] = []

  /// - Parameters:
  ///   - logOdds: The truth, from a row's columns, each uniform on 0 ..< 1.
  init(_ count: Int, columns: Int, seed: UInt64, _ logOdds: ([Double]) -> Double) {
    var random = SplitMix64(seed: seed)
    func uniform() -> Double { Double(random.next() >> 11) / 9_007_199_254_740_992 }
    self.columns = [[Double]](repeating: [], count: columns)
    for _ in 0..<count {
      let row = (0..<columns).map { _ in uniform() }
      for column in 0..<columns { self.columns[column].append(row[column]) }
      outcomes.append(uniform() < 1 / (1 + Double.exp(-logOdds(row))) ? 1 : 0)
    }
  }

  var count: Int { outcomes.count }

  var frame: RawFrame {
    RawFrame(
      rows: count,
      columns: columns.enumerated().map { ("x\($0)", RawColumn.numeric($1)) })
  }

  func fit() throws -> AdditiveFit {
    try AdditiveRegression.fit(
      frame, outcomes: outcomes, groups: (0..<count).map { Int64($0) }, rows: Array(0..<count))
  }
}

@Suite struct AdditiveRegressionTests {
  @Test func `what two columns only say together is found as a pair, and ranks unseen rows`() throws
  {
    func truth(_ row: [Double]) -> Double { (row[0] < 0.5) == (row[1] < 0.5) ? 1.5 : -1.5 }
    let fit = try PlantedRows(3_000, columns: 4, seed: 1, truth).fit()
    #expect(fit.tables.contains { $0.axes.map(\.column).sorted() == ["x0", "x1"] })
    let unseen = PlantedRows(3_000, columns: 4, seed: 2, truth)
    let scores = fit.logOdds(unseen.frame, rows: Array(0..<unseen.count))
    // Perfect knowledge of the truth ranks with an AUC of about .82.
    #expect(try AUC(scores: scores, outcomes: unseen.outcomes).value > 0.78)
  }

  @Test func `a curve alone needs no pair's help, and its threshold is found`() throws {
    let rows = PlantedRows(4_000, columns: 3, seed: 3) { $0[1] < 0.3 ? 1.2 : -0.6 }
    let fit = try rows.fit()
    let table = try #require(fit.tables.first { $0.axes.map(\.column) == ["x1"] })
    guard case .cuts(let cuts) = table.axes[0].kind else { return #expect(Bool(false)) }
    // The biggest step between neighbouring cells lies at the planted threshold.
    let steps = cuts.indices.map { abs(table.values[$0 + 2] - table.values[$0 + 1]) }
    let at = try #require(steps.indices.max { steps[$0] < steps[$1] })
    #expect(abs(cuts[at] - 0.3) < 0.03)
  }

  @Test func `where there is nothing to find, hardly anybody is told from another`() throws {
    let rows = PlantedRows(3_000, columns: 8, seed: 4) { _ in -1 }
    let fit = try rows.fit()
    let scores = fit.logOdds(rows.frame, rows: Array(0..<rows.count))
    let mean = scores.reduce(0, +) / Double(scores.count)
    let variance = scores.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / Double(scores.count)
    #expect(variance.squareRoot() < 0.15)
  }

  @Test func `the same rows give the same model to the last bit, whatever runs beside`() throws {
    let rows = PlantedRows(1_500, columns: 3, seed: 5) { 2 * $0[0] * $0[1] - 1 }
    #expect(try rows.fit().tables == rows.fit().tables)
  }

  @Test func `a missing value is information of its own`() throws {
    var rows = PlantedRows(3_000, columns: 2, seed: 6) { $0[0] < 0.2 ? 1 : -1 }
    rows.columns[0] = rows.columns[0].map { $0 < 0.2 ? .nan : 0.5 }
    let fit = try rows.fit()
    let scores = fit.logOdds(rows.frame, rows: Array(0..<rows.count))
    func mean(missing: Bool) -> Double {
      let part = rows.columns[0].indices.filter { rows.columns[0][$0].isNaN == missing }
      return part.reduce(0) { $0 + scores[$1] } / Double(part.count)
    }
    // The truth is 2.
    #expect(mean(missing: true) - mean(missing: false) > 1.5)
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
