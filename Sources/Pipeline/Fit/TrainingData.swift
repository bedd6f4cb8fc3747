import Campaign
import Modeling
import Postgres

/// The people of a question with their features and their outcome, in the order of `person_id`.
struct TrainingData {
  var frame: RawFrame
  var outcomes: [Double]
  /// Rows of the training part, and of the part held out.
  var training: [Int]
  var heldOut: [Int]
  /// What a positive gave, in cents, and the highest gift before; 0 where there is none.
  var amounts: [Int64]
  var highest: [Int64]
  /// The household of each row.
  var households: [Int64]
  /// The batches that a snapshot's rows come from.
  var batches: [Int64]
  /// Whether these are known to be all people to be scored, by the same rows.
  var isEveryone = false

  /// Reads them.
  static func read(
    _ model: ModelDefinition, _ set: FeatureSet, _ features: [FeatureSet.Feature],
    _ connection: inout Connection
  ) throws -> TrainingData {
    var values: [Value] = []
    let statement = try statement(
      model, set,
      reading: SQLExpression(
        unsafe: features.map(ColumnBuilder.expression).joined(separator: ", ")),
      binding: &values)
    if case .column(let outcome, let amount) = model.outcome {
      try set.allow(
        outcomes: [outcome, amount].compactMap { $0 }, purpose: model.purpose, at: model.file,
        &connection)
    }
    var builders = features.map { ColumnBuilder(feature: $0) }
    var outcomes: [Double] = []
    var training: [Int] = []
    var heldOut: [Int] = []
    var amounts: [Int64] = []
    var highest: [Int64] = []
    var households: [Int64] = []
    let progress = Progress("fit: reading", total: 0, unit: "people")
    _ = try connection.stream(statement, values) { row in
      if try row.bool(1) { training.append(outcomes.count) } else { heldOut.append(outcomes.count) }
      outcomes.append(try row.bool(2) ? 1 : 0)
      amounts.append(try row.integerIfPresent(3) ?? 0)
      highest.append(try row.integerIfPresent(4) ?? 0)
      households.append(try row.integer(5))
      for index in builders.indices { try builders[index].append(row, 6 + index) }
      progress.update(Int64(outcomes.count))
    }
    progress.finish()
    var batches: [Int64] = []
    if set.isSnapshot, case .column(let outcome, _) = model.outcome {
      batches = try connection.rows(
        SQLFiles.statement("fit/snapshot_batches").replacing([
          "relation": .expression(set.relation), "outcome": .identifier(try name(outcome)),
        ])
      ) { try $0.integer(0) }
    }
    let frame = RawFrame(
      rows: outcomes.count, columns: builders.map { ($0.feature.name, $0.column) })
    return TrainingData(
      frame: frame, outcomes: outcomes, training: training, heldOut: heldOut, amounts: amounts,
      highest: highest, households: households, batches: batches)
  }

  /// The statement that reads a question's people: `person_id`, whether they are of the training
  /// part, the outcome, the amount given, the highest gift before, the household, and further
  /// columns over rows called `feature` and `person`.
  static func statement(
    _ model: ModelDefinition, _ set: FeatureSet, reading columns: SQLExpression,
    binding values: inout [Value]
  ) throws -> Statement {
    let conditions = try model.eligible.map { condition in
      try set.allow(condition.feature, purpose: model.purpose, at: model.file)
      return try condition.sql(over: set.features, binding: &values)
    }
    let hash = SampleHash(seed: model.seed)
    var literals: [String: Statement.Literal] = [
      "relation": .expression(set.relation),
      "features": .expression(columns),
      "conditions": .expression(.all(conditions)),
      "factor": .integer(hash.factor), "summand": .integer(hash.summand),
      "training_buckets": .integer(model.trainingBuckets),
      "highest": .expression(try highest(model, set)),
    ]
    switch model.outcome {
    case .giftWithin(let days):
      guard let day = model.trainAsOf, !set.isSnapshot else {
        throw Failure(
          .badInput, "`outcome.gift_within_days` needs the feature set `history`", at: model.file,
          next: "Name a column of the snapshot: `outcome: {column: …}`.")
      }
      literals["as_of"] = .day(daysSince1970: day.daysSince1970)
      literals["days"] = .integer(Int64(days))
      return try SQLFiles.statement("fit/history_rows").replacing(literals)
    case .column(let outcome, let amount):
      guard set.isSnapshot else {
        throw Failure(
          .badInput, "`outcome.column` needs a snapshot's feature set", at: model.file,
          next: "Use `outcome: {gift_within_days: …}`.")
      }
      for column in [outcome, amount].compactMap({ $0 }) where !set.columns.contains(column) {
        throw Failure(
          .badInput, "there is no column `\(column)` in the set `\(set.name)`", at: model.file,
          next: DefinitionNode.advice(column, among: set.columns.sorted()))
      }
      literals["outcome"] = .identifier(try name(outcome))
      literals["is_positive"] = .expression(try isPositive(outcome, model, set))
      let cents = try amount.map { "feature.\(try name($0))" } ?? "null"
      literals["amount"] = .expression(SQLExpression(unsafe: cents))
      return try SQLFiles.statement("fit/snapshot_rows").replacing(literals)
    }
  }

