import Campaign
import Postgres

/// The statement that reads an experiment, with what the definition names checked against the
/// database.
struct ExperimentQuery {
  let statement: Statement
  let values: [Value]
  /// The relation and the column of the arms.
  let treatmentRelation: SQLExpression
  let arm: Identifier

  /// - Throws: `Failure`: a column that isn't there or whose role in its layout is another; `refused`
  ///   where no lot is on record, since what people chose themselves proves nothing.
  init(
    _ model: ModelDefinition, _ treatment: TreatmentDefinition, _ set: FeatureSet,
    _ features: [FeatureSet.Feature], _ connection: inout Connection
  ) throws {
    try self.init(model, treatment, set, &connection) { _ in
      SQLExpression(unsafe: features.map(ColumnBuilder.expression).joined(separator: ", "))
    }
  }

  /// - Parameter columns: what is read over the rows called `feature`.
  init(
    _ model: ModelDefinition, _ treatment: TreatmentDefinition, _ set: FeatureSet,
    _ connection: inout Connection, reading columns: (inout [Value]) throws -> SQLExpression
  ) throws {
    func snapshot(_ name: String) throws -> FeatureSet {
      let found =
        name == set.name
        ? set
        : try FeatureSet.read(
          name, purpose: model.purpose, place: treatment.place, &connection)
      guard found.isSnapshot else {
        throw Failure(
          .badInput, "the set `\(name)` is no snapshot, so it holds no experiment",
          at: treatment.place, next: "Import the experiment by a layout of kind snapshot.")
      }
      return found
    }
    let arms = try snapshot(treatment.set)
    let outcomes = try snapshot(model.outcomeSet)
    try Self.requireLot(treatment, arms, &connection)
    guard case .column(let outcome, let amount) = model.outcome else {
      throw Failure(.badInput, "an experiment's outcome is a column", at: model.file)
    }
    let outcomeColumns = [outcome, amount].compactMap { $0 }
    for column in outcomeColumns {
      try Self.require("outcome", column, outcomes, at: model.file, &connection)
    }
    try outcomes.allow(
      outcomes: outcomeColumns, purpose: model.purpose, at: model.file, &connection)
    try arms.allow(
      outcomes: [treatment.column, treatment.cluster].compactMap { $0 }, purpose: model.purpose,
      at: treatment.place, &connection)
    var values: [Value] = []
    let conditions = try model.eligible.map { condition in
      try set.allow(condition.feature, purpose: model.purpose, at: model.file)
      return try condition.sql(over: set.features, binding: &values)
    }
    arm = try Snapshot.identifier(treatment.column)
    treatmentRelation = arms.relation
    let cents = try amount.map { "outcome.\(try Snapshot.identifier($0))" } ?? "null"
    statement = try SQLFiles.statement("fit/experiment_rows").replacing([
      "cluster": .expression(try Self.cluster(treatment, arms, &connection)),
      "arm": .identifier(arm), "outcome": .identifier(try Snapshot.identifier(outcome)),
      "is_positive": .expression(
        try TrainingData.isPositive(outcome, model, outcomes, row: "outcome")),
      "amount": .expression(SQLExpression(unsafe: cents)),
      "treatment_relation": .expression(arms.relation),
      "outcome_relation": .expression(outcomes.relation),
      "feature_day": .identifier(try Snapshot.identifier(set.isSnapshot ? "known_on" : "as_of")),
      "feature_rows": .expression(try Self.featureRows(model, set, arms, arm)),
      "features": .expression(try columns(&values)),
      "conditions": .expression(.all(conditions)),
    ])
    self.values = values
  }

  /// The rows with the features: where the experiment's own set has them, those that say the arms.
  private static func featureRows(
    _ model: ModelDefinition, _ set: FeatureSet, _ arms: FeatureSet, _ arm: Identifier
  ) throws -> SQLExpression {
    guard set.name == arms.name else {
      return try set.rows(asOf: model.trainAsOf, at: model.file)
    }
    return SQLExpression(
      unsafe: try SQLFiles.statement("fit/rows_with_arm").replacing([
        "relation": .expression(set.relation), "arm": .identifier(arm),
      ]).text)
  }

  private static func requireLot(
    _ treatment: TreatmentDefinition, _ set: FeatureSet, _ connection: inout Connection
  ) throws {
    guard try role(of: treatment.column, set, &connection) == "treatment" else {
      guard set.columns.contains(treatment.column) else {
        throw unknown(treatment.column, set, at: treatment.place)
      }
      throw Failure(
        .refused,
        "the column `\(treatment.column)` isn't marked as the arm that a lot put people in",
        at: treatment.place,
        next: "Only where a lot decided who was contacted is there an effect to learn: if one did, "
          + "give the column `role: treatment` in the layout `\(set.name)` and import again.")
    }
  }

  private static func cluster(
    _ treatment: TreatmentDefinition, _ set: FeatureSet, _ connection: inout Connection
  ) throws -> SQLExpression {
    guard let cluster = treatment.cluster else { return SQLExpression(unsafe: "null") }
    if cluster == "household", !set.columns.contains(cluster) {
      return SQLExpression(unsafe: "person.household_id")
    }
    try require("cluster", cluster, set, at: treatment.place, &connection)
    return SQLExpression(unsafe: "assigned.\(try Snapshot.identifier(cluster))")
  }

  private static func require(
    _ role: String, _ column: String, _ set: FeatureSet, at place: String,
    _ connection: inout Connection
  ) throws {
    guard set.columns.contains(column) else { throw unknown(column, set, at: place) }
    guard try self.role(of: column, set, &connection) == role else {
      throw Failure(
        .badInput, "the column `\(column)` isn't of role `\(role)` in its layout", at: place,
        next: "Give it `role: \(role)` in the layout `\(set.name)` and import again.")
    }
  }

  private static func role(
    of column: String, _ set: FeatureSet, _ connection: inout Connection
  ) throws -> String? {
    try connection.rows(
      SQLFiles.statement("fit/column_role"), [.text(set.name), .text(column)]
    ) { try $0.text(0) }.first
  }

  private static func unknown(_ column: String, _ set: FeatureSet, at place: String) -> Failure {
    Failure(
      .badInput, "there is no column `\(column)` in the set `\(set.name)`", at: place,
      next: DefinitionNode.advice(column, among: set.columns.sorted()))
  }
}

extension FeatureSet {
  /// The rows of the set's people, one each: as of a day, or the latest of a snapshot.
  func rows(asOf day: Day?, at place: String) throws -> SQLExpression {
    if isSnapshot {
      return SQLExpression(
        unsafe: try SQLFiles.statement("features/latest_rows").replacing([
          "relation": .expression(relation)
        ]).text)
    }
    guard let day else {
      throw Failure(
        .badInput, "lacks the key `train.as_of`", at: place,
        next: "Name the day of the lot, whose features can't know what came of it.")
    }
    return SQLExpression(
      unsafe: try SQLFiles.statement("features/rows_of_day").replacing([
        "relation": .expression(relation), "as_of": .day(daysSince1970: day.daysSince1970),
      ]).text)
  }
}
