/// The mean logistic loss less log det H / (2W), with H its Hessian and W the weight of all rows:
/// what Firth's estimate minimises.
///
/// Its gradient is that of the loss plus (1/W) Σ hᵢ (pᵢ - ½) zᵢ, with the leverages
/// hᵢ = wᵢ pᵢ (1 - pᵢ) zᵢᵀ (W H)⁻¹ zᵢ.
struct FirthObjective {
  let loss: LogisticLoss

  /// Where the minimum is.
  struct Optimum {
    let parameters: [Double]
    /// H⁻¹ there, row-major.
    let inverse: [Double]
    let iterations: Int
  }

  private struct Expansion {
    let value: Double
    let gradient: [Double]
    let factor: Cholesky
  }

  /// Goes to the minimum by steps -H⁻¹ g, halved until they descend.
  ///
  /// H leaves out the penalty's own curvature, so that the steps shrink by a constant factor each;
  /// it is small where rows are many, and about a half in the smallest sets.
  func minimum(from base: BaseRate) throws(LogisticError) -> Optimum {
    var parameters = [Double](repeating: 0, count: loss.parameterCount)
    parameters[0] = base.logOdds
    guard var here = expansion(at: parameters) else { throw .notConverged(iterations: 0) }
    for iteration in 0..<500 {
      let step = here.factor.solve(here.gradient.map { -$0 })
      if largest(step) <= 1e-10 * max(1, largest(parameters)) {
        return Optimum(
          parameters: parameters, inverse: here.factor.inverse(), iterations: iteration)
      }
      let promised = -zip(step, here.gradient).reduce(0) { $0 + $1.0 * $1.1 }
      var fraction = 1.0
      while true {
        let trial = zip(parameters, step).map { $0 + fraction * $1 }
        // Near the minimum the descent drowns in the rounding of the value.
        let bound = here.value - 1e-4 * fraction * promised + 1e-14 * abs(here.value)
        if let there = expansion(at: trial), there.value <= bound {
          (parameters, here) = (trial, there)
          break
        }
        fraction /= 2
        guard fraction > 1e-10 else { throw .notConverged(iterations: iteration) }
      }
    }
    throw .notConverged(iterations: 500)
  }

  /// Value, gradient and factored Hessian; nil where rounding has left the Hessian singular.
  private func expansion(at parameters: [Double]) -> Expansion? {
    let plain = loss.expansion(at: parameters)
    guard let factor = Cholesky(plain.hessian, order: loss.parameterCount) else { return nil }
    let inverse = factor.inverse().map { $0 / loss.totalWeight }
    var pull = [Double](repeating: 0, count: loss.parameterCount)
    var block = LogisticBlock(parameterCount: loss.parameterCount)
    for start in stride(from: 0, to: loss.design.rows, by: LogisticBlock.rows) {
      let rows = start..<min(start + LogisticBlock.rows, loss.design.rows)
      block.load(rows, of: loss)
      block.predict(parameters)
      _ = block.weigh(
        outcomes: loss.outcomes.span.extracting(rows), weights: loss.weights.span.extracting(rows))
      block.weighByLeverage(inverse)
      block.addGradient(to: &pull)
    }
    return Expansion(
      value: plain.value - factor.logDeterminant / (2 * loss.totalWeight),
      gradient: zip(plain.gradient, pull).map { $0 + $1 / loss.totalWeight }, factor: factor)
  }

  private func largest(_ values: [Double]) -> Double { values.reduce(0) { max($0, abs($1)) } }
}
