import Foundation
import Testing

@testable import Modeling

@Suite struct LogisticRegressionTests {
  private let example = Example.generated(rows: 1500, seed: 11)

  @Test func `a row of weight 2 is the row twice, one of weight 0 is no row`() throws {
    let rows = example.outcomes.indices.flatMap {
      [Int](repeating: $0, count: Int(example.weights[$0]))
    }
    let repeated = example.taking(rows)
    let weighted = try fit(example, weights: example.weights)
    let unweighted = try fit(repeated)
    #expect(agree(weighted.coefficients, unweighted.coefficients, within: 1e-9))
    #expect(agree(weighted.covariance, unweighted.covariance, within: 1e-9))
    #expect(agree([weighted.logLikelihood], [unweighted.logLikelihood], within: 1e-12))
    #expect(agree([weighted.nullLogLikelihood], [unweighted.nullLogLikelihood], within: 1e-12))
    #expect(weighted.rows == example.weights.count { $0 > 0 })
  }

  @Test func `the order of the rows changes nothing`() throws {
    let reversed = example.taking(example.outcomes.indices.reversed())
    let original = try fit(example)
    let other = try fit(reversed)
    #expect(agree(original.coefficients, other.coefficients, within: 1e-9))
    #expect(agree(original.standardErrors, other.standardErrors, within: 1e-9))
  }

  @Test func `a column in other units scales its coefficient and error`() throws {
    var rescaled = example
    rescaled.columns[2] = example.columns[2].map { $0 * 1e6 }
    let original = try fit(example)
    let other = try fit(rescaled)
    #expect(agree([other.coefficients[3] * 1e6], [original.coefficients[3]]))
    #expect(agree([other.standardErrors[3] * 1e6], [original.standardErrors[3]]))
    #expect(agree([other.coefficients[1]], [original.coefficients[1]]))
    #expect(agree([other.logLikelihood], [original.logLikelihood], within: 1e-12))
  }

  @Test func `a column far from 0 costs no accuracy in the others`() throws {
    var shifted = example
    shifted.columns[0] = example.columns[0].map { $0 + 1e6 }
    let original = try fit(example)
    let other = try fit(shifted)
    #expect(agree(Array(other.coefficients.dropFirst()), Array(original.coefficients.dropFirst())))
  }

  @Test func `swapped outcomes flip the signs`() throws {
    var swapped = example
    swapped.outcomes = example.outcomes.map { 1 - $0 }
    let original = try fit(example)
    let other = try fit(swapped)
    #expect(agree(other.coefficients.map { -$0 }, original.coefficients))
    #expect(agree(other.standardErrors, original.standardErrors))
  }

  @Test func `constant, duplicate and summed columns are aliased by name`() throws {
    var aliased = example
    aliased.columns.insert([Double](repeating: 0.1, count: example.outcomes.count), at: 0)
    aliased.columns.append(example.columns[1])
    aliased.columns.append(zip(example.columns[0], example.columns[4]).map { 3 * $0 - $1 })
    let original = try fit(example)
    let other = try fit(aliased)
    #expect(other.aliased == ["x1", "x7", "x8"])
    #expect(other.columns == [1, 2, 3, 4, 5])
    #expect(other.terms == ["(Intercept)", "x2", "x3", "x4", "x5", "x6"])
    #expect(agree(other.coefficients, original.coefficients))
    #expect(agree(other.covariance, original.covariance))
  }

  @Test func `a nearly collinear column is kept`() throws {
    var near = example
    var generator = Generator(seed: 5)
    near.columns.append(example.columns[0].map { $0 + 1e-3 * generator.bell() })
    #expect(try fit(near).aliased.isEmpty)
  }

  @Test func `without columns the fit is the base rate`() throws {
    let outcomes: [Double] = [1, 0, 0, 0]
    let fit = try LogisticRegression.fit(
      DesignMatrix(rows: 4, names: [], values: []), outcomes: outcomes)
    // log(1/3); variance 1/(n p (1 - p)) = 4/3.
    #expect(agree(fit.coefficients, [-1.0986122886681098], within: 1e-15))
    #expect(agree(fit.covariance, [4.0 / 3], within: 1e-14))
    #expect(agree([fit.logLikelihood], [fit.nullLogLikelihood], within: 1e-15))
  }

