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

  @Test(arguments: [1, 0.9, 0.05])
  func `a path on many rows, by the curvature of a part of them, meets the conditions of a minimum`(
    alpha: Double
  ) throws {
    var example = Example.sparse(rows: 6000, seed: 8)
    example.weights = [Double](repeating: 1, count: 6000)
    let path = try ElasticNetPath.fit(
      example.design, outcomes: example.outcomes, options: options(alpha))
    #expect(path.points[0].chosen.isEmpty && path.points[39].chosen.count > 20)
    #expect(worstMiss(path, example, alpha) < 1e-6)
  }

  @Test func `threads change no bit of a path`() throws {
    let example = Example.sparse(rows: 20_000, seed: 5)
    let paths = try [1, 2, 5].map { threads in
      var options = options(0.9)
      options.tolerance = 1e-9
      options.threads = threads
      return try ElasticNetPath.fit(
        example.design, outcomes: example.outcomes, weights: example.weights, options: options)
    }
    #expect(paths[0] == paths[1] && paths[0] == paths[2])
  }

  /// Few rows, more columns than rows, repeated columns, rare flags, rows of weight 0, outcomes that
  /// columns part.
  @Test func `paths of a hundred odd sets meet the conditions of a minimum`() throws {
    var generator = Generator(seed: 17)
    var fitted = 0
    for number in 0..<100 {
      let rows = 8 + generator.below(150)
      var example = Example(columns: [], outcomes: [], weights: [])
      for _ in 0..<(1 + generator.below(40)) {
        let kind = generator.below(4)
        let earlier = example.columns.isEmpty ? 0 : generator.below(example.columns.count)
        if kind == 0 && !example.columns.isEmpty {
          example.columns.append(example.columns[earlier].map { 5 - 2 * $0 })
        } else {
          example.columns.append(
            (0..<rows).map { _ in
              let value = generator.bell()
              return kind == 1 ? (value > 1.5 ? 1 : 0) : kind == 2 ? value * value * value : value
            })
        }
      }
      example.outcomes = example.columns[0].map {
        generator.bell() + Double(number % 4) * $0 > 0 ? 1 : 0
      }
      example.weights = (0..<rows).map { _ in Double(generator.below(3)) }
      let alpha = [0, 0.01, 0.5, 1][number / 4 % 4]
      var options = options(alpha)
      options.ratio = 1e-3
      options.tolerance = 1e-13
      let path: ElasticNetPath
      do {
        path = try ElasticNetPath.fit(
          example.design, outcomes: example.outcomes, weights: example.weights, options: options)
      } catch {
        let expected: [LogisticError] = [
          .oneClass(positive: true), .oneClass(positive: false), .nothingToPenalise,
        ]
        #expect(expected.contains(error), "set \(number)")
        continue
      }
      fitted += 1
      #expect(worstMiss(path, example, alpha) < 1e-6, "set \(number)")
    }
    #expect(fitted > 80)
  }

  /// How far a path's points are from minima: there the slope of the loss in a chosen column balances
  /// its penalty, and in another is no larger than the penalty's kink.
  private func worstMiss(_ path: ElasticNetPath, _ example: Example, _ alpha: Double) -> Double {
    let weights = example.weights
    let total = weights.reduce(0, +)
    func mean(_ values: [Double]) -> Double {
      zip(weights, values).reduce(0) { $0 + $1.0 * $1.1 } / total
    }
    let centres = example.columns.map(mean)
    let scales = zip(example.columns, centres).map { column, centre in
      mean(column.map { ($0 - centre) * ($0 - centre) }).squareRoot()
    }
    var worst = 0.0
    for point in path.points {
      let misses = zip(point.linearPredictors(example.design), example.outcomes)
        .map { 1 / (1 + exp(-$0)) - $1 }
      worst = max(worst, abs(mean(misses)))
      for (column, values) in example.columns.enumerated() where scales[column] > 0 {
        let slope = mean(zip(values, misses).map { ($0 - centres[column]) * $1 }) / scales[column]
        let coefficient = point.coefficients[column] * scales[column]
        let pull = slope + point.lambda * (1 - alpha) * coefficient
        let kink = point.lambda * alpha
        worst = max(
          worst,
          coefficient == 0 ? abs(pull) - kink : abs(pull + (coefficient > 0 ? kink : -kink)))
      }
    }
    return worst
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
