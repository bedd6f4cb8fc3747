/// The logistic loss of packed rows, over the parameters that are free.
///
/// f(b) = (1/W) Σ wᵢ log(1 + exp(-(2yᵢ - 1) ηᵢ)) + ½ Σⱼ ridgeⱼ bⱼ², with η = b₀ + Σⱼ bⱼ zⱼ + the
/// effects of the codes; a parameter that is not free is 0.
struct BlockLoss<Source: FeatureBlockSource>: Sendable {
  /// `Float` or `Double` for the work on a block; what blocks add up to is always `Double`.
  enum Precision { case single, double }

  let source: Source
  /// Σ w.
  let totalWeight: Double
  /// The penalty of each parameter of the shape, in units of f.
  let ridge: [Double]
  /// The free parameters, the intercept first.
  var free: [Int]
  let threads: Int

  /// The number of free parameters.
  var parameterCount: Int { free.count }

  /// f, its gradient and, where asked for, its Hessian at the free parameters.
  func expansion(
    at parameters: [Double], hessian: Bool, _ precision: Precision
  ) throws -> QuadraticExpansion {
    let all = spread(parameters)
    let sums = try sums(at: all, hessian: hessian, precision)
    let order = source.shape.parameterCount
    var expansion = QuadraticExpansion(
      value: sums.loss / totalWeight, gradient: free.map { sums.gradient[$0] / totalWeight },
      hessian: [])
    for (place, parameter) in free.enumerated() where ridge[parameter] > 0 {
      expansion.value += ridge[parameter] / 2 * parameters[place] * parameters[place]
      expansion.gradient[place] += ridge[parameter] * parameters[place]
    }
    guard hessian else { return expansion }
    expansion.hessian = [Double](repeating: 0, count: free.count * free.count)
    for (row, parameter) in free.enumerated() {
      for column in 0...row {
        expansion.hessian[row * free.count + column] =
          sums.hessian[parameter * order + free[column]] / totalWeight
      }
      expansion.hessian[row * free.count + row] += ridge[parameter]
    }
    return expansion
  }

  /// The loss of the first blocks alone; for a sample in random order, a smaller sample.
  func first(_ blocks: Int) -> BlockLoss<FeatureBlocks> where Source == FeatureBlocks {
    let part = source.first(blocks)
    return BlockLoss<FeatureBlocks>(
      source: part,
      totalWeight: totalWeight * Double(part.shape.rows) / Double(source.shape.rows),
      ridge: ridge, free: free, threads: threads)
  }

  /// All parameters of the shape.
  func spread(_ parameters: [Double]) -> [Double] {
    var all = [Double](repeating: 0, count: source.shape.parameterCount)
    for (place, parameter) in free.enumerated() { all[parameter] = parameters[place] }
    return all
  }

  /// The sums over all blocks, in parts merged in their order.
  private func sums(
    at parameters: [Double], hessian: Bool, _ precision: Precision
  ) throws -> LogisticSums {
    let shape = source.shape
    let parts = BlockParts(shape, hessian: hessian)
    let sums = try Parts.map(parts.count, threads: threads) { part in
      // Twice the same, each with its type, since code over any type of lanes would be slow.
      switch precision {
      case .single:
        let pass = BlockPass<SIMD8<Float>>(shape, parameters: parameters, hessian: hessian)
        for number in parts.blocks(part) { pass.add(try source.block(number)) }
        return pass.finish()
      case .double:
        let pass = BlockPass<SIMD4<Double>>(shape, parameters: parameters, hessian: hessian)
        for number in parts.blocks(part) { pass.add(try source.block(number)) }
        return pass.finish()
      }
    }
    var total = LogisticSums(parameterCount: shape.parameterCount, hessian: hessian)
    for part in sums { total.merge(part) }
    return total
  }
}
