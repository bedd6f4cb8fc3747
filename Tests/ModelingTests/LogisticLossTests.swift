import Testing

@testable import Modeling

@Suite struct LogisticLossTests {
  private let parameters = [-2.5, 0.3, -0.2, 0.5, 0.1, -0.4]

  private func loss(penalty: Double = 0) throws -> LogisticLoss {
    let example = Example.generated(rows: 700, seed: 17)
    return LogisticLoss(
      design: example.design, columns: [0, 1, 2, 3, 4],
      scaling: try ColumnScaling(example.design, weights: example.weights),
      outcomes: example.outcomes, weights: example.weights, penalty: penalty)
  }

  @Test func `sums over parts of the rows merge into the sums over all`() throws {
    let loss = try loss()
    let whole = loss.sums(at: parameters, rows: 0..<700, hessian: true)
    var parts = LogisticSums(parameterCount: 6, hessian: true)
    for rows in [0..<1, 1..<300, 300..<700] {
      parts.merge(loss.sums(at: parameters, rows: rows, hessian: true))
    }
    #expect(agree([parts.loss], [whole.loss], within: 1e-13))
    #expect(agree(parts.gradient, whole.gradient, within: 1e-10))
    #expect(agree(parts.hessian, whole.hessian, within: 1e-10))
  }

  @Test(arguments: [0, 0.7])
  func `gradient and Hessian are the derivatives of the value`(penalty: Double) throws {
    let loss = try loss(penalty: penalty)
    let expansion = loss.expansion(at: parameters)
    #expect(expansion.value == loss.value(at: parameters))
    let step = 1e-5
    for index in parameters.indices {
      var above = parameters
      above[index] += step
      var below = parameters
      below[index] -= step
      let slope = (loss.value(at: above) - loss.value(at: below)) / (2 * step)
      #expect(abs(expansion.gradient[index] - slope) < 1e-8)
      let gradientAbove = loss.expansion(at: above).gradient
      let gradientBelow = loss.expansion(at: below).gradient
      for row in index..<parameters.count {
        let curvature = (gradientAbove[row] - gradientBelow[row]) / (2 * step)
        #expect(abs(expansion.hessian[row * parameters.count + index] - curvature) < 1e-8)
      }
    }
  }

  @Test func `rows far out neither overflow nor lose their digits`() throws {
    let design = DesignMatrix(rows: 2, names: ["x"], values: [-1, 1])
    let loss = LogisticLoss(
      design: design, columns: [0], scaling: try ColumnScaling(design, weights: [1, 1]),
      outcomes: [0, 1], weights: [1, 1], penalty: 0)
    // Both margins are 40, then -1000: log(1 + exp(-40)) = 4.2483542552915889e-18.
    #expect(agree([loss.value(at: [0, 40])], [4.2483542552915889e-18], within: 1e-14))
    #expect(loss.value(at: [0, -1000]) == 1000)
    #expect(loss.expansion(at: [0, -1000]).gradient == [0, -1])
  }
}
