import Foundation
import Modeling
import Testing

/// Against R's glmnet; the fixture elastic-net.csv, and the numbers here, are what
/// Reference/elastic-net.R prints.
@Suite struct ElasticNetTests {
  private static let example = Example.sparse()

  private func options(_ alpha: Double, factors: [Double]? = nil) -> ElasticNetPath.Options {
    var options = ElasticNetPath.Options()
    options.alpha = alpha
    options.count = 40
    options.ratio = 0.01
    options.penaltyFactors = factors
    options.tolerance = 1e-14
    return options
  }

  @Test(arguments: ["lasso", "half", "ridge", "weighted", "dearer"])
  func `coefficients along a path equal glmnet's, zeros exactly`(name: String) throws {
    let factors = (0..<30).map { $0 == 3 ? 0.0 : $0 == 7 ? 3 : 1 }
    let alpha = ["lasso": 1, "half": 0.5, "ridge": 0, "weighted": 0.9, "dearer": 0.7][name]
    let path = try ElasticNetPath.fit(
      Self.example.design, outcomes: Self.example.outcomes,
      weights: name == "weighted" ? Self.example.weights : nil,
      options: options(try #require(alpha), factors: name == "dearer" ? factors : nil))
    let file = URL(filePath: #filePath).deletingLastPathComponent()
      .appending(path: "Fixtures/elastic-net.csv")
    let references = try String(contentsOf: file, encoding: .utf8).split(separator: "\n")
      .filter { $0.hasPrefix(name) }
      .map { line in try line.split(separator: ",").dropFirst().map { try #require(Double($0)) } }
    #expect(references.count == 7 && path.points.count == 40)
    for (place, reference) in zip(stride(from: 3, to: 40, by: 6), references) {
      let point = path.points[place]
      #expect(agree([point.lambda], [reference[0]], within: 1e-7))
      let values = [point.intercept] + point.coefficients
      let misses = zip(values, reference.dropFirst()).map { abs($0 - $1) }
      #expect(try #require(misses.max()) < 1e-6, "λ \(place)")
      #expect(point.chosen == (0..<30).filter { reference[$0 + 2] != 0 })
    }
  }

  @Test func `chosen columns fitted anew equal a glm of them`() throws {
    let path = try ElasticNetPath.fit(
      Self.example.design, outcomes: Self.example.outcomes, options: options(1))
    let fit = try path.points[9].relaxed(Self.example.design, outcomes: Self.example.outcomes)
    #expect(path.points[9].chosen == [0, 3, 7, 8, 15] && fit.columns == path.points[9].chosen)
    #expect(
      agree(
        fit.coefficients,
        [
          -1.312074059480020871, 0.547092474649730764, -0.163506694468577879, 0.053981621645828315,
          0.027147113349232338, -0.013210655725832986,
        ]))
  }

  /// At a minimum the slope of the loss in a chosen column balances its penalty, and in another is
  /// smaller than the penalty's kink.
  @Test(arguments: [1, 0.9, 0.05])
  func `a path on many rows, by the curvature of a part of them, meets the conditions of a minimum`(
    alpha: Double
  ) throws {
    let example = Example.sparse(rows: 6000, seed: 8)
    var options = options(alpha)
    options.tolerance = 1e-12
    let path = try ElasticNetPath.fit(example.design, outcomes: example.outcomes, options: options)
    let scales = example.columns.map { column in
      let mean = column.reduce(0, +) / 6000
      return (column.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / 6000).squareRoot()
    }
    #expect(path.points[0].chosen.isEmpty && path.points[39].chosen.count > 20)
    for point in path.points {
      let misses = zip(point.linearPredictors(example.design), example.outcomes)
        .map { 1 / (1 + exp(-$0)) - $1 }
      #expect(abs(misses.reduce(0, +) / 6000) < 1e-6)
      for column in 0..<30 {
        let slope =
          zip(example.columns[column], misses).reduce(0) { $0 + $1.0 * $1.1 } / scales[column]
          / 6000
        let coefficient = point.coefficients[column] * scales[column]
        let pull = slope + point.lambda * (1 - alpha) * coefficient
        if coefficient == 0 {
          #expect(abs(pull) <= point.lambda * alpha + 1e-6)
        } else {
          #expect(abs(pull + point.lambda * alpha * (coefficient > 0 ? 1 : -1)) < 1e-6)
        }
      }
    }
  }

  @Test func `a weight of 2 is the row twice, and one of 0 no row`() throws {
    let repeated = Self.example.outcomes.indices.flatMap {
      [Int](repeating: $0, count: Int(Self.example.weights[$0]))
    }
    let long = Self.example.taking(repeated)
    let weighted = try ElasticNetPath.fit(
      Self.example.design, outcomes: Self.example.outcomes, weights: Self.example.weights,
      options: options(0.8))
    let plain = try ElasticNetPath.fit(
      long.design, outcomes: long.outcomes, options: options(0.8))
    expectAlike(weighted, plain) { $0 }
  }

  @Test func `a column in other units has its coefficient in those, and rows have no order`() throws
  {
    let before = try ElasticNetPath.fit(
      Self.example.design, outcomes: Self.example.outcomes, options: options(0.8))
    var turned = Self.example.taking(Array((0..<400).reversed()))
    turned.columns[3] = turned.columns[3].map { 2000 - $0 / 50 }
    let after = try ElasticNetPath.fit(
      turned.design, outcomes: turned.outcomes, options: options(0.8))
    expectAlike(after, before) { point in
      var coefficients = point
      coefficients[3] *= -50
      return coefficients
    }
  }

  @Test func `penalties of 0 leave plain likelihood, and constant columns are out`() throws {
    let x = DesignMatrix(
      rows: 400, names: ["x1", "one", "x4"],
      values: Self.example.columns[0] + [Double](repeating: 7, count: 400)
        + Self.example.columns[3])
    var options = options(1, factors: [0, 0, 1])
    let path = try ElasticNetPath.fit(x, outcomes: Self.example.outcomes, options: options)
    let fit = try LogisticRegression.fit(x.selecting([0]), outcomes: Self.example.outcomes)
    let first = path.points[0]
    #expect(first.chosen == [0] && path.aliased == ["one"])
    #expect(agree([first.intercept, first.coefficients[0]], fit.coefficients))

    options.penaltyFactors = nil
    options.lambdas = [1e-9]
    let least = try ElasticNetPath.fit(x, outcomes: Self.example.outcomes, options: options)
    let whole = try LogisticRegression.fit(x, outcomes: Self.example.outcomes)
    let values = [0, 2].map { least.points[0].coefficients[$0] }
    #expect(agree(values, Array(whole.coefficients.dropFirst()), within: 1e-6))
  }

  @Test func `bad input is told`() {
    let outcomes: [Double] = [0, 1, 0, 1]
    func fit(
      _ values: [Double], _ outcomes: [Double], _ weights: [Double]? = nil
    ) throws(LogisticError) -> ElasticNetPath {
      try ElasticNetPath.fit(
        DesignMatrix(rows: 4, names: ["x"], values: values), outcomes: outcomes, weights: weights)
    }
    #expect(throws: LogisticError.nonFinite(column: "x", row: 2)) {
      try fit([1, 2, .nan, 4], outcomes)
    }
    #expect(throws: LogisticError.oneClass(positive: false)) {
      try fit([1, 2, 3, 4], [0, 0, 0, 0])
    }
    #expect(throws: LogisticError.noRows) { try fit([1, 2, 3, 4], outcomes, [0, 0, 0, 0]) }
    #expect(throws: LogisticError.weightInvalid(row: 1)) {
      try fit([1, 2, 3, 4], outcomes, [1, .nan, 1, 1])
    }
    #expect(throws: LogisticError.nothingToPenalise) { try fit([7, 7, 7, 7], outcomes) }
    #expect(throws: LogisticError.nothingToPenalise) { try fit([1, 1, 2, 2], outcomes) }
  }

  /// Whether two paths have the same λ, and coefficients (`mapped`, the second's) to 1e-6.
  private func expectAlike(
    _ first: ElasticNetPath, _ second: ElasticNetPath, _ mapped: ([Double]) -> [Double]
  ) {
    #expect(first.points.count == second.points.count)
    for (left, right) in zip(first.points, second.points) {
      #expect(agree([left.lambda], [right.lambda]))
      #expect(left.chosen == right.chosen)
      let misses = zip(left.coefficients, mapped(right.coefficients)).map { abs($0 - $1) }
      #expect(misses.allSatisfy { $0 < 1e-6 * 50 })
    }
  }
}
