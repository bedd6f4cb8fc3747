import Campaign
import Modeling
import Postgres

/// The version of a model that scores, as the database keeps it.
struct StoredModel {
  let identifier: Int64
  let number: Int64
  let purpose: String
  let featureSet: String
  let definition: ModelDefinition
  let trainedBatches: [Int64]
  let trainingBuckets: Int64
  let seed: String
  /// The chance; of a person who is treated, where the model is of uplift.
  let model: ScoreModel
  let kind: Kind
  /// The upper bound (none for the last) and the smoothed mean gift of each band, in cents.
  let giftBands: [(upTo: Int64?, mean: Int64)]
  /// The share of positives among the people that the chances are of.
  let baseRate: Double?

  /// What a version's scores are.
  enum Kind {
    /// Chances.
    case propensity
    /// What an arm adds to a chance, and whether ranking by it is worth anything.
    case uplift(UpliftModel, UpliftAnalysis.Verdict)
    /// None: averages alone.
    case effects
  }

  /// The model of uplift, where it is one.
  var uplift: UpliftModel? {
    if case .uplift(let model, _) = kind { return model }
    return nil
  }

  /// Reads the version that is live.
  ///
  /// - Throws: `Failure`: `badInput` when the model was never fitted, `refused` when the gate let none
  ///   of its versions go live.
  static func live(_ standing: Standing, _ connection: inout Connection) throws -> StoredModel {
    let name = standing.model
    guard let live = standing.live else {
      try standing.refuseRefused(&connection)
      throw Failure(
        .badInput, "the model `\(name)` was never fitted", next: "Run `groundswell fit \(name)`.")
    }
    return try read(live.version, name, &connection)
  }

  /// Reads a version.
  static func read(
    _ version: Int64, _ name: String, _ connection: inout Connection
  ) throws -> StoredModel {
    struct Head {
      var identifier, number: Int64
      var purpose, featureSet, definition: String
      var batches: [Int64]
      var buckets: Int64
      var seed: String
      var intercept: Double?
      var kind: String
      var treatedIntercept, controlIntercept: Double?
      var verdict: String?
      var baseRate: Double?
    }
    let heads = try connection.rows(SQLFiles.statement("score/version"), [.integer(version)]) {
      Head(
        identifier: try $0.integer(0), number: try $0.integer(1), purpose: try $0.text(2),
        featureSet: try $0.text(3), definition: try $0.text(4), batches: try $0.integers(5),
        buckets: try $0.integer(6), seed: try $0.text(7),
        intercept: try $0.doubleIfPresent(8), kind: try $0.text(9),
        treatedIntercept: try $0.doubleIfPresent(10),
        controlIntercept: try $0.doubleIfPresent(11), verdict: try $0.textIfPresent(12),
        baseRate: try $0.doubleIfPresent(13))
    }
    guard let head = heads.first else {
      throw Failure(.bug, "a version of the model `\(name)` is gone")
    }
    let terms = try connection.rows(SQLFiles.statement("score/terms"), [.integer(head.identifier)])
    {
      row in
      ScoreModel.WeightedTerm(
        term: Term(
          column: try row.text(0), kind: try kind(row), trainingMean: try row.double(7)),
        coefficient: try row.double(6))
    }
    let bands = try connection.rows(
      SQLFiles.statement("score/gift_bands"), [.integer(head.identifier)]
    ) { (upTo: try $0.integerIfPresent(0), mean: try $0.integer(1)) }
    var scores = head.kind == "effects" ? Kind.effects : .propensity
    if let treated = head.treatedIntercept, let control = head.controlIntercept,
      let verdict = head.verdict.flatMap({ UpliftAnalysis.Verdict(rawValue: $0) })
    {
      scores = .uplift(
        try uplift(head.identifier, treated: treated, control: control, &connection), verdict)
    }
    let model =
      if case .uplift(let uplift, _) = scores { uplift.treated } else {
        ScoreModel(intercept: head.intercept ?? 0, terms: terms)
      }
    return StoredModel(
      identifier: head.identifier, number: head.number, purpose: head.purpose,
      featureSet: head.featureSet,
      definition: try ModelDefinition.read(head.definition, file: "model \(name) \(head.number)"),
      trainedBatches: head.batches, trainingBuckets: head.buckets, seed: head.seed,
      model: model, kind: scores, giftBands: bands, baseRate: head.baseRate)
  }

  private static func uplift(
    _ version: Int64, treated: Double, control: Double, _ connection: inout Connection
  ) throws -> UpliftModel {
    let terms = try connection.rows(
      SQLFiles.statement("score/uplift_terms"), [.integer(version)]
    ) { row in
      let term = Term(
        column: try row.text(0), kind: try kind(row), trainingMean: try row.double(8))
      return (
        treated: ScoreModel.WeightedTerm(term: term, coefficient: try row.double(6)),
        control: ScoreModel.WeightedTerm(term: term, coefficient: try row.double(7))
      )
    }
    return UpliftModel(
      treated: ScoreModel(intercept: treated, terms: terms.map(\.treated)),
      control: ScoreModel(intercept: control, terms: terms.map(\.control)))
  }

  private static func kind(_ row: borrowing Row) throws -> Term.Kind {
    let levels = try row.texts(2)
    switch try row.text(1) {
    case "linear": return .linear(centre: try row.double(4), scale: try row.double(5))
    case "bounded": return .bounded(centre: try row.double(4), scale: try row.double(5))
    case "missing": return .missing
    case "level": return .level(levels.first ?? "")
    default: return .otherLevels(kept: levels, missingIsKept: try row.bool(3))
    }
  }
}