  /// The column with the highest previous gift; none makes one band of all.
  static func highest(_ model: ModelDefinition, _ set: FeatureSet) throws -> SQLExpression {
    guard let column = model.highestGift else { return SQLExpression(unsafe: "null") }
    guard set.columns.contains(column) else {
      throw Failure(
        .badInput, "there is no column `\(column)` for `highest_gift`", at: model.file,
        next: DefinitionNode.advice(column, among: set.columns.sorted()))
    }
    guard let feature = set.features.first(where: { $0.name == column }),
      ["number", "cents"].contains(feature.kind)
    else {
      throw Failure(
        .badInput, "the column `\(column)` for `highest_gift` is no feature in money",
        at: model.file, next: "Name one, or leave the key out for one mean gift of all.")
    }
    try set.allow(column, purpose: model.purpose, at: model.file)
    return SQLExpression(unsafe: "feature.\(try name(column))")
  }

  /// Whether the outcome came: a flag is true, a number above zero.
  static func isPositive(
    _ outcome: String, _ model: ModelDefinition, _ set: FeatureSet, row: String = "feature"
  ) throws -> SQLExpression {
    let column = "\(row).\(try name(outcome))"
    switch set.types[outcome] {
    case "boolean": return SQLExpression(unsafe: column)
    case "bigint", "smallint", "integer", "double precision":
      return SQLExpression(unsafe: "\(column) > 0")
    default:
      throw Failure(
        .badInput, "the outcome `\(outcome)` is neither a flag nor a number", at: model.file,
        next: "Give it `type: flag` or `type: number` in its layout.")
    }
  }

  private static func name(_ column: String) throws -> Identifier {
    try Snapshot.identifier(column)
  }
}

/// One feature on its way from rows into a column.
struct ColumnBuilder {
  let feature: FeatureSet.Feature
  private var numbers: [Double] = []
  private var codes: [Int32] = []
  private var levels: [String] = []
  private var codeOfLevel: [String: Int32] = [:]

  init(feature: FeatureSet.Feature) { self.feature = feature }

  /// The feature as it is read: numbers as float8, categories as text.
  static func expression(_ feature: FeatureSet.Feature) -> String {
    switch feature.kind {
    case "category": "feature.\(feature.column)"
    case "flag": "feature.\(feature.column)::integer::float8"
    // What is no finite number is missing, as in `RawColumn`; a NaN would be the largest of all.
    case "number":
      "nullif(nullif(nullif(feature.\(feature.column)::float8, 'NaN'), 'Infinity'), '-Infinity')"
    default: "feature.\(feature.column)::float8"
    }
  }

  mutating func append(_ row: borrowing Row, _ column: Int) throws {
    guard feature.kind == "category" else {
      numbers.append(try row.doubleIfPresent(column) ?? .nan)
      return
    }
    guard let level = try row.textIfPresent(column) else {
      codes.append(-1)
      return
    }
    let code = codeOfLevel[level] ?? Int32(levels.count)
    if code == levels.count {
      levels.append(level)
      codeOfLevel[level] = code
    }
    codes.append(code)
  }

  var column: RawColumn {
    feature.kind == "category"
      ? .categorical(codes: codes, levels: levels) : .numeric(numbers)
  }
}

extension ModelDefinition {
  /// The buckets of `run.sample_bucket` that are the training part.
  var trainingBuckets: Int64 { Int64((trainShare * Double(SampleHash.bucketCount)).rounded()) }
}
