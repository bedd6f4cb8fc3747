import RealModule

/// A logistic model of who is of a class by traits, made without knowing anybody's class.
///
/// The likelihood of a logistic model has outcomes only in the sums Σ yᵢ xᵢⱼ, its sufficient statistics
/// (McCullagh & Nelder, Generalized Linear Models, 1989, 4.4): how many people with each trait are of the
/// class. So counts by trait give the model that the classes themselves would give. A ridge of 1 on each
/// coefficient but the intercept, as of a normal prior of variance 1, keeps it finite where a count is
/// blurred or a trait is all of one class.
public struct ProxyModel: Sendable {
  /// The intercept, then a coefficient a trait.
  public let coefficients: [Double]

  /// Fits the model; nil where the optimum isn't found.
  ///
  /// - Parameters:
  ///   - profiles: the traits that each profile has, numbered from 0.
  ///   - people: how many people each profile has.
  ///   - share: the share of all of them who are of the class, from 0 to 1.
  ///   - shares: the same of the people with each trait.
  ///   - ridge: on the coefficients, in units of a person's loss.
  public init?(
    profiles: [[Int]], people: [Double], share: Double, shares: [Double], ridge: Double = 1
  ) {
    let objective = ProxyLoss(profiles, people, share, shares, ridge)
    guard objective.total > 0, share > 0, share < 1 else { return nil }
    var start = [Double](repeating: 0, count: objective.parameterCount)
    start[0] = Double.log(share / (1 - share))
    var solver = NewtonSolver()
    (solver.gradientTolerance, solver.decrementTolerance) = (1e-8, 1e-16)
    let result = solver.minimize(objective, from: start)
    guard result.converged else { return nil }
    coefficients = result.parameters
  }

  /// The linear predictor of a profile.
  public func score(_ profile: [Int]) -> Double {
    profile.reduce(coefficients[0]) { $0 + coefficients[$1 + 1] }
  }
}

/// f(b) = (1/N) (Σ_p n_p log(1 + exp η_p) − Σⱼ tⱼ bⱼ + (ridge/2) Σⱼ≥₁ bⱼ²), t the sums by trait.
private struct ProxyLoss: SmoothObjective {
  let profiles: [[Int]]
  let people: [Double]
  let sums: [Double]
  let total: Double
  let ridge: Double

  init(
    _ profiles: [[Int]], _ people: [Double], _ share: Double, _ shares: [Double], _ ridge: Double
  ) {
    self.profiles = profiles
    self.people = people
    self.ridge = ridge
    total = people.reduce(0, +)
    var with = [Double](repeating: 0, count: shares.count)
    for (profile, count) in zip(profiles, people) {
      for trait in profile { with[trait] += count }
    }
    sums = [share * total] + zip(with, shares).map { $0 * $1 }
  }

  var parameterCount: Int { sums.count }

  func value(at parameters: [Double]) -> Double { expand(parameters, hessian: false).value }

  func expansion(at parameters: [Double]) -> QuadraticExpansion {
    expand(parameters, hessian: true)
  }

  private func expand(_ parameters: [Double], hessian wanted: Bool) -> QuadraticExpansion {
    let order = parameterCount
    var value = 0.0
    var gradient = sums.map { -$0 }
    var hessian = [Double](repeating: 0, count: order * order)
    for (index, sum) in sums.enumerated() { value -= sum * parameters[index] }
    for (profile, count) in zip(profiles, people) {
      let predictor = profile.reduce(parameters[0]) { $0 + parameters[$1 + 1] }
      value += count * (max(predictor, 0) + Double.log(onePlus: Double.exp(-abs(predictor))))
      let chance = 1 / (1 + Double.exp(-predictor))
      gradient[0] += count * chance
      for trait in profile { gradient[trait + 1] += count * chance }
      guard wanted else { continue }
      let weight = count * chance * (1 - chance)
      let places = [0] + profile.map { $0 + 1 }
      for row in places {
        for column in places where column <= row { hessian[row * order + column] += weight }
      }
    }
    for index in 1..<max(order, 1) {
      value += ridge / 2 * parameters[index] * parameters[index]
      gradient[index] += ridge * parameters[index]
      hessian[index * order + index] += ridge
    }
    return QuadraticExpansion(
      value: value / total, gradient: gradient.map { $0 / total },
      hessian: hessian.map { $0 / total })
  }
}
