/// The logistic loss of rows with case weights, over an intercept and scaled columns.
///
/// f(b) = (1/W) Σ wᵢ log(1 + exp(-(2yᵢ - 1) ηᵢ)) + (penalty/2) Σⱼ bⱼ², with W = Σ wᵢ,
/// ηᵢ = b₀ + Σⱼ bⱼ zᵢⱼ and zᵢⱼ = (xᵢⱼ - centreⱼ)/scaleⱼ. The intercept b₀ is not penalised.
///
/// Rows are taken in blocks that stay in the cache: scaling, prediction, gradient and Hessian of a
/// block follow one another, so one evaluation reads the matrix once and keeps no scaled copy.
public struct LogisticLoss: SmoothObjective, Sendable {
  let design: any DesignColumns
  /// The design columns in use; parameter k + 1 is the coefficient of `columns[k]`.
  let columns: [Int]
  let scaling: ColumnScaling
  let outcomes: [Double]
  let weights: [Double]
  let totalWeight: Double
  let penalty: Double

  init(
    design: any DesignColumns, columns: [Int], scaling: ColumnScaling, outcomes: [Double],
    weights: [Double], penalty: Double
  ) {
    self.design = design
    self.columns = columns
    self.scaling = scaling
    self.outcomes = outcomes
    self.weights = weights
    self.totalWeight = weights.reduce(0, +)
    self.penalty = penalty
  }

  /// The intercept and one coefficient a column.
  public var parameterCount: Int { columns.count + 1 }

  /// f at the parameters.
  public func value(at parameters: [Double]) -> Double {
    expansion(at: parameters, hessian: false).value
  }

  /// f, its gradient and its Hessian at the parameters.
  public func expansion(at parameters: [Double]) -> QuadraticExpansion {
    expansion(at: parameters, hessian: true)
  }

  /// The sums over a range of rows, without penalty and not divided by W.
  public func sums(at parameters: [Double], rows: Range<Int>, hessian: Bool) -> LogisticSums {
    var sums = LogisticSums(parameterCount: parameterCount, hessian: hessian)
    var block = LogisticBlock(parameterCount: parameterCount)
    let gram = hessian ? BlockGram<SIMD4<Double>>(columns: columns.count) : nil
    for start in stride(from: rows.lowerBound, to: rows.upperBound, by: LogisticBlock.rows) {
      let end = min(start + LogisticBlock.rows, rows.upperBound)
      block.load(start..<end, of: self)
      block.predict(parameters)
      sums.loss += block.weigh(
        outcomes: outcomes.span.extracting(start..<end),
        weights: weights.span.extracting(start..<end))
      block.addGradient(to: &sums.gradient)
      if let gram { block.addRows(to: gram) }
    }
    gram?.finish(into: &sums.hessian, order: parameterCount)
    return sums
  }

  private func expansion(at parameters: [Double], hessian: Bool) -> QuadraticExpansion {
    // As many parts whatever the threads, so that the sums have the same bits on any machine.
    let parts = max(1, min(Self.mostParts, design.rows / Self.leastRows))
    let sums = Parts.map(parts) { part in
      self.sums(
        at: parameters, rows: Parts.range(part, of: parts, count: design.rows), hessian: hessian)
    }.merged
    var expansion = QuadraticExpansion(
      value: sums.loss / totalWeight, gradient: sums.gradient.map { $0 / totalWeight },
      hessian: sums.hessian.map { $0 / totalWeight })
    for parameter in 1..<parameterCount where penalty > 0 {
      let coefficient = parameters[parameter]
      expansion.value += penalty / 2 * coefficient * coefficient
      expansion.gradient[parameter] += penalty * coefficient
      if hessian { expansion.hessian[parameter * parameterCount + parameter] += penalty }
    }
    return expansion
  }

  /// The most parts that an evaluation is cut into, and the fewest rows of one.
  private static let (mostParts, leastRows) = (16, 16_384)

  /// The smallest and the largest of (2y - 1) (d₀ + Σ dⱼ zⱼ) over the rows of positive weight.
  func margins(along direction: [Double]) -> ClosedRange<Double> {
    var lowest = Double.infinity
    var highest = -Double.infinity
    var block = LogisticBlock(parameterCount: parameterCount)
    for start in stride(from: 0, to: design.rows, by: LogisticBlock.rows) {
      let end = min(start + LogisticBlock.rows, design.rows)
      block.load(start..<end, of: self)
      block.predict(direction)
      for row in start..<end where weights[row] > 0 {
        let predictor = block.predictor[row - start]
        let margin = outcomes[row] > 0.5 ? predictor : -predictor
        lowest = min(lowest, margin)
        highest = max(highest, margin)
      }
    }
    return lowest...highest
  }
}
