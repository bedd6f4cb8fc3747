/// What a logistic score would have said of each row, had it been fitted without the row's fold.
///
/// For each fold, everything is learned on the rows outside it: the penalty, by folds within those
/// rows; the terms; the coefficients. So the probabilities may be measured against the outcomes of
/// all rows together. They come from as many models as there are folds.
public struct CrossValidation: Sendable, Equatable {
  /// How the models are chosen.
  public struct Options: Sendable {
    /// The ridge penalties to choose from (`LogisticRegression.Options.penalty`), each above 0.
    public var penalties = [1e-5, 1e-4, 1e-3, 3e-3, 1e-2, 3e-2, 1e-1]
    /// How many folds within the training rows choose the penalty.
    public var innerFolds = 4
    /// The seed of those folds.
    public var innerSeed: UInt64 = 1
    /// How terms are learned.
    public var terms = TermPlan.Options()

    /// Makes the default options.
    public init() {}
  }

  /// The probability of outcome 1, one a row.
  public let probabilities: [Double]
  /// The penalty chosen for each fold.
  public let penalties: [Double]

  /// Fits and applies one model a fold.
  ///
  /// - Parameters:
  ///   - frame: The raw columns.
  ///   - outcomes: 0 or 1, one a row.
  ///   - groups: The group's number, one a row; the inner folds keep groups together too.
  ///   - folds: The fold of each row.
  ///   - options: Penalties, inner folds and terms.
  /// - Throws: `LogisticError` where some training part has no fit, such as one class alone.
  /// - Precondition: outcomes, groups and folds have one element a row of the frame; there are
  ///   penalties, all of them positive.
  public init(
    _ frame: RawFrame, outcomes: [Double], groups: [Int64], folds: Folds,
    options: Options = Options()
  ) throws(LogisticError) {
    precondition(
      outcomes.count == frame.rows && groups.count == frame.rows
        && folds.numbers.count == frame.rows, "cross-validation needs one element a row")
    var probabilities = [Double](repeating: .nan, count: frame.rows)
    var penalties: [Double] = []
    for fold in 0..<folds.count {
      let training = folds.rows(outside: fold)
      let penalty = try Self.bestPenalty(
        frame, outcomes: outcomes, groups: groups, rows: training, options: options)
      let told = folds.rows(in: fold)
      try Self.tell(told, from: training, frame, outcomes, [penalty], options.terms) {
        probabilities[told[$1]] = ScoreModel.probability(of: $2)
      }
      penalties.append(penalty)
    }
    self.probabilities = probabilities
    self.penalties = penalties
  }

  /// The penalty with the least log loss over the inner folds of some rows; of equals, the first.
  ///
  /// - Throws: `LogisticError` where some inner training part has no fit.
  public static func bestPenalty(
    _ frame: RawFrame, outcomes: [Double], groups: [Int64], rows: [Int],
    options: Options = Options()
  ) throws(LogisticError) -> Double {
    try watched(frame, outcomes: outcomes, groups: groups, rows: rows, options: options).penalty
  }

  /// The best penalty, and what the inner folds' models say of the rows that they had not seen.
  ///
  /// - Returns: The penalty, and the log odds of each of `rows`.
  /// - Throws: `LogisticError` where some inner training part has no fit.
  public static func watched(
    _ frame: RawFrame, outcomes: [Double], groups: [Int64], rows: [Int],
    options: Options = Options()
  ) throws(LogisticError) -> (penalty: Double, logOdds: [Double]) {
    precondition(
      !options.penalties.isEmpty && options.penalties.allSatisfy { $0 > 0 },
      "a penalty is chosen among positive ones")
    let inner = Folds(
      groups: rows.map { groups[$0] }, count: options.innerFolds, seed: options.innerSeed)
    var losses = [Double](repeating: 0, count: options.penalties.count)
    var logOdds = losses.map { _ in [Double](repeating: 0, count: rows.count) }
    for fold in 0..<inner.count {
      let told = inner.rows(in: fold)
      try tell(
        told.map { rows[$0] }, from: inner.rows(outside: fold).map { rows[$0] },
        frame, outcomes, options.penalties, options.terms
      ) { index, position, predictor in
        logOdds[index][told[position]] = predictor
        losses[index] += ProbabilityScore.loss(
          of: ScoreModel.probability(of: predictor), outcome: outcomes[rows[told[position]]])
      }
    }
    let best = losses.indices.min { losses[$0] < losses[$1] } ?? 0
    return (options.penalties[best], logOdds[best])
  }

  /// Fits on some rows, once a penalty, and hands out the log odds of others.
  private static func tell(
    _ told: [Int], from training: [Int], _ frame: RawFrame, _ outcomes: [Double],
    _ penalties: [Double], _ terms: TermPlan.Options,
    _ each: (_ penalty: Int, _ position: Int, _ logOdds: Double) -> Void
  ) throws(LogisticError) {
    let plan = TermPlan.learn(from: frame, rows: training, options: terms)
    let design = plan.applied(to: frame, rows: training)
    let apart = plan.applied(to: frame, rows: told)
    for index in penalties.indices {
      var options = LogisticRegression.Options()
      options.penalty = penalties[index]
      let fit = try LogisticRegression.fit(
        design, outcomes: training.map { outcomes[$0] }, options: options)
      // By the fit's own columns, so that one design serves all penalties.
      for position in told.indices {
        var predictor = fit.coefficients[0]
        for (column, coefficient) in zip(fit.columns, fit.coefficients.dropFirst()) {
          predictor += coefficient * apart[position, column]
        }
        each(index, position, predictor)
      }
    }
  }
}
