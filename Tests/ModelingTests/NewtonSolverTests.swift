import Testing

@testable import Modeling

@Suite struct NewtonSolverTests {
  /// √(1 + (x - 2)²) + 1, on which whole Newton steps from |x - 2| > 1 run away.
  private struct Hyperbola: SmoothObjective {
    let parameterCount = 1

    func value(at parameters: [Double]) -> Double {
      let x = parameters[0] - 2
      return (1 + x * x).squareRoot() + 1
    }

    func expansion(at parameters: [Double]) -> QuadraticExpansion {
      let x = parameters[0] - 2
      let root = (1 + x * x).squareRoot()
      return QuadraticExpansion(
        value: root + 1, gradient: [x / root], hessian: [1 / (root * root * root)])
    }
  }

  /// 1 / x for x > 0, which falls for ever.
  private struct Falling: SmoothObjective {
    let parameterCount = 1

    func value(at parameters: [Double]) -> Double { 1 / parameters[0] }

    func expansion(at parameters: [Double]) -> QuadraticExpansion {
      let x = parameters[0]
      return QuadraticExpansion(
        value: 1 / x, gradient: [-1 / (x * x)], hessian: [2 / (x * x * x)])
    }
  }

  @Test(arguments: [2, 2.9, 5, -30])
  func `step halving reaches the minimum from any start`(start: Double) {
    let result = NewtonSolver().minimize(Hyperbola(), from: [start])
    #expect(result.converged)
    #expect(abs(result.parameters[0] - 2) < 1e-9)
  }

  @Test func `a minimum at infinity is no optimum`() {
    var solver = NewtonSolver()
    solver.maximumIterations = 500
    #expect(!solver.minimize(Falling(), from: [1]).converged)
  }

  @Test func `the bound of iterations holds`() {
    var solver = NewtonSolver()
    solver.maximumIterations = 2
    let result = solver.minimize(Hyperbola(), from: [-30])
    #expect(!result.converged && result.iterations == 2)
  }

  @Test func `a Cholesky factor solves, inverts and finds dependent columns`() throws {
    let matrix: [Double] = [4, 0, 0, 2, 5, 0, 2, 3, 6]
    let factor = try #require(Cholesky(matrix, order: 3))
    // A = [[4, 2, 2], [2, 5, 3], [2, 3, 6]], A (1, -1, 2) = (6, 3, 11).
    #expect(agree(factor.solve([6, 3, 11]), [1, -1, 2], within: 1e-14))
    // The determinant is 64, the first cofactor 21.
    #expect(agree([factor.inverse()[0]], [21.0 / 64], within: 1e-14))
    // Third column = first + second.
    let dependent: [Double] = [2, 0, 0, 1, 2, 0, 3, 3, 6]
    #expect(Cholesky(dependent, order: 3) == nil)
    #expect(Cholesky.independentColumns(of: dependent, order: 3, tolerance: 1e-10) == [0, 1])
  }
}
