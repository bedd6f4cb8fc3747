extension ElasticNetPath.Point {
  /// The chosen columns fitted anew by plain likelihood, which undoes their shrinkage: the relaxed
  /// lasso at its end (Meinshausen, Computational Statistics & Data Analysis 52, 2007).
  ///
  /// Its standard errors take the choice for given, and so are too small on the rows that chose.
  ///
  /// - Parameters:
  ///   - design: The path's columns; the fit's `columns` count them.
  ///   - outcomes: 0 or 1, one a row.
  ///   - weights: Case weights of at least 0, one a row; nil for all 1.
  public func relaxed(
    _ design: DesignMatrix, outcomes: [Double], weights: [Double]? = nil
  ) throws(LogisticError) -> LogisticFit {
    let chosen = chosen
    var fit = try LogisticRegression.fit(
      design.selecting(chosen), outcomes: outcomes, weights: weights)
    fit.columns = fit.columns.map { chosen[$0] }
    return fit
  }
}
