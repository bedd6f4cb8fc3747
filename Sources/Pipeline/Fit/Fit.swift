import Campaign
import Modeling
import Postgres

/// Fits a model on its training part, measures it on the part held out, and keeps it as a version.
public struct Fit {
  private let workspace: Workspace

  /// Prepares the stage.
  public init(_ workspace: Workspace) { self.workspace = workspace }

  /// The upper bounds of the bands of the highest previous gift, in cents.
  static let giftBands: [Int64] = [0, 2_500, 5_000, 10_000, 25_000, 50_000, 100_000, 250_000]

  /// Fits a model of the campaign's folder.
  ///
  /// A model with a `treatment` is one of an experiment (`ExperimentFit`).
  ///
  /// - Throws: `Failure`: a definition that names what isn't there, a purpose that the law doesn't
  ///   allow, data without both outcomes, outcomes that a feature tells apart without error, an
  ///   experiment whose arms differ from the start.
  public func run(model name: String) throws -> FitSummary {
    let model = try CampaignFolder(folder: workspace.folder).model(name)
    if let treatment = model.treatment {
      return try ExperimentFit(workspace).run(model, treatment)
    }
    let card = "\(try workspace.outputFolder("cards"))/\(name).md"
    var connection = try workspace.connect(as: .dataTeam)
    // The card comes after the commit: what it says is on record.
    let (summary, text) = try connection.transaction { connection in
      let set = try FeatureSet.read(
        model.featureSet, purpose: model.purpose, place: model.file, &connection)
      let features = try set.chosen(for: model)
      try OutcomeWindow.check(model, &connection)
      let data = try TrainingData.read(model, set, features, &connection)
      guard !data.training.isEmpty, !data.heldOut.isEmpty else { throw Self.nobody(model) }
      let fitted = try LeakFlag.naming(data, model) { try Self.fit(data, model) }
      let run = try Run.open(
        stage: "fit", name: name, asOf: model.trainAsOf, definition: model.text, seed: model.seed,
        &connection)
      let version = try FitRecord(model: model, data: data, fitted: fitted)
        .write(run, set, &connection)
      let gate = try GateRecord(model: model, set: set, data: data, fitted: fitted)
        .judge(version, run, &connection)
      let summary = FitSummary(
        model: model, version: version, data: data, fitted: fitted, gate: gate, card: card)
      try run.close(
        "version \(version.number)\(gate.isLive ? "" : ", refused by the gate")", &connection)
      let text = PropensityCard(model: model, data: data, fitted: fitted, gate: gate)
        .text(version: version.number)
      return (summary, text)
    }
    let file = try OutputFile(path: card)
    try file.write(text)
    _ = try file.finish()
    return summary
  }

  /// What came of a fit.
  struct Fitted {
    var plan: TermPlan
    var fit: LogisticFit
    var model: ScoreModel
    var evaluation: Evaluation
    var bands: BandMean?
  }

  /// Fits and measures, without the database.
  static func fit(_ data: TrainingData, _ model: ModelDefinition) throws -> Fitted {
    let plan = TermPlan.learn(from: data.frame, rows: data.training)
    let design = try plan.apply(data.frame, rows: data.training)
    var options = LogisticRegression.Options()
    options.penalty = model.penalty
    do {
      let fit = try LogisticRegression.fit(
        design, outcomes: data.training.map { data.outcomes[$0] }, options: options)
      let score = Self.corrected(ScoreModel(plan: plan, fit: fit), data, model)
      let givers = data.training.filter { data.outcomes[$0] == 1 && data.amounts[$0] > 0 }
      let bands = BandMean(
        highestPreviousCents: givers.map { data.highest[$0] },
        giftCents: givers.map { data.amounts[$0] }, upperBoundsCents: giftBands)
      return Fitted(
        plan: plan, fit: fit, model: score,
        evaluation: try Evaluation(score, data, bands, model), bands: bands)
    } catch let error as LogisticError {
      let shown = Self.withoutLevels(error, plan)
      throw Failure(.badInput, "no model: \(shown)", at: model.file, next: Self.advice(error))
    } catch let error as EvaluationError {
      throw Failure(
        .badInput, "the part held out can't judge the model: \(error)", at: model.file,
        next: "Train on a smaller share, or gather more outcomes.")
    }
  }

  /// The model of the population, where the people trained on were drawn by their outcome.
  private static func corrected(
    _ score: ScoreModel, _ data: TrainingData, _ model: ModelDefinition
  ) -> ScoreModel {
    guard let rate = model.populationRate else { return score }
    let excess = PopulationRate(rate).logOddsExcess(
      outcomes: data.training.map { data.outcomes[$0] })
    return ScoreModel(intercept: score.intercept - excess, terms: score.terms)
  }

  /// Names columns in place of terms, whose levels are values of the files.
  private static func withoutLevels(_ error: LogisticError, _ plan: TermPlan) -> LogisticError {
    guard case .separated(let terms) = error else { return error }
    var columns: [String] = []
    for term in plan.terms where terms.contains(term.name) && !columns.contains(term.column) {
      columns.append(term.column)
    }
    return .separated(terms: columns)
  }

  private static func advice(_ error: LogisticError) -> String {
    switch error {
    case .separated:
      "Look at the first of them: does it know the outcome? Add it to `features.except`, "
        + "or set `penalty: 0.0001`."
    case .oneClass: "Check `outcome`, `eligible` and the training day."
    default: "Check the definition's features."
    }
  }

  private static func nobody(_ model: ModelDefinition) -> Failure {
    let next =
      model.trainAsOf.map { "Build the day: `groundswell features --as-of \($0)`; " } ?? ""
    return Failure(
      .badInput, "there is nobody to train on", at: model.file,
      next: next + "check `eligible`, and that the outcome's column has values.")
  }
}
