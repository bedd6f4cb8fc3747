import Campaign
import Modeling
import Postgres

/// Scores people with a model of uplift, next to the data: both chances and their difference.
struct UpliftScore {
  let model: StoredModel
  let set: FeatureSet
  /// The day of the features; nil for a snapshot, which has its own.
  let day: Day?

  /// - Throws: `Failure` of kind `badInput` where the model has average effects alone, or nobody is
  ///   there to be scored.
  func run(_ csv: String?, _ connection: inout Connection) throws -> Score.Summary {
    guard let uplift = model.uplift, let treatment = model.definition.treatment else {
      throw Failure(
        .badInput, "the model `\(model.definition.name)` measures average effects alone",
        next: "Name the arm whose uplift is wanted: `treatment: {treated: …}`, and fit it again.")
    }
    try write(uplift, treatment, &connection)
    let name = Value.text(model.definition.name)
    let counts = try connection.rows(SQLFiles.statement("score/uplift_count"), [name]) {
      (people: try $0.integer(0), mean: try $0.doubleIfPresent(1))
    }
    guard let (people, mean) = counts.first, people > 0 else {
      throw Failure(
        .badInput, "nobody to score\(day.map { " as of \($0)" } ?? "")",
        next: "Run `groundswell features --as-of DAY`, or check the model's `eligible` and `score`."
      )
    }
    try connection.execute(
      SQLFiles.statement("score/uplift_cutoffs"), [name, .doubles(Score.shares(of: people))])
    if let csv { try ScoreFile(model, set, day).write(csv, &connection) }
    return Score.Summary(
      model: model.definition.name, version: model.number, people: people, meanProbability: nil,
      meanUplift: mean ?? 0, csv: csv)
  }

  private func write(
    _ uplift: UpliftModel, _ treatment: TreatmentDefinition, _ connection: inout Connection
  ) throws {
    let definition = model.definition
    var values: [Value] = [.text(definition.name)]
    let treated = try ModelExpression.probability(of: uplift.treated, set, binding: &values)
    let control = try ModelExpression.probability(of: uplift.control, set, binding: &values)
    let conditions = try definition.eligible.map {
      try $0.sql(over: set.features, binding: &values)
    }
    values.append(.integers(model.trainedBatches))
    let batches = values.count
    let arm = try Snapshot.identifier(treatment.column)
    // Of several arms the treated one is named; of two it is whichever isn't the control.
    var isInExperiment = "\(arm) is not null"
    if let treated = treatment.treated {
      values.append(.texts([treatment.control, treated]))
      isInExperiment = "\(arm)::text = any ($\(values.count))"
    }
    let experiment = try FeatureSet.read(
      treatment.set, purpose: model.purpose, place: definition.file, &connection)
    let literals: [String: Statement.Literal] = [
      "model": .expression(SQLExpression(unsafe: "$1")), "version": .integer(model.identifier),
      "treated_probability": .expression(treated), "control_probability": .expression(control),
      "day": .expression(SQLExpression(unsafe: set.isSnapshot ? "known_on" : "as_of")),
      "feature_rows": .expression(try set.rows(asOf: day, at: definition.file)),
      "treatment_relation": .expression(experiment.relation),
      "batches": .expression(SQLExpression(unsafe: "$\(batches)")),
      "is_in_experiment": .expression(SQLExpression(unsafe: isInExperiment)),
      "conditions": .expression(.all(conditions)),
      "scope": .expression(
        SQLExpression(unsafe: definition.scope == .rest ? "not scored.in_training" : "true")),
    ]
    try connection.execute(SQLFiles.statement("score/uplift").replacing(literals), values)
  }

  /// The percentile of each of a model's uplifts.
  static func percentiles(
    of model: String, _ connection: inout Connection
  ) throws -> RankPercentile {
    RankPercentile(
      cutoffs: try connection.rows(
        SQLFiles.statement("score/read_uplift_cutoffs"), [.text(model)]
      ) { try $0.double(0) })
  }
}