  @Test(arguments: [0, 0.01])
  func `a fit of many rows ends where one from the base rate does, in fewer steps`(
    penalty: Double
  ) throws {
    let many = Example.generated(rows: 20_000, seed: 12)
    var options = LogisticRegression.Options()
    options.penalty = penalty
    let fit = try LogisticRegression.fit(
      many.design, outcomes: many.outcomes, weights: many.weights, options: options)
    let loss = LogisticLoss(
      design: many.design, columns: [0, 1, 2, 3, 4],
      scaling: try ColumnScaling(many.design, weights: many.weights), outcomes: many.outcomes,
      weights: many.weights, penalty: penalty)
    let plain = try LogisticRegression.minimize(loss, from: [-3, 0, 0, 0, 0, 0])
    #expect(fit.iterations <= 2 && plain.iterations > 4)
    #expect(
      agree(fit.coefficients, Unscaling(loss).coefficients(plain.parameters), within: 1e-12))
  }

  @Test func `a penalty keeps the mean and its gradient balances the loss`() throws {
    var options = LogisticRegression.Options()
    options.penalty = 0.02
    let column = example.columns[0]
    let count = Double(column.count)
    let mean = column.reduce(0, +) / count
    let scale = (column.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / count).squareRoot()
    let fit = try LogisticRegression.fit(
      DesignMatrix(rows: column.count, names: ["x"], values: column), outcomes: example.outcomes,
      options: options)
    let model = ScoreCheck(fit)
    let residuals = zip(column, example.outcomes).map { model.probability($0) - $1 }
    #expect(abs(residuals.reduce(0, +) / count) < 1e-12)
    let gradient = zip(column, residuals).reduce(0) { $0 + ($1.0 - mean) / scale * $1.1 } / count
    #expect(abs(gradient + 0.02 * fit.coefficients[1] * scale) < 1e-12)
  }

  @Test func `bad input is told by column and row`() {
    let design = DesignMatrix(rows: 3, names: ["age"], values: [1, 2, 3])
    func error(
      _ design: DesignMatrix, _ outcomes: [Double], _ weights: [Double]? = nil
    ) -> LogisticError? {
      #expect(throws: LogisticError.self) {
        try LogisticRegression.fit(design, outcomes: outcomes, weights: weights)
      }
    }
    #expect(error(DesignMatrix(rows: 0, names: ["age"], values: []), []) == .noRows)
    #expect(error(design, [0, 1, 1], [0, 0, 0]) == .noRows)
    #expect(error(design, [1, 1, 1]) == .oneClass(positive: true))
    #expect(error(design, [0, 1, 0], [1, 0, 1]) == .oneClass(positive: false))
    #expect(error(design, [0, 1, 2]) == .outcomeNotBinary(row: 2))
    #expect(error(design, [0, 1, .nan]) == .outcomeNotBinary(row: 2))
    #expect(error(design, [0, 1, 1], [1, -1, 1]) == .weightInvalid(row: 1))
    #expect(error(design, [0, 1, 1], [1, 1, .infinity]) == .weightInvalid(row: 2))
    for value in [Double.nan, .infinity, -.infinity] {
      let broken = DesignMatrix(rows: 3, names: ["age"], values: [1, value, 3])
      #expect(error(broken, [0, 1, 0]) == .nonFinite(column: "age", row: 1))
    }
  }

  private func fit(_ example: Example, weights: [Double]? = nil) throws -> LogisticFit {
    try LogisticRegression.fit(example.design, outcomes: example.outcomes, weights: weights)
  }
}

/// The probability of a one-column fit, written again by the book.
private struct ScoreCheck {
  let fit: LogisticFit

  init(_ fit: LogisticFit) { self.fit = fit }

  func probability(_ value: Double) -> Double {
    1 / (1 + exp(-(fit.coefficients[0] + fit.coefficients[1] * value)))
  }
}
