/// A fit of packed rows, step by step.
struct BlockFit<Source: FeatureBlockSource> {
  private let source: Source
  private let options: LogisticRegression.BlockOptions
  private let base: BaseRate
  private let totalWeight: Double
  private let ridge: [Double]
  /// Random rows, or nil where there are so few that a sample spares nothing.
  private let sample: FeatureBlocks?

  init(_ source: Source, _ options: LogisticRegression.BlockOptions) throws {
    self.source = source
    self.options = options
    (base, totalWeight) = try BlockSample.census(source, threads: options.threads)
    ridge = try Self.ridge(source, totalWeight, options)
    sample = try BlockSample.size(
      rows: source.shape.rows, parameters: source.shape.parameterCount,
      rarerShare: base.rarerShare
    ).map { try BlockSample.draw(source, size: $0, threads: options.threads) }
  }

  /// The penalty of each parameter of the shape, on the scale of what is stored.
  private static func ridge(
    _ source: Source, _ totalWeight: Double, _ options: LogisticRegression.BlockOptions
  ) throws -> [Double] {
    let shape = source.shape
    guard options.penalty > 0 else {
      return [Double](repeating: 0, count: shape.parameterCount)
    }
    guard !options.penalisesScaled else {
      return try BlockMoments(source, totalWeight: totalWeight, threads: options.threads)
        .variances.map { options.penalty * $0 }
    }
    let scales =
      [.infinity] + shape.numeric.map(\.scale)
      + [Double](repeating: 1, count: shape.parameterCount - 1 - shape.numeric.count)
    return scales.map { options.penalty / ($0 * $0) }
  }

  /// The fit, its coefficients on the scale of the columns as they came.
  func fit() throws -> LogisticFit {
    var loss = BlockLoss(
      source: source, totalWeight: totalWeight, ridge: ridge, free: candidates,
      threads: options.threads)
    var warm = try warmStart(loss)
    if warm?.isIndependent != true {
      let free = try independent(loss)
      if free != loss.free {
        loss.free = free
        warm = try warmStart(loss)
      }
    }
    var end: (parameters: [Double], value: Double, steps: Int)?
    if let warm {
      let result = try QuasiNewtonSolver().minimize(
        loss, from: warm.parameters, hessian: warm.hessian)
      if result.converged { end = (result.parameters, result.value, result.readings) }
    }
    if let found = end, !options.wantsCovariance {
      return report(loss, found.parameters, value: found.value, steps: found.steps, nil)
    }
    return try finish(loss, from: end?.parameters, steps: end?.steps ?? 0)
  }

  /// The parameters of a point near the optimum, by readings in `Float` alone, and whether the sample
  /// shows that no column is a combination of others; nil where there are too few rows to draw a sample
  /// of, or where it doesn't lead there.
  func nearOptimum() throws -> (parameters: [Double], isIndependent: Bool)? {
    let loss = BlockLoss(
      source: source, totalWeight: totalWeight, ridge: ridge, free: candidates,
      threads: options.threads)
    guard let warm = try warmStart(loss) else { return nil }
    var solver = QuasiNewtonSolver()
    solver.isRough = true
    let result = try solver.minimize(loss, from: warm.parameters, hessian: warm.hessian)
    return result.converged ? (result.parameters, warm.isIndependent) : nil
  }

  /// The parameters that may be free: without a penalty a level is left out of each column.
  private var candidates: [Int] {
    let shape = source.shape
    let references = options.penalty > 0 ? [] : Set(shape.firstLevels)
    return (0..<shape.parameterCount).filter { !references.contains($0) }
  }

  private func warmStart(_ loss: BlockLoss<Source>) throws -> WarmStart? {
    guard let sample else { return nil }
    guard
      let (base, weight) = try? BlockSample.census(sample, threads: options.threads)
    else { return nil }
    return try WarmStart(
      BlockLoss(
        source: sample, totalWeight: weight, ridge: ridge, free: loss.free,
        threads: options.threads),
      base: base, logOdds: self.base.logOdds, checked: checkedPlaces(loss))
  }

  /// The places of the free parameters among which a combination is looked for: with a penalty, not
  /// the levels, which add up to the intercept.
  private func checkedPlaces(_ loss: BlockLoss<Source>) -> [Int] {
    loss.free.indices.filter {
      options.penalty == 0 || loss.free[$0] <= source.shape.numeric.count
    }
  }

