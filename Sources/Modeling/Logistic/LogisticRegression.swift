internal import RealModule

/// Maximum likelihood logistic regression, with an optional ridge penalty.
public enum LogisticRegression {
  /// How a regression is fitted.
  public struct Options: Sendable {
    /// The ridge penalty on the coefficients of scaled columns; 0 is maximum likelihood.
    ///
    /// In units of the mean loss: `LogisticLoss` states the objective.
    public var penalty = 0.0
    /// The share of a column's variance that earlier columns must leave unexplained, or else the
    /// column is aliased.
    public var aliasTolerance = 1e-10

    /// Makes the default options.
    public init() {}
  }

  /// Fits P(y = 1) = 1 / (1 + exp(-(b₀ + Σ bⱼ xⱼ))).
  ///
  /// Columns are centred and scaled inside, by their weighted means and standard deviations;
  /// coefficients and their covariance are given on the scale of the columns as they came.
  /// A row of weight 0 counts as absent, one of weight 2 as two rows. A column that is constant or
  /// a linear combination of earlier columns is left out and named in `LogisticFit.aliased`.
  ///
  /// Source: McCullagh & Nelder, Generalized Linear Models, 4.4. Separation: Albert & Anderson,
  /// Biometrika 71 (1984).
  ///
  /// - Parameters:
  ///   - design: The columns, without one for the intercept.
  ///   - outcomes: 0 or 1, one a row.
  ///   - weights: Case weights of at least 0, one a row; nil for all 1.
  ///   - options: Penalty and tolerance.
  /// - Throws: `LogisticError`, `separated` among them when the coefficients would be infinite.
  /// - Precondition: outcomes and weights have one number a row; the penalty is finite and not
  ///   negative.
  public static func fit(
    _ design: some DesignColumns, outcomes: [Double], weights: [Double]? = nil,
    options: Options = Options()
  ) throws(LogisticError) -> LogisticFit {
    let weights = weights ?? [Double](repeating: 1, count: design.rows)
    precondition(
      outcomes.count == design.rows && weights.count == design.rows,
      "a fit needs one outcome and one weight a row")
    precondition(
      options.penalty >= 0 && options.penalty.isFinite, "a penalty is finite and not negative")
    let base = try BaseRate(outcomes: outcomes, weights: weights)
    let scaling = try ColumnScaling(design, weights: weights, threads: Parts.processors)

    let names = design.names
    func made(of columns: [Int]) -> LogisticLoss {
      LogisticLoss(
        design: design, columns: columns, scaling: scaling, outcomes: outcomes, weights: weights,
        penalty: options.penalty)
    }
    var loss = made(of: names.indices.filter { scaling.scales[$0] > 0 })
    var near = FeatureBlocks.nearOptimum(of: loss, base)
    // A sample that shows no column to be a combination of others shows it of all rows.
    if near?.isIndependent != true {
      let columns = independentColumns(design, scaling, outcomes, weights, options)
      if columns != loss.columns {
        loss = made(of: columns)
        near = FeatureBlocks.nearOptimum(of: loss, base)
      }
    }
    let result: NewtonSolver.Result
    do {
      result = try minimize(loss, from: near?.parameters ?? start(loss, base))
    } catch let error as LogisticError {
      throw error
    } catch {
      preconditionFailure("numbers in memory are read without an error")
    }

    let parameters = result.parameters
    let transform = Unscaling(loss)
    guard let information = Cholesky(result.expansion.hessian, order: loss.parameterCount) else {
      throw .notConverged(iterations: result.iterations)
    }
    let penaltyValue =
      options.penalty / 2 * parameters.dropFirst().reduce(0) { $0 + $1 * $1 }
    let kept = Set(loss.columns)
    return LogisticFit(
      terms: [LogisticFit.interceptName] + loss.columns.map { names[$0] },
      columns: loss.columns,
      coefficients: transform.coefficients(parameters),
      covariance: transform.covariance(information.inverse().map { $0 / loss.totalWeight }),
      logLikelihood: -loss.totalWeight * (result.expansion.value - penaltyValue),
      nullLogLikelihood: base.logLikelihood,
      iterations: result.iterations,
      aliased: names.indices.filter { !kept.contains($0) }.map { names[$0] },
      rows: base.rows, positives: base.positives)
  }

  /// Where the solver begins when it knows nothing of the columns: the base rate.
  private static func start(_ loss: LogisticLoss, _ base: BaseRate) -> [Double] {
    var start = [Double](repeating: 0, count: loss.parameterCount)
    start[0] = base.logOdds
    return start
  }

  /// The columns that are neither constant nor explained by earlier ones.
  static func independentColumns(
    _ design: some DesignColumns, _ scaling: ColumnScaling, _ outcomes: [Double],
    _ weights: [Double], _ options: Options
  ) -> [Int] {
    let varying = design.names.indices.filter { scaling.scales[$0] > 0 }
    let loss = LogisticLoss(
      design: design, columns: varying, scaling: scaling, outcomes: outcomes, weights: weights,
      penalty: 0)
    // Where all parameters are 0 every p is one half, and the Hessian is a quarter of the
    // correlation matrix.
    let zero = [Double](repeating: 0, count: loss.parameterCount)
    return Cholesky.independentColumns(
      of: loss.expansion(at: zero).hessian, order: loss.parameterCount,
      tolerance: options.aliasTolerance
    ).compactMap { $0 == 0 ? nil : varying[$0 - 1] }
  }

  /// Runs the solver in legs; between two of them a fit that does not settle is searched for
  /// separation.
  ///
  /// - Throws: `LogisticError`, or what an evaluation fails with.
  static func minimize(_ loss: some SeparableLoss, from start: [Double]) throws
    -> NewtonSolver.Result
  {
    var solver = NewtonSolver()
    solver.maximumIterations = 12
    var start = start
    var iterations = 0
    for _ in 0..<6 {
      var result = try solver.minimize(loss, from: start)
      iterations += result.iterations
      result.iterations = iterations
      if result.converged { return result }
      let end = result.parameters
      if !loss.isPenalised, let terms = try separatingTerms(of: loss, from: start, to: end) {
        throw LogisticError.separated(terms: terms)
      }
      start = end
    }
    throw LogisticError.notConverged(iterations: iterations)
  }
}
