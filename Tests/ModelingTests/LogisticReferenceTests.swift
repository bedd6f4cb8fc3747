import Foundation
import Modeling
import Testing

/// Against statsmodels 0.15.0 (numpy 2.4.6), relative 1e-8; the numbers are those that
/// Reference/logistic.py prints.
@Suite struct LogisticReferenceTests {
  @Test func `spector's grades equal statsmodels`() throws {
    let fit = try LogisticRegression.fit(
      DesignMatrix(
        rows: 32, names: ["GPA", "TUCE", "PSI"],
        values: Spector.grades + Spector.scores + Spector.taught),
      outcomes: Spector.improved)
    #expect(fit.terms == ["(Intercept)", "GPA", "TUCE", "PSI"])
    #expect(
      agree(
        fit.coefficients,
        [-13.021346858115695, 2.8261125948893215, 0.09515766131790947, 2.378687655093354]))
    #expect(
      agree(
        fit.standardErrors,
        [4.93132421360276, 1.2629410756290846, 0.141554205673695, 1.064564254497132]))
    #expect(
      agree(
        [fit.logLikelihood, fit.nullLogLikelihood], [-12.889634222131416, -20.591729696634204]))
    #expect(fit.rows == 32 && fit.positives == 11 && fit.aliased.isEmpty)
  }

  @Test func `Fair's affairs equal statsmodels`() throws {
    let file = URL(filePath: #filePath).deletingLastPathComponent()
      .appending(path: "Fixtures/fair.csv")
    let rows = try String(contentsOf: file, encoding: .utf8).split(separator: "\n").dropFirst()
      .map { line in try line.split(separator: ",").map { try #require(Double($0)) } }
    let fit = try LogisticRegression.fit(
      DesignMatrix(
        rows: rows.count, names: (1...8).map { "x\($0)" },
        values: (0..<8).flatMap { column in rows.map { $0[column] } }),
      outcomes: rows.map { $0[8] > 0 ? 1 : 0 })
    #expect(
      agree(
        fit.coefficients,
        [
          3.725719866563104, -0.7161071050802195, -0.06048768069667917, 0.11001794098251286,
          -0.004233226192913071, -0.3751576526839425, -0.03921920406493476, 0.1602338331908238,
          0.012400818906248398,
        ]))
    #expect(
      agree(
        fit.standardErrors,
        [
          0.29876336746535764, 0.031430617482209745, 0.010277984065966042, 0.010942929089996575,
          0.031613975422028394, 0.03476334834838084, 0.015480384967536287, 0.03397088736180391,
          0.022925541840023368,
        ]))
    #expect(
      agree([fit.logLikelihood, fit.nullLogLikelihood], [-3471.4714230566797, -4002.529966093567]))
    #expect(fit.rows == 6366 && fit.positives == 2053)
  }

  @Test func `a generated set with few positives equals statsmodels`() throws {
    let example = Example.generated()
    let fit = try LogisticRegression.fit(example.design, outcomes: example.outcomes)
    #expect(fit.positives == 224)
    #expect(
      agree(
        fit.coefficients,
        [
          13.840504851043132, 0.7565419965714943, -0.15010686381338958, 0.0017382015881101031,
          0.9780806124136427, -0.00871465018927996,
        ]))
    #expect(
      agree(
        fit.standardErrors,
        [
          24.14244988387934, 0.18685505409660297, 0.24149452948334266, 0.00027415229962862253,
          0.17386481821884747, 0.01201268380523797,
        ]))
    #expect(
      agree([fit.logLikelihood, fit.nullLogLikelihood], [-870.3559525525366, -914.5483049071127]))
  }

  @Test func `weights equal the frequency weights of statsmodels`() throws {
    let example = Example.generated()
    let fit = try LogisticRegression.fit(
      example.design, outcomes: example.outcomes, weights: example.weights)
    #expect(
      agree(
        fit.coefficients,
        [
          36.28947268709238, 0.7487804194551304, -0.006580820172016846, 0.0018793865136153291,
          0.7888093847505867, -0.019973528209062515,
        ]))
    #expect(
      agree(
        fit.standardErrors,
        [
          20.835288595294696, 0.15679736204406286, 0.20481210779338826, 0.00023461296044819063,
          0.1544196448984756, 0.010371196250679077,
        ]))
    #expect(
      agree(
        [fit.logLikelihood, fit.nullLogLikelihood], [-1207.9935969280523, -1270.6581902973157]))
  }
}

/// Spector & Mazzeo 1980: 32 students, as distributed with statsmodels (BSD licence).
enum Spector {
  static let grades: [Double] = [
    2.66, 2.89, 3.28, 2.92, 4, 2.86, 2.76, 2.87, 3.03, 3.92, 2.63, 3.32, 3.57, 3.26, 3.53, 2.74,
    2.75, 2.83, 3.12, 3.16, 2.06, 3.62, 2.89, 3.51, 3.54, 2.83, 3.39, 2.67, 3.65, 4, 3.1, 2.39,
  ]
  static let scores: [Double] = [
    20, 22, 24, 12, 21, 17, 17, 21, 25, 29, 20, 23, 23, 25, 26, 19,
    25, 19, 23, 25, 22, 28, 14, 26, 24, 27, 17, 24, 21, 23, 21, 19,
  ]
  static let taught = [Double](repeating: 0, count: 18) + [Double](repeating: 1, count: 14)
  static let improved: [Double] = [
    0, 0, 0, 0, 1, 0, 0, 0, 0, 1, 0, 0, 0, 1, 0, 0,
    0, 0, 0, 1, 0, 1, 0, 0, 1, 1, 1, 0, 1, 1, 0, 1,
  ]
}
