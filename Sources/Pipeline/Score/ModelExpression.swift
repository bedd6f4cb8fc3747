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
    guard let feature = set.features.first(where: { $0.name == term.column }) else {
      throw Failure(
        .badInput, "the feature `\(term.column)` of the model is gone from the set `\(set.name)`",
        next: "Fit the model again.")
    }
    let column = "feature.\(feature.column)"
    let asNumber = ColumnBuilder.expression(feature)
    func bind(_ value: Value) -> String {
      values.append(value)
      return "$\(values.count)"
    }
    switch term.kind {
    case .linear(let centre, let scale):
      return "coalesce((\(asNumber) - \(number(centre))) / \(number(scale)), 0)"
    case .bounded(let centre, let scale):
      // `least` and `greatest` pass over nulls: a missing value becomes 0 first.
      let scaled = "coalesce((\(asNumber) - \(number(centre))) / \(number(scale)), 0)"
      let bound = number(Term.bound)
      return "least(greatest(\(scaled), -\(bound)), \(bound))"
    case .missing:
      return "(\(asNumber) is null)::integer"
    case .level(let level):
      return "coalesce((\(column) = \(bind(.text(level))))::integer, 0)"
    case .otherLevels(let kept, let missingIsKept):
      return
        "coalesce((\(column) <> all (\(bind(.texts(kept)))))::integer, \(missingIsKept ? 0 : 1))"
    }
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
