import Campaign
import Modeling
import Postgres

/// A model as SQL over a row called `feature`: numbers stand in it, words are bound.
///
/// The sums run in the order of the terms, as in `ScoreModel`, so that both give the same score.
struct ModelExpression {
  /// The chance, within (0, 1).
  let probability: SQLExpression
  /// The smoothed mean gift of the person's band, in cents.
  let bandMeanCents: SQLExpression

  /// - Parameters:
  ///   - values: the statement's bound values, which grow by the model's own.
  init(
    _ model: StoredModel, _ set: FeatureSet, binding values: inout [Value]
  ) throws {
    probability = try Self.probability(of: model.model, set, binding: &values)
    bandMeanCents = SQLExpression(unsafe: try Self.bandMean(model, set))
  }

  /// The chance by a model's terms, within (0, 1).
  static func probability(
    of model: ScoreModel, _ set: FeatureSet, binding values: inout [Value]
  ) throws -> SQLExpression {
    var sum = number(model.intercept)
    for weighted in model.terms {
      let value = try value(of: weighted.term, set, binding: &values)
      sum += "\n      + \(number(weighted.coefficient)) * \(value)"
    }
    let bound = number(ScoreModel.largestPredictor)
    return SQLExpression(
      unsafe: "(1 / (1 + exp(-least(greatest(\(sum), -\(bound)), \(bound)))))")
  }

  private static func value(
    of term: Term, _ set: FeatureSet, binding values: inout [Value]
  ) throws -> String {
    func bind(_ value: Value) -> String {
      values.append(value)
      return "$\(values.count)"
    }
    switch term.kind {
    case .table(let axes, let cells):
      // Cells are numbered from 0, the last axis fastest, and arrays from 1.
      var place = try cell(axes[0], set, binding: &values)
      for axis in axes.dropFirst() {
        place = "(\(place)) * \(axis.count) + \(try cell(axis, set, binding: &values))"
      }
      return "(\(bind(.doubles(cells))))[1 + \(place)]"
    case .segments(let tree):
      return try segments(tree, set, binding: &values)
    case .linear(let centre, let scale):
      return try scaled(term.column, centre, scale, set)
    case .bounded(let centre, let scale):
      // `least` and `greatest` pass over nulls: a missing value becomes 0 first.
      let bound = number(Term.bound)
      return "least(greatest(\(try scaled(term.column, centre, scale, set)), -\(bound)), \(bound))"
    case .missing:
      return "(\(try expression(term.column, set)) is null)::integer"
    case .level(let level):
      let column = try expression(term.column, set)
      return "coalesce((\(column) = \(bind(.text(level))))::integer, 0)"
    case .otherLevels(let kept, let missingIsKept):
      let column = try expression(term.column, set)
      return
        "coalesce((\(column) <> all (\(bind(.texts(kept)))))::integer, \(missingIsKept ? 0 : 1))"
    }
  }

  /// A number in standard deviations from its centre; 0 where it is missing.
  private static func scaled(
    _ column: String, _ centre: Double, _ scale: Double, _ set: FeatureSet
  ) throws -> String {
    "coalesce((\(try expression(column, set)) - \(number(centre))) / \(number(scale)), 0)"
  }

  /// A tree as one case in another.
  private static func segments(
    _ tree: SegmentTree, _ set: FeatureSet, binding values: inout [Value]
  ) throws -> String {
    guard case .split(let column, let question, let yes, let no, _) = tree else {
      return number(tree.mean)
    }
    let value = try expression(column, set)
    let condition: String
    switch question {
    case .below(let bound, let orMissing):
      condition = "coalesce(\(value) < \(number(bound)), \(orMissing))"
    case .isIn(let levels, let orMissing):
      values.append(.texts(levels))
      condition = "coalesce(\(value) = any ($\(values.count)), \(orMissing))"
    case .isMissing: condition = "\(value) is null"
    }
    return "case when \(condition) then \(try segments(yes, set, binding: &values)) "
      + "else \(try segments(no, set, binding: &values)) end"
  }

  /// The number of a row's cell along an axis, as `TermAxis` counts them.
  private static func cell(
    _ axis: TermAxis, _ set: FeatureSet, binding values: inout [Value]
  ) throws -> String {
    let value = try expression(axis.column, set)
    switch axis.kind {
    case .cuts(let cuts) where cuts.isEmpty:
      return "(\(value) is not null)::integer"
    case .cuts(let cuts):
      values.append(.doubles(cuts))
      return "coalesce(1 + width_bucket(\(value), $\(values.count)), 0)"
    case .levels(let levels):
      values.append(.texts(levels))
      return "case when \(value) is null then 0 "
        + "else coalesce(array_position($\(values.count), \(value)), \(axis.count - 1)) end"
    }
  }

  /// A feature as it is read: a number as float8, a category as text.
  private static func expression(_ name: String, _ set: FeatureSet) throws -> String {
    guard let feature = set.features.first(where: { $0.name == name }) else {
      throw Failure(
        .badInput, "the feature `\(name)` of the model is gone from the set `\(set.name)`",
        next: "Fit the model again.")
    }
    return ColumnBuilder.expression(feature)
  }

  private static func bandMean(_ model: StoredModel, _ set: FeatureSet) throws -> String {
    guard let last = model.giftBands.last else { return "0" }
    let highest = try TrainingData.highest(model.definition, set)
    var text = "case"
    for band in model.giftBands {
      guard let bound = band.upTo else { continue }
      text += " when coalesce(\(highest.text), 0) <= \(bound) then \(band.mean)"
    }
    return text + " else \(last.mean) end"
  }

  /// A number that PostgreSQL reads back as the very same float8.
  private static func number(_ value: Double) -> String { "'\(value)'::float8" }
}
