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
    let axes = try axes(head.identifier, &connection)
    var trees = try segments(head.identifier, &connection)
    let terms = try connection.rows(SQLFiles.statement("score/terms"), [.integer(head.identifier)])
    {
      row in
      let position = try row.integer(8)
      let kind: Term.Kind =
        switch try row.text(1) {
        case "table": .table(axes: axes[position] ?? [], values: try row.doubles(9))
        case "segments": .segments(SegmentTree(reading: &trees[position, default: []]))
        default: try kind(row)
        }
      return ScoreModel.WeightedTerm(
        term: Term(column: try row.text(0), kind: kind, trainingMean: try row.double(7)),
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

  /// The axes of a version's tables, by the position of their term.
  private static func axes(
    _ version: Int64, _ connection: inout Connection
  ) throws -> [Int64: [TermAxis]] {
    var axes: [Int64: [TermAxis]] = [:]
    _ = try connection.rows(SQLFiles.statement("score/term_axes"), [.integer(version)]) { row in
      axes[try row.integer(0), default: []].append(
        TermAxis(
          column: try row.text(1),
          kind: try row.bool(4) ? .cuts(try row.doubles(2)) : .levels(try row.texts(3))))
    }
    return axes
  }

  /// The questions and segments of a version's terms in the order of reading, last first, by position.
  private static func segments(
    _ version: Int64, _ connection: inout Connection
  ) throws -> [Int64: [StoredNode]] {
    var nodes: [Int64: [StoredNode]] = [:]
    _ = try connection.rows(SQLFiles.statement("score/segments"), [.integer(version)]) { row in
      var node = StoredNode(value: try row.double(6))
      if let column = try row.textIfPresent(1) {
        let orMissing = try row.bool(5)
        let question: SegmentTree.Question =
          if let bound = try row.doubleIfPresent(2) {
            .below(bound, orMissing: orMissing)
          } else if try row.bool(4) { .isIn(try row.texts(3), orMissing: orMissing) } else {
            .isMissing
          }
        node.question = (column, question)
      }
      nodes[try row.integer(0), default: []].append(node)
    }
    return nodes.mapValues { $0.reversed() }
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

/// A question, or a segment, as `model.segment` holds it.
private struct StoredNode {
  var value: Double
  var question: (column: String, SegmentTree.Question)?
}

extension SegmentTree {
  /// Takes a tree off nodes in the order of reading, last first.
  fileprivate init(reading nodes: inout [StoredNode]) {
    guard let node = nodes.popLast() else {
      self = .segment(value: 0)
      return
    }
    guard let (column, question) = node.question else {
      self = .segment(value: node.value)
      return
    }
    let yes = SegmentTree(reading: &nodes)
    self = .split(
      column: column, question, yes: yes, no: SegmentTree(reading: &nodes), mean: node.value)
  }
}

extension StoredModel {
  /// The features of a set that the model uses, in the set's order.
  func features(of set: FeatureSet) -> [FeatureSet.Feature] {
    let used = Set(model.columns)
    return set.features.filter { used.contains($0.name) }
  }
}
