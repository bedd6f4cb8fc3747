import Foundation
import Modeling
import Testing

/// Against R's brglm2; the numbers are those that Reference/inference.R prints.
@Suite struct FirthTests {
  private func endometrial(correctsIntercept: Bool) throws -> LogisticFit {
    try FirthRegression.fit(
      Endometrial.design, outcomes: Endometrial.highGrade, correctsIntercept: correctsIntercept)
  }

  @Test func `the endometrial set, which plain likelihood refuses, equals brglm2`() throws {
    #expect(throws: LogisticError.separated(terms: ["NV"])) {
      try LogisticRegression.fit(Endometrial.design, outcomes: Endometrial.highGrade)
    }
    let fit = try endometrial(correctsIntercept: false)
    #expect(
      agree(
        fit.coefficients,
        [
          3.774559713647112957, 2.929273353197119789, -0.034751759870436646, -2.604163925293681903,
        ]))
    #expect(
      agree(
        fit.standardErrors,
        [
          1.488691663435670831, 1.550763729453049411, 0.039578147347763493, 0.776017642501566907,
        ]))
    #expect(agree([fit.logLikelihood], [-28.287697325520959]))
    #expect(fit.rows == 79 && fit.positives == 30 && fit.terms[1] == "NV")
  }

  @Test func `the corrected intercept equals a glm of the slopes' predictor as an offset`() throws {
    let plain = try endometrial(correctsIntercept: false)
    let fit = try endometrial(correctsIntercept: true)
    #expect(agree([fit.coefficients[0]], [3.7860834944919031]))
    #expect(fit.coefficients.dropFirst() == plain.coefficients.dropFirst())
    #expect(abs(meanMiss(fit, Endometrial.design, Endometrial.highGrade)) < 1e-10)
    #expect(abs(meanMiss(plain, Endometrial.design, Endometrial.highGrade)) > 1e-3)
  }

  @Test func `a generated set with few positives equals brglm2`() throws {
    let example = Example.generated()
    let fit = try FirthRegression.fit(
      example.design, outcomes: example.outcomes, correctsIntercept: false)
    #expect(
      agree(
        fit.coefficients,
        [
          13.8150143391613404731, 0.7538534048381019259, -0.1493182011042973878,
          0.0017386272861811714, 0.9829231269206240018, -0.0086965177690888993,
        ]))
    #expect(
      agree(
        fit.standardErrors,
        [
          2.4015345479840310e+01, 1.8586621996748431e-01, 2.4022769727435594e-01,
          2.7278341709349426e-04, 1.7283778357534596e-01, 1.1949434260385635e-02,
        ]))
  }

  @Test func `four rows that one column parts have finite coefficients`() throws {
    let fit = try FirthRegression.fit(
      DesignMatrix(rows: 4, names: ["x"], values: [1, 2, 3, 4]), outcomes: [0, 0, 1, 1],
      correctsIntercept: false)
    #expect(agree(fit.coefficients, [-3.2747574138418751, 1.3099029655367498]))
  }

  @Test func `a weight of 2 is the row twice, and one of 0 no row`() throws {
    let example = Example.generated(rows: 700, seed: 4)
    let repeated = example.outcomes.indices.flatMap {
      [Int](repeating: $0, count: Int(example.weights[$0]))
    }
    let weighted = try FirthRegression.fit(
      example.design, outcomes: example.outcomes, weights: example.weights)
    let plain = try FirthRegression.fit(
      example.taking(repeated).design, outcomes: repeated.map { example.outcomes[$0] })
    #expect(agree(weighted.coefficients, plain.coefficients))
    #expect(agree(weighted.standardErrors, plain.standardErrors))
  }

  @Test func `a column in other units has its coefficient in those, and rows have no order`() throws
  {
    var example = Example.generated(rows: 700, seed: 4)
    let before = try FirthRegression.fit(example.design, outcomes: example.outcomes)
    example = example.taking(Array((0..<700).reversed()))
    example.columns[2] = example.columns[2].map { $0 * 1000 }
    let after = try FirthRegression.fit(example.design, outcomes: example.outcomes)
    var expected = before.coefficients
    expected[3] /= 1000
    #expect(agree(after.coefficients, expected))
  }

  @Test func `constant and repeated columns are aliased, and bad input is told`() throws {
    let values: [Double] = [1, 2, 3, 4, 5]
    let design = DesignMatrix(
      rows: 5, names: ["one", "x", "again"],
      values: [7, 7, 7, 7, 7] + values + values.map { 3 - 2 * $0 })
    let fit = try FirthRegression.fit(design, outcomes: [0, 1, 0, 1, 1])
    #expect(fit.terms == ["(Intercept)", "x"] && fit.aliased == ["one", "again"])
    let x = DesignMatrix(rows: 3, names: ["x"], values: [1, .nan, 3])
    #expect(throws: LogisticError.nonFinite(column: "x", row: 1)) {
      try FirthRegression.fit(x, outcomes: [0, 1, 0])
    }
    #expect(throws: LogisticError.oneClass(positive: true)) {
      try FirthRegression.fit(design, outcomes: [1, 1, 1, 1, 1])
    }
    #expect(throws: LogisticError.noRows) {
      try FirthRegression.fit(design, outcomes: [0, 1, 0, 1, 1], weights: [0, 0, 0, 0, 0])
    }
  }

  /// The mean chance less the share of positives.
  private func meanMiss(
    _ fit: LogisticFit, _ design: DesignMatrix, _ outcomes: [Double]
  ) -> Double {
    let misses = outcomes.indices.map { row in
      let predictor = (0..<design.columns).reduce(fit.coefficients[0]) {
        $0 + fit.coefficients[$1 + 1] * design[row, $1]
      }
      return 1 / (1 + exp(-predictor)) - outcomes[row]
    }
    return misses.reduce(0, +) / Double(outcomes.count)
  }
}