  /// The free parameters without those that are combinations of earlier ones, by all rows.
  private func independent(_ loss: BlockLoss<Source>) throws -> [Int] {
    let places = checkedPlaces(loss)
    var plain = loss
    plain.free = places.map { loss.free[$0] }
    let zero = [Double](repeating: 0, count: plain.parameterCount)
    var hessian = try plain.expansion(at: zero, hessian: true, .double).hessian
    for (place, parameter) in plain.free.enumerated() {
      hessian[place * plain.parameterCount + place] -= ridge[parameter]
    }
    let kept = Cholesky.independentColumns(
      of: hessian, order: plain.parameterCount, tolerance: options.aliasTolerance)
    let left = Set(places).subtracting(kept.map { places[$0] })
    return loss.free.indices.filter { !left.contains($0) }.map { loss.free[$0] }
  }

  /// The last Newton step, or all of them, with the information of all rows in `Double`.
  private func finish(
    _ loss: BlockLoss<Source>, from near: [Double]?, steps: Int
  ) throws -> LogisticFit {
    if let near {
      let expansion = try loss.expansion(at: near, hessian: true, .double)
      if let information = Cholesky(expansion.hessian, order: loss.parameterCount) {
        let step = information.solve(expansion.gradient.map { -$0 })
        let size = step.reduce(0) { max($0, abs($1)) }
        // The information there is that of the optimum to about the size of the step.
        if size <= 1e-8 * max(1, near.reduce(0) { max($0, abs($1)) }) {
          return report(
            loss, zip(near, step).map { $0 + $1 }, value: expansion.value, steps: steps + 1,
            information)
        }
      }
    }
    var start = [Double](repeating: 0, count: loss.parameterCount)
    start[0] = base.logOdds
    let result = try LogisticRegression.minimize(loss, from: near ?? start)
    guard let information = Cholesky(result.expansion.hessian, order: loss.parameterCount) else {
      throw LogisticError.notConverged(iterations: steps + result.iterations)
    }
    return report(
      loss, result.parameters, value: result.expansion.value, steps: steps + result.iterations,
      options.wantsCovariance ? information : nil)
  }

  private func report(
    _ loss: BlockLoss<Source>, _ parameters: [Double], value: Double, steps: Int,
    _ information: Cholesky?
  ) -> LogisticFit {
    let shape = source.shape
    let names = shape.parameterNames
    let numeric = loss.free.filter { (1..<1 + shape.numeric.count).contains($0) }
    let levels = loss.free.count - 1 - numeric.count
    let transform = Unscaling(
      centres: numeric.map { shape.numeric[$0 - 1].centre }
        + [Double](repeating: 0, count: levels),
      scales: numeric.map { shape.numeric[$0 - 1].scale }
        + [Double](repeating: 1, count: levels))
    let penalty = zip(loss.free, parameters).reduce(0) { $0 + ridge[$1.0] / 2 * $1.1 * $1.1 }
    let free = Set(loss.free)
    return LogisticFit(
      terms: loss.free.map { names[$0] }, columns: loss.free.dropFirst().map { $0 - 1 },
      coefficients: transform.coefficients(parameters),
      covariance: information.map {
        transform.covariance($0.inverse().map { $0 / totalWeight })
      } ?? [],
      logLikelihood: -totalWeight * (value - penalty), nullLogLikelihood: base.logLikelihood,
      iterations: steps,
      aliased: candidates.filter { !free.contains($0) }.map { names[$0] },
      rows: base.rows, positives: base.positives)
  }
}

extension BlockLoss: StreamedObjective {
  func slope(at parameters: [Double], precise: Bool) throws -> (
    value: Double, gradient: [Double]
  ) {
    let expansion = try expansion(
      at: parameters, hessian: false, precise ? .double : .single)
    return (expansion.value, expansion.gradient)
  }
}

extension BlockLoss: SeparableLoss {
  typealias Failure = any Error

  var names: [String] {
    let names = source.shape.parameterNames
    return free.dropFirst().map { names[$0] }
  }

  var isPenalised: Bool { free.dropFirst().contains { ridge[$0] > 0 } }

  func value(at parameters: [Double]) throws -> Double {
    try expansion(at: parameters, hessian: false, .double).value
  }

  func expansion(at parameters: [Double]) throws -> QuadraticExpansion {
    try expansion(at: parameters, hessian: true, .double)
  }

  func margins(along direction: [Double]) throws -> ClosedRange<Double> {
    let pass = BlockPass<SIMD4<Double>>(source.shape, parameters: spread(direction), hessian: false)
    var lowest = Double.infinity
    var highest = -Double.infinity
    for number in 0..<source.shape.blockCount {
      pass.eachPredictor(of: try source.block(number)) { predictor, votes in
        for row in 0..<FeatureBlock.tileRows where votes[row] != 0 {
          let margin = votes[row] > 0 ? predictor[row] : -predictor[row]
          lowest = min(lowest, margin)
          highest = max(highest, margin)
        }
      }
    }
    return lowest...highest
  }
}
