extension LogisticRegression {
  /// How packed rows are fitted.
  public struct BlockOptions: Sendable {
    /// The ridge penalty; 0 is maximum likelihood.
    ///
    /// In units of the mean loss: `BlockLoss` states the objective.
    public var penalty = 0.0
    /// Whether the penalty is on coefficients of columns divided by their deviations, as
    /// `Options.penalty` is, or of columns as they came.
    public var penalisesScaled = true
    /// The share of a column's variance that earlier columns must leave unexplained, or else the
    /// column is aliased.
    public var aliasTolerance = 1e-10
    /// Whether the covariance is wanted; it costs one more reading of all rows, with their Hessian.
    public var wantsCovariance = true
    /// How many threads work; the result doesn't depend on it.
    public var threads = Parts.processors

    /// Makes the default options.
    public init() {}
  }

  /// Fits packed rows; with the same numbers the same model as `fit(_:outcomes:weights:options:)`.
  ///
  /// A fit begins at the optimum of a random sample of the rows and reads all rows about six times:
  /// `QuasiNewtonSolver` says how, and how near to the optimum it ends. Where that fails, it is
  /// Newton's method with the Hessian of all rows. With a penalty each level of a categorical column
  /// has a coefficient; without one the first level is the reference, and its coefficient is 0 and
  /// not among the fit's. `LogisticFit.columns` counts numeric columns, then all levels.
  ///
  /// - Throws: `LogisticError`, or what the source fails with.
  /// - Precondition: the penalty is finite and not negative.
  public static func fit(
    _ source: some FeatureBlockSource, options: BlockOptions = BlockOptions()
  ) throws -> LogisticFit {
    precondition(
      options.penalty >= 0 && options.penalty.isFinite, "a penalty is finite and not negative")
    return try BlockFit(source, options).fit()
  }
}
