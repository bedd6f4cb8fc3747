import Campaign
import Modeling
import Postgres

/// One day lived again: what was known then, the model that could have been fitted by it, and the
/// list that would have been cut.
struct Replay {
  let list: ListDefinition
  let model: ModelDefinition
  let campaign: CampaignDefinition
  /// The days of the outcome.
  let days: Int
  let stage: ListStage

  /// What came of a day.
  struct Outcome {
    let day: Day
    let trainedAsOf: Day
    /// People trained on, and how many of them gave.
    let trainedOn: Int
    let positives: Int
    /// Those listed, in the order of the list.
    let listed: [Int64]
    /// Those whom each simple rule would have listed.
    let listedByRule: [BacktestGroup: [Int64]]
    let came: BacktestSums
  }

  /// Replays a day in a transaction that must be rolled back.
  func run(asOf day: Day, _ connection: inout Connection) throws -> Outcome {
    let (query, run, trainedOn, positives) = try scored(asOf: day, &connection)
    // The model's own list comes last: a cut forgets whom the one before it left out.
    var listedByRule: [BacktestGroup: [Int64]] = [:]
    for rule in BacktestGroup.simpleRules {
      listedByRule[rule] = try place(try query.ranked(by: rule), run, &connection).listed
    }
    let (cut, listed) = try place(query, run, &connection)
    guard !listed.isEmpty else {
      throw Failure(
        .badInput, "nobody could have been listed", at: list.file,
        next: "Check `universe`, and `eligible` of the model.")
    }
    return Outcome(
      day: day, trainedAsOf: day.adding(days: -days), trainedOn: trainedOn, positives: positives,
      listed: listed, listedByRule: listedByRule,
      came: try BacktestSums.read(
        cut: cut, asOf: day, days: days, listedByRule.mapValues { Set($0) }, &connection))
  }

  /// Fits the model and scores everyone as could have been done then, by the stages' own statements.
  ///
  /// The features are of two days: that on which the outcome of the training began, so that all of it
  /// was known by the day, and the day itself.
  func scored(
    asOf day: Day, _ connection: inout Connection
  ) throws -> (query: ListQuery, run: Run, trainedOn: Int, positives: Int) {
    for table in ["feature.history", "score.person", "list.decision"] {
      try Run.takeTurn(at: table, &connection)
    }
    let run = try Run.open(stage: "backtest", name: list.name, asOf: day, &connection)
    let start = day.adding(days: -days)
    for known in [start, day] { _ = try Features.build(asOf: known, &connection) }
    let fitted = try fit(asOf: start, run, &connection)

    try stage.refuseOtherUse(list, fitted.model)
    try connection.execute(SQLFiles.statement("score/forget"), [.text(model.name)])
    let set = try FeatureSet.read(
      model.featureSet, purpose: model.purpose, place: model.file, &connection)
    try Score.write(fitted.model, set, day, &connection)
    let query = try stage.query(
      list, campaign, fitted.model, day: day, try .asOf(day), &connection)
    return (query, run, fitted.rows, fitted.positives)
  }

  private func fit(
    asOf start: Day, _ run: Run, _ connection: inout Connection
  ) throws -> (model: StoredModel, rows: Int, positives: Int) {
    var model = model
    model.trainAsOf = start
    let set = try FeatureSet.read(
      model.featureSet, purpose: model.purpose, place: model.file, &connection)
    let data = try TrainingData.read(model, set, try set.chosen(for: model), &connection)
    guard !data.training.isEmpty, !data.heldOut.isEmpty else {
      throw Failure(
        .badInput, "there was nobody to train on as of \(start)", at: model.file,
        next: "Check `eligible`, or replay a later day.")
    }
    let fitted = try LeakFlag.naming(data, model) { try Fit.fit(data, model) }
    let version = try FitRecord(model: model, data: data, fitted: fitted)
      .write(run, set, &connection)
    return (
      try StoredModel.read(version.identifier, model.name, &connection), data.training.count,
      fitted.learned.positives
    )
  }

  private func place(
    _ query: ListQuery, _ run: Run, _ connection: inout Connection
  ) throws -> (cut: Int64, listed: [Int64]) {
    let cut = try stage.openCut(query, run, &connection)
    let (statement, values) = try query.decide(cut: cut)
    try connection.execute(statement, values)
    var placement = ListPlacement(query, cut: cut)
    try placement.run(&connection)
    return (cut, placement.listed.map(\.person))
  }
}

extension ListQuery {
  /// The same list, ranked by a rule in place of the model.
  fileprivate func ranked(by rule: BacktestGroup) throws -> ListQuery {
    var list = list
    list.ranking = .probability
    let order = try SQLFiles.statement("backtest/\(rule.rawValue)").replacing([
      "as_of": .day(daysSince1970: day.daysSince1970)
    ])
    return ListQuery(
      list: list, model: model, set: set, rules: rules, campaign: campaign, day: day,
      knowledge: knowledge, standIn: SQLExpression(unsafe: "(\n\(order.text)\n)"), doubts: doubts)
  }
}
