/// Logistic regression on curves, pairs and straight lines, weighed against one another.
///
/// Curves and pairs in steps (`AdditiveRegression`) find what a line misses; lines under a ridge
/// penalty say better what is straight, and say it of few rows. The log odds are a weighted sum of
/// both, plus a constant. The weights, 0 or more, are fitted on what each said of rows whose group it
/// had not seen, which also puts chances as far apart as they should be; then the constant is set
/// so that the mean chance of the rows learned on is the share of positives among them.
///
/// Source: Breiman, "Stacked regressions", Machine Learning 24 (1996).
public enum BlendedRegression {
  /// How a model is learned.
  public struct Options: Sendable {
    /// How curves and pairs are.
    public var additive = AdditiveRegression.Options()
    /// The penalties of lines to choose from, their folds and their terms.
    public var lines = CrossValidation.Options()
    /// The most rows that choose the penalty and the weights.
    public var mostRows = 60_000

    /// Makes the default options.
    public init() { lines.terms.mostLevels = 30 }
  }

  /// Learns a model.
  ///
  /// - Parameters:
  ///   - frame: The raw columns.
  ///   - outcomes: 0 or 1, one a row of the frame.
  ///   - groups: The group's number, one a row of the frame: rows of one group share a fold.
  ///   - rows: Numbers of the training rows.
  /// - Throws: `LogisticError.oneClass`, `noRows`, `outcomeNotBinary`.
  /// - Precondition: outcomes and groups have one element a row of the frame.
  public static func fit(
    _ frame: RawFrame, outcomes: [Double], groups: [Int64], rows: [Int],
    options: Options = Options()
  ) throws(LogisticError) -> BlendedFit {
    let additive = try AdditiveRegression.fit(
      frame, outcomes: outcomes, groups: groups, rows: rows, options: options.additive)
    // Who chooses among few weights needn't be many.
    let places = AdditiveRegression.part(
      of: additive.rows, groups, most: options.mostRows, seed: options.additive.seed)
    let watching = places.map { additive.rows[$0] }
    let lines = try watchedLines(frame, outcomes, groups, watching, options.lines)
    let weights = try Weights(
      [places.map { additive.watchedLogOdds[$0] }] + (lines.map { [$0.logOdds] } ?? []),
      outcomes: watching.map { outcomes[$0] })

    var intercept = weights.constant
    var terms: [ScoreModel.WeightedTerm] = []
    func add(_ model: ScoreModel, _ weight: Double) {
      guard weight > 0 else { return }
      intercept += weight * model.intercept
      terms += model.terms.map { .init(term: $0.term, coefficient: weight * $0.coefficient) }
    }
    if let lines, weights.of[1] > 0 {
      let plan = TermPlan.learn(from: frame, rows: additive.rows, options: options.lines.terms)
      var ridge = LogisticRegression.Options()
      ridge.penalty = lines.penalty
      let fit = try LogisticRegression.fit(
        design(plan, frame, additive.rows), outcomes: additive.rows.map { outcomes[$0] },
        options: ridge)
      add(ScoreModel(plan: plan, fit: fit), weights.of[1])
    }
    add(additive.model, weights.of[0])
    return BlendedFit(
      balancing: ScoreModel(intercept: intercept, terms: terms), frame, outcomes, rows,
      additive: weights.of[0], lines: lines.map { (weights.of[1], $0.penalty) },
      dropped: additive.dropped)
  }

  /// The lines' best penalty, and what they say of rows not seen; nil where some fold's rows have
  /// one outcome alone.
  private static func watchedLines(
    _ frame: RawFrame, _ outcomes: [Double], _ groups: [Int64], _ rows: [Int],
    _ options: CrossValidation.Options
  ) throws(LogisticError) -> (penalty: Double, logOdds: [Double])? {
    do {
      return try CrossValidation.watched(
        frame, outcomes: outcomes, groups: groups, rows: rows, options: options)
    } catch {
      guard case .oneClass = error else { throw error }
      return nil
    }
  }

