internal import RealModule

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
      try Self.tell(
        folds.rows(in: fold), from: training, frame, outcomes, [penalty], options.terms
      ) { probabilities[$1] = $2 }
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
    precondition(
      !options.penalties.isEmpty && options.penalties.allSatisfy { $0 > 0 },
      "a penalty is chosen among positive ones")
    let inner = Folds(
      groups: rows.map { groups[$0] }, count: options.innerFolds, seed: options.innerSeed)
    var losses = [Double](repeating: 0, count: options.penalties.count)
    for fold in 0..<inner.count {
      try tell(
        inner.rows(in: fold).map { rows[$0] }, from: inner.rows(outside: fold).map { rows[$0] },
        frame, outcomes, options.penalties, options.terms
      ) { index, row, probability in
        losses[index] -= Double.log(outcomes[row] == 1 ? probability : 1 - probability)
      }
    }
    let best = losses.indices.min { losses[$0] < losses[$1] } ?? 0
    return options.penalties[best]
  }

  /// Fits on some rows, once a penalty, and hands out the probabilities of others.
  private static func tell(
    _ told: [Int], from training: [Int], _ frame: RawFrame, _ outcomes: [Double],
    _ penalties: [Double], _ terms: TermPlan.Options,
    _ each: (_ penalty: Int, _ row: Int, _ probability: Double) -> Void
  ) throws(LogisticError) {
    let plan = TermPlan.learn(from: frame, rows: training, options: terms)
    let design = applied(plan, frame, training)
    let apart = applied(plan, frame, told)
    for index in penalties.indices {
      var options = LogisticRegression.Options()
      options.penalty = penalties[index]
      let fit = try LogisticRegression.fit(
        design, outcomes: training.map { outcomes[$0] }, options: options)
      // By the fit's own columns, so that one design serves all penalties.
      for (position, row) in told.enumerated() {
        var predictor = fit.coefficients[0]
        for (column, coefficient) in zip(fit.columns, fit.coefficients.dropFirst()) {
          predictor += coefficient * apart[position, column]
        }
        each(index, row, ScoreModel.probability(of: predictor))
      }
    }
  }

  private static func applied(_ plan: TermPlan, _ frame: RawFrame, _ rows: [Int]) -> DesignMatrix {
    do {
      return try plan.apply(frame, rows: rows)
    } catch {
      preconditionFailure("a plan learned on a frame fits that frame")
    }
  }
}
