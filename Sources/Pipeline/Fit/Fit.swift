import Campaign
import Modeling
import Postgres
import Reporting

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
    let place = "\(try workspace.outputFolder("cards"))/\(name)"
    let card = "\(place).md"
    var connection = try workspace.connect(as: .dataTeam)
    try pack(model, &connection)
    // The card comes after the commit: what it says is on record.
    var (summary, propensityCard) = try connection.transaction { connection in
      let set = try FeatureSet.read(
        model.featureSet, purpose: model.purpose, place: model.file, &connection)
      let features = try set.chosen(for: model)
      try OutcomeWindow.check(model, &connection)
      let data = try Self.data(model, set, features, &connection)
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
      return (
        summary,
        PropensityCard(
          model: model, data: data, fitted: fitted, gate: gate,
          shapes: try ShapeSection(fitted.model, data, set))
      )
    }
    try propensityCard.shapes.draw(to: "\(place).svg", .installed)
    try OutputFile.write(propensityCard.text(version: summary.version), to: card)
    return summary
  }

  /// Packs the features of the model's day, where they are many and weren't packed yet.
  private func pack(_ model: ModelDefinition, _ connection: inout Connection) throws {
    let set = try FeatureSet.read(
      model.featureSet, purpose: model.purpose, place: model.file, &connection)
    guard set.isSnapshot || model.trainAsOf != nil else { return }
    try Pack.prepare(
      set, asOf: set.isSnapshot ? nil : model.trainAsOf, workspace, &connection)
  }

  /// The model's people, from a pack where one is of the rows that are there.
  private static func data(
    _ model: ModelDefinition, _ set: FeatureSet, _ features: [FeatureSet.Feature],
    _ connection: inout Connection
  ) throws -> TrainingData {
    if set.isSnapshot || model.trainAsOf != nil,
      let pack = try Pack.current(
        set, asOf: set.isSnapshot ? nil : model.trainAsOf, &connection),
      let data = try TrainingData.read(model, set, features, from: pack, &connection)
    {
      return data
    }
    return try TrainingData.read(model, set, features, &connection)
  }

  /// How far off a term's coefficient may be.
  struct Coefficient {
    /// By the model itself.
    var standardError: Double
    /// Allowing for housemates who resemble one another.
    var householdError: Double?

    /// Those of a fit's terms, without the intercept.
    static func all(of fit: LogisticFit, _ robust: RobustCovariance?) -> [Coefficient] {
      let households = robust.map { CoefficientTable(fit, robust: $0).rows }
      return fit.standardErrors.enumerated().dropFirst().map {
        Coefficient(standardError: $1, householdError: households?[$0].standardError)
      }
    }
  }

  /// A model before it is measured.
  struct Learned {
    var model: ScoreModel
    /// One a term; nil where a choice among terms leaves none that could be believed.
    var coefficients: [Coefficient]?
    var positives: Int
    var logLikelihood: Double
    var penalty: Double
    /// Features without a term, each with its reason.
    var leftOut: [String]
    /// How many people without the outcome there were, and how many of them were learned from.
    var others: (all: Int, kept: Int)?
  }

  /// What came of a fit.
  struct Fitted {
    var learned: Learned
    var evaluation: Evaluation
    var bands: BandMean?

    var model: ScoreModel { learned.model }
  }

  /// Fits and measures, without the database.
  static func fit(_ data: TrainingData, _ model: ModelDefinition) throws -> Fitted {
    do {
      let learned = try Learning(data, model).learned()
      guard !learned.model.terms.isEmpty else { throw Self.nothing(model) }
      let givers = data.training.filter { data.outcomes[$0] == 1 && data.amounts[$0] > 0 }
      let bands = BandMean(
        highestPreviousCents: givers.map { data.highest[$0] },
        giftCents: givers.map { data.amounts[$0] }, upperBoundsCents: giftBands)
      return Fitted(
        learned: learned, evaluation: try Evaluation(learned.model, data, bands, model),
        bands: bands)
    } catch let error as LogisticError {
      throw Failure(.badInput, "no model: \(error)", at: model.file, next: Self.advice(error))
    } catch let error as EvaluationError {
      throw Failure(
        .badInput, "the part held out can't judge the model: \(error)", at: model.file,
        next: "Train on a smaller share, or gather more outcomes.")
    }
  }

  private static func advice(_ error: LogisticError) -> String {
    switch error {
    case .separated:
      "Look at the first of them: does it know the outcome? Add it to `features.except`, "
        + "or set `penalty: 0.0001`, or `penalty: firth`."
    case .oneClass: "Check `outcome`, `eligible` and the training day."
    default: "Check the definition's features."
    }
  }

  /// What is said where no column helps: a chance that is everyone's ranks nobody.
  private static func nothing(_ model: ModelDefinition) -> Failure {
    Failure(
      .refused, "no model: no feature tells outcomes apart on people not learned from",
      at: model.file,
      next: "Gather more outcomes or other features; until then everyone's chance is the base rate."
    )
  }

  private static func nobody(_ model: ModelDefinition) -> Failure {
    let next =
      model.trainAsOf.map { "Build the day: `groundswell features --as-of \($0)`; " } ?? ""
    return Failure(
      .badInput, "there is nobody to train on", at: model.file,
      next: next + "check `eligible`, and that the outcome's column has values.")
  }
}