  /// Weights of log odds, 0 or more, and the constant that goes with them.
  private struct Weights {
    var constant = 0.0
    /// One for each, in their order.
    var of: [Double]

    init(_ logOdds: [[Double]], outcomes: [Double]) throws(LogisticError) {
      of = logOdds.map { _ in 0 }
      var taken = Array(logOdds.indices)
      while true {
        // So small a penalty moves no weight; without it rows told apart without error have none.
        var options = LogisticRegression.Options()
        options.penalty = 1e-6
        let fit = try LogisticRegression.fit(
          DesignMatrix(
            rows: outcomes.count, names: taken.map { "\($0)" },
            values: taken.flatMap { logOdds[$0] }),
          outcomes: outcomes, options: options)
        let weights = zip(fit.columns.map { taken[$0] }, fit.coefficients.dropFirst())
        if let worst = weights.min(by: { $0.1 < $1.1 }), worst.1 < 0 {
          taken.removeAll { $0 == worst.0 }
          continue
        }
        constant = fit.coefficients[0]
        for (index, weight) in weights { of[index] = weight }
        return
      }
    }
  }

  fileprivate static func design(
    _ plan: TermPlan, _ frame: RawFrame, _ rows: [Int]
  ) -> DesignMatrix {
    do {
      return try plan.apply(frame, rows: rows)
    } catch {
      preconditionFailure("a plan learned on a frame fits that frame")
    }
  }
}

/// What `BlendedRegression` learned.
public struct BlendedFit: Sendable {
  /// The model: lines, where they have a weight, then curves and pairs.
  public let model: ScoreModel
  /// The weight of curves and pairs.
  public let additive: Double
  /// The weight of lines and their ridge penalty; nil where there were none to choose.
  public let lines: (weight: Double, penalty: Double)?
  /// The number of positives among the training rows.
  public let positives: Int
  /// The log likelihood of the training rows.
  public let logLikelihood: Double
  /// Columns that make no table.
  public let dropped: [TermPlan.Dropped]

  /// Sets the constant so that the mean chance of some rows is the share of positives among them.
  fileprivate init(
    balancing model: ScoreModel, _ frame: RawFrame, _ outcomes: [Double], _ rows: [Int],
    additive: Double, lines: (weight: Double, penalty: Double)?, dropped: [TermPlan.Dropped]
  ) {
    guard let predictors = try? model.linearPredictors(of: frame, rows: rows) else {
      preconditionFailure("a model learned on a frame fits that frame")
    }
    let share = rows.reduce(0) { $0 + outcomes[$1] } / Double(rows.count)
    let shift = Self.shift(predictors, to: share)
    self.model = ScoreModel(intercept: model.intercept + shift, terms: model.terms)
    (self.additive, self.lines, self.dropped) = (additive, lines, dropped)
    positives = rows.count { outcomes[$0] == 1 }
    logLikelihood = zip(rows, predictors).reduce(0) {
      $0
        - ProbabilityScore.loss(
          of: ScoreModel.probability(of: $1.1 + shift), outcome: outcomes[$1.0])
    }
  }

  /// What, added to all log odds, makes the mean chance this share: Newton's steps, each held within
  /// 1, of a sum that rises everywhere.
  private static func shift(_ predictors: [Double], to share: Double) -> Double {
    var shift = 0.0
    for _ in 0..<50 {
      var (mean, slope) = (0.0, 0.0)
      for predictor in predictors {
        let chance = ScoreModel.probability(of: predictor + shift)
        mean += chance / Double(predictors.count)
        slope += chance * (1 - chance) / Double(predictors.count)
      }
      let step = min(max((share - mean) / max(slope, 1e-12), -1), 1)
      shift += step
      if abs(step) < 1e-10 { break }
    }
    return shift
  }
}
