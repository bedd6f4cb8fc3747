/// Logistic regression on curves, pairs, straight lines and segments, weighed against one another.
///
/// Curves and pairs in steps (`AdditiveRegression`) find what a line misses; lines under a ridge
/// penalty say better what is straight, and say it of few rows; segments (`SegmentRegression`) say
/// what more than two columns only say together. The log odds are a weighted sum of them, plus a
/// constant. The weights, 0 or more, are fitted on what each said of rows whose group it had not seen,
/// which also puts chances as far apart as they should be; then the constant is set so that the mean
/// chance of the rows learned on is the share of positives among them.
///
/// Segments are harder to read than the rest. They are taken only where those rows' log loss falls by
/// more than two standard errors of its fall.
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
    let seed = options.additive.seed
    // Who chooses among few weights needn't be many.
    let places = AdditiveRegression.part(
      of: additive.rows, groups, most: options.mostRows, seed: seed)
    let watching = places.map { additive.rows[$0] }
    let seen = watching.map { outcomes[$0] }

    let lines = try watchedLines(frame, outcomes, groups, watching, options.lines)
    var watched = [places.map { additive.watchedLogOdds[$0] }]
    if let lines { watched.append(lines.logOdds) }
    var weights = try BlendWeights(watched, outcomes: seen)

    let segments = SegmentRegression(additive.grid, start: additive.start, seed: seed)
    var trees = 0
    if additive.grid.columns > 0 {
      let found = segments.watched(
        Folds(groups: additive.rows.map { groups[$0] }, count: options.additive.bags, seed: seed))
      let withSegments = watched + [places.map { found.logOdds[$0] }]
      let richer = try BlendWeights(withSegments, outcomes: seen)
      if richer.isClearlyBetter(than: weights, withSegments, watched, outcomes: seen) {
        (weights, trees) = (richer, found.trees)
      }
    }

    var blend = Blend(constant: weights.constant)
    if let lines, weights.of[1] > 0 {
      let plan = TermPlan.learn(from: frame, rows: additive.rows, options: options.lines.terms)
      var ridge = LogisticRegression.Options()
      ridge.penalty = lines.penalty
      let fit = try LogisticRegression.fit(
        plan.applied(to: frame, rows: additive.rows), outcomes: additive.rows.map { outcomes[$0] },
        options: ridge)
      blend.add(ScoreModel(plan: plan, fit: fit), weights.of[1])
    }
    blend.add(additive.model, weights.of[0])
    if trees > 0, let weight = weights.of.last {
      let terms = segments.trees(trees).map { Term(segments: $0) }
      blend.add(
        ScoreModel(
          intercept: additive.start, terms: terms.map { .init(term: $0, coefficient: 1) }), weight)
    }
    return BlendedFit(
      balancing: blend.model, frame, outcomes, rows, additive: weights.of[0],
      lines: lines.map { (weights.of[1], $0.penalty) },
      segments: trees > 0 ? weights.of.last ?? 0 : 0, dropped: additive.dropped)
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
}

/// A sum of models.
private struct Blend {
  private(set) var model: ScoreModel

  init(constant: Double) { model = ScoreModel(intercept: constant, terms: []) }

  mutating func add(_ other: ScoreModel, _ weight: Double) {
    guard weight > 0 else { return }
    let scaled = other.scaled(by: weight, plus: model.intercept)
    model = ScoreModel(intercept: scaled.intercept, terms: model.terms + scaled.terms)
  }
}
