/// Logistic regression by Firth's penalised likelihood: for few positives, and for outcomes that a
/// combination of columns parts.
///
/// It maximises l(b) + ½ log det I(b), with the log likelihood l and the information
/// I = Σ wᵢ pᵢ (1 - pᵢ) xᵢ xᵢᵀ: the mode under Jeffreys' prior. That takes the first-order bias off
/// the coefficients, and they are finite wherever columns are independent. Sources: Firth, Biometrika
/// 80 (1993); Heinze & Schemper, Statistics in Medicine 21 (2002); Kosmidis & Firth, Biometrika 108
/// (2021).
public enum FirthRegression {
  /// Fits the coefficients.
  ///
  /// The penalty draws all chances towards one half, so their mean is too high where positives are
  /// few. With `correctsIntercept` the intercept is then fitted anew by plain likelihood, the slopes
  /// held, so that the mean is the rate of the rows (FLIC: Puhr et al., Statistics in Medicine 36,
  /// 2017). The covariance is I⁻¹ at Firth's own estimate, the log likelihood the plain one at the
  /// coefficients given. Rows, weights and aliased columns count as in `LogisticRegression.fit`.
  ///
  /// - Parameters:
  ///   - design: The columns, without one for the intercept.
  ///   - outcomes: 0 or 1, one a row.
  ///   - weights: Case weights of at least 0, one a row; nil for all 1.
  ///   - correctsIntercept: Whether the mean chance is to be the rate of the rows.
  /// - Throws: `LogisticError`, but never `separated`.
  /// - Precondition: outcomes and weights have one number a row.
  public static func fit(
    _ design: DesignMatrix, outcomes: [Double], weights: [Double]? = nil,
    correctsIntercept: Bool = true
  ) throws(LogisticError) -> LogisticFit {
    let weights = weights ?? [Double](repeating: 1, count: design.rows)
    precondition(
      outcomes.count == design.rows && weights.count == design.rows,
      "a fit needs one outcome and one weight a row")
    let base = try BaseRate(outcomes: outcomes, weights: weights)
    let scaling = try ColumnScaling(design, weights: weights)
    let columns = LogisticRegression.independentColumns(
      design, scaling, outcomes, weights, LogisticRegression.Options())
    let objective = FirthObjective(
      loss: LogisticLoss(
        design: design, columns: columns, scaling: scaling, outcomes: outcomes, weights: weights,
        penalty: 0))

    let optimum = try objective.minimum(from: base)
    var parameters = optimum.parameters
    if correctsIntercept {
      let intercept = InterceptObjective(loss: objective.loss, slopes: parameters.dropFirst())
      let corrected = NewtonSolver().minimize(intercept, from: [parameters[0]])
      guard corrected.converged else { throw .notConverged(iterations: corrected.iterations) }
      parameters[0] = corrected.parameters[0]
    }

    let transform = Unscaling(objective.loss)
    let total = objective.loss.totalWeight
    let kept = Set(columns)
    return LogisticFit(
      terms: [LogisticFit.interceptName] + columns.map { design.names[$0] },
      columns: columns,
      coefficients: transform.coefficients(parameters),
      covariance: transform.covariance(optimum.inverse.map { $0 / total }),
      logLikelihood: -total * objective.loss.value(at: parameters),
      nullLogLikelihood: base.logLikelihood,
      iterations: optimum.iterations,
      aliased: design.names.indices.filter { !kept.contains($0) }.map { design.names[$0] },
      rows: base.rows, positives: base.positives)
  }
}

/// A logistic loss as a function of its intercept alone.
private struct InterceptObjective: SmoothObjective {
  let loss: LogisticLoss
  let slopes: ArraySlice<Double>

  var parameterCount: Int { 1 }

  func value(at parameters: [Double]) -> Double { loss.value(at: parameters + slopes) }

  func expansion(at parameters: [Double]) -> QuadraticExpansion {
    let whole = loss.expansion(at: parameters + slopes)
    return QuadraticExpansion(
      value: whole.value, gradient: [whole.gradient[0]], hessian: [whole.hessian[0]])
  }
}
