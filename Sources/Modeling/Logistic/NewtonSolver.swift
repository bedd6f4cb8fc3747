/// Newton's method with step halving for a convex function; it knows no data.
///
/// At each point x with gradient g and Hessian H the step is s = -H⁻¹ g. The whole step is tried
/// first, then halves of it, until the exact objective f obeys Armijo's rule
/// f(x + t s) ≤ f(x) - 1e-4 t d² with the Newton decrement d² = gᵀ H⁻¹ g (Boyd & Vandenberghe,
/// Convex Optimization, 9.5; Nocedal & Wright, Numerical Optimization, 3.1). Where f(x + s) equals
/// f(x) to 1e-10, the slope there may show the same: gᵀ(x + s) s ≤ (1 - 2e-4) d², which for a
/// quadratic is Armijo's rule (Hager & Zhang, SIAM Journal on Optimization 16, 2005).
///
/// The point is the optimum when all three hold:
/// 1. max |g| ≤ `gradientTolerance` · |f|;
/// 2. d² / 2 ≤ `decrementTolerance`;
/// 3. max |s| ≤ `stepTolerance` · max(1, max |x|).
/// The first two also count as met where d² ≤ 1e-14 has ceased to fall: rounding allows no more.
/// The third alone would be a bad rule (slow progress looks like arrival), but where a minimum lies
/// at infinity the first two come true in the end and the third never does.
public struct NewtonSolver: Sendable {
  /// The most steps that are made.
  public var maximumIterations = 25
  /// The bound of the gradient's largest element, relative to the objective.
  public var gradientTolerance = 1e-10
  /// The bound of half the squared Newton decrement, in units of the objective.
  public var decrementTolerance = 1e-26
  /// The bound of the largest element of the step, relative to the largest parameter.
  public var stepTolerance = 1e-8

  /// Where a run ended.
  public struct Result: Sendable {
    /// The last point.
    public var parameters: [Double]
    /// The objective there.
    public var expansion: QuadraticExpansion
    /// The steps made.
    public var iterations: Int
    /// Whether the point is the optimum by the three rules.
    public var converged: Bool
  }

  /// Makes a solver with its default tolerances.
  public init() {}

  /// Minimises an objective from a starting point.
  public func minimize<Objective: SmoothObjective>(
    _ objective: Objective, from start: [Double]
  ) throws(Objective.Failure) -> Result {
    var result = Result(
      parameters: start, expansion: try objective.expansion(at: start), iterations: 0,
      converged: false)
    var lastDecrement = Double.infinity
    while let step = newtonStep(result.expansion) {
      let decrement = -slope(result.expansion, along: step)
      let atFloor = decrement <= 1e-14 && decrement >= lastDecrement / 4
      let gradientSmall =
        largest(result.expansion.gradient) <= gradientTolerance * abs(result.expansion.value)
      let stepSmall = largest(step) <= stepTolerance * max(1, largest(result.parameters))
      if stepSmall && (atFloor || (gradientSmall && decrement / 2 <= decrementTolerance)) {
        result.converged = true
        return result
      }
      lastDecrement = decrement
      guard result.iterations < maximumIterations,
        try advance(&result, along: step, decrement: decrement, objective)
      else { return result }
    }
    return result
  }

  /// The Newton step, or nil where no damping makes the Hessian positive definite.
  private func newtonStep(_ expansion: QuadraticExpansion) -> [Double]? {
    // A Hessian that has become singular in rounding is damped just enough to be factored; the step
    // then still goes downhill.
    for damping in [0, 1e-12, 1e-9, 1e-6, 1e-3] {
      if let factor = Cholesky(
        expansion.hessian, order: expansion.gradient.count, damping: damping)
      {
        return factor.solve(expansion.gradient.map { -$0 })
      }
    }
    return nil
  }

  /// Moves along a step by Armijo's rule; false when no fraction of it is acceptable.
  private func advance<Objective: SmoothObjective>(
    _ result: inout Result, along step: [Double], decrement: Double, _ objective: Objective
  ) throws(Objective.Failure) -> Bool {
    let value = result.expansion.value
    let from = result.parameters
    func point(_ fraction: Double) -> [Double] {
      zip(from, step).map { $0 + fraction * $1 }
    }
    func isAcceptable(_ trial: Double, _ fraction: Double) -> Bool {
      trial <= value - 1e-4 * fraction * decrement
    }

    let end = point(1)
    let whole = try objective.expansion(at: end)
    // Near the optimum the decrease drowns in the rounding of f; the slopes then tell it.
    let decreasesBySlope =
      whole.value <= value + 1e-10 * abs(value)
      && slope(whole, along: step) <= (1 - 2e-4) * decrement
    if isAcceptable(whole.value, 1) || decreasesBySlope {
      result.parameters = end
      result.expansion = whole
      result.iterations += 1
      return true
    }
    var fraction = 0.5
    while fraction > 1e-10 {
      let trial = point(fraction)
      if isAcceptable(try objective.value(at: trial), fraction) {
        result.parameters = trial
        result.expansion = try objective.expansion(at: trial)
        result.iterations += 1
        return true
      }
      fraction /= 2
    }
    return false
  }

  private func slope(_ expansion: QuadraticExpansion, along step: [Double]) -> Double {
    zip(expansion.gradient, step).reduce(0) { $0 + $1.0 * $1.1 }
  }

  private func largest(_ values: [Double]) -> Double {
    values.reduce(0) { max($0, abs($1)) }
  }
}
