/// Where a fit of many rows begins: the optimum of a sample of them, and the Hessian there.
struct WarmStart {
  /// The free parameters.
  let parameters: [Double]
  /// The sample's Hessian there, factored.
  let hessian: Cholesky
  /// Whether the sample shows that no column is a combination of others: then all rows do, since a
  /// combination that holds for all rows holds for some of them.
  let isIndependent: Bool

  /// Fits a first part of the sample, then all of it, each to within its own noise; nil where the
  /// sample has no optimum or its Hessian is singular.
  ///
  /// - Parameters:
  ///   - sample: The loss of the sampled rows, in random order.
  ///   - base: The outcomes of the sample.
  ///   - logOdds: The log odds of all rows.
  ///   - checked: The free parameters among which a combination is looked for, by their places.
  init?(
    _ sample: BlockLoss<FeatureBlocks>, base: BaseRate, logOdds: Double, checked: [Int]
  ) throws {
    var start = [Double](repeating: 0, count: sample.parameterCount)
    start[0] = logOdds
    // A quarter of the needed rows shows the way from there, for a quarter of the cost.
    let shape = sample.source.shape
    let needed = BlockSample.rowsNeeded(
      parameters: sample.parameterCount, rarerShare: base.rarerShare)
    let first = (needed / 4 + FeatureBlock.rows - 1) / FeatureBlock.rows * FeatureBlock.rows
    if first * 2 <= shape.rows,
      let part = try Self.optimum(of: sample.first(first / shape.blockRows), from: start)
    {
      start = part.parameters
    }
    guard let optimum = try Self.optimum(of: sample, from: start) else { return nil }
    parameters = optimum.parameters
    hessian = optimum.factor
    isIndependent = Self.isIndependent(optimum.hessian, sample, checked)
  }

  /// The optimum of a sample to within its own noise: drawing n rows moves that of p parameters by a
  /// loss of p / (2 n), on average.
  private static func optimum(
    of sample: BlockLoss<FeatureBlocks>, from start: [Double]
  ) throws -> (parameters: [Double], hessian: [Double], factor: Cholesky)? {
    var solver = NewtonSolver()
    solver.gradientTolerance = .infinity
    solver.stepTolerance = .infinity
    solver.decrementTolerance =
      Double(sample.parameterCount) / Double(2 * sample.source.shape.rows)
    solver.maximumIterations = 12
    let end = try solver.minimize(SampledObjective(loss: sample), from: start)
    guard end.converged,
      let factor = Cholesky(end.expansion.hessian, order: sample.parameterCount)
    else { return nil }
    let step = factor.solve(end.expansion.gradient)
    return (zip(end.parameters, step).map { $0 - $1 }, end.expansion.hessian, factor)
  }

  private static func isIndependent(
    _ hessian: [Double], _ sample: BlockLoss<FeatureBlocks>, _ checked: [Int]
  ) -> Bool {
    let order = sample.parameterCount
    var part = [Double](repeating: 0, count: checked.count * checked.count)
    for (row, place) in checked.enumerated() {
      for column in 0...row {
        part[row * checked.count + column] = hessian[place * order + checked[column]]
      }
      part[row * checked.count + row] -= sample.ridge[sample.free[place]]
    }
    // Far above the rounding of a Hessian in `Float`; what is under it is looked at in `Double`.
    return Cholesky.independentColumns(of: part, order: checked.count, tolerance: 1e-4).count
      == checked.count
  }
}

/// The loss of rows in memory, in `Float`, as a function that reads without errors.
private struct SampledObjective: SmoothObjective {
  typealias Failure = any Error
  let loss: BlockLoss<FeatureBlocks>

  var parameterCount: Int { loss.parameterCount }

  func value(at parameters: [Double]) throws -> Double {
    try loss.expansion(at: parameters, hessian: false, .single).value
  }

  func expansion(at parameters: [Double]) throws -> QuadraticExpansion {
    try loss.expansion(at: parameters, hessian: true, .single)
  }
}
