public import Campaign
import Modeling
import Postgres

/// Scores people with a model's live version, next to the data.
public struct Score {
  /// What was scored.
  public struct Summary: StageSummary {
    /// The model.
    public var model: String
    /// Its version.
    public var version: Int64
    /// How many people have a score.
    public var people: Int64
    /// The mean chance; nil where the model is of uplift.
    public var meanProbability: Double?
    /// The mean uplift, where the model is of it.
    public var meanUplift: Double?
    /// The CSV file, if one was written.
    public var csv: String?
    /// How the people scored differ from those that the version was learned from, in sentences.
    public var warnings: [String] = []

    /// The summary in a few lines.
    public var text: String {
      let mean =
        meanUplift.map { "mean uplift \(Figure.percent($0)) per 100" }
        ?? "mean chance \(Figure.text(meanProbability ?? 0))"
      let file = csv.map { "\nscores: \($0)" } ?? ""
      return "\(model) version \(version): \(people) people scored, \(mean)"
        + warnings.map { "\nwarning: \($0)" }.joined() + file
    }
  }

  private let workspace: Workspace

  /// Prepares the stage.
  public init(_ workspace: Workspace) { self.workspace = workspace }

  /// Scores the people whom the model's question is about.
  ///
  /// - Parameters:
  ///   - asOf: the day of the features; nil for the latest. A snapshot's rows have a day of their own.
  ///   - csv: a file to write the scores into, best first.
  ///   - anyway: whether people who have drifted far from those learned from are scored all the same.
  /// - Throws: `Failure`: `refused` where the gate refused the newest version, or where people have
  ///   drifted; `badInput` where there is no version, or nobody to score.
  public func run(
    model name: String, asOf: Day?, csv: String?, anyway: Bool = false
  ) throws -> Summary {
    var connection = try workspace.connect(as: .dataTeam)
    try pack(name, asOf, &connection)
    return try connection.transaction(.repeatableRead) { connection in
      try Run.takeTurn(at: "score.person", &connection)
      let standing = try Standing.read(name, &connection)
      try standing.refuseRefused(&connection)
      let model = try StoredModel.live(standing, &connection)
      let set = try FeatureSet.read(
        model.featureSet, purpose: model.purpose, place: model.definition.file, &connection)
      let day = set.isSnapshot ? nil : try self.day(asOf, &connection)
      let run = try Run.open(stage: "score", name: name, asOf: day, &connection)
      for file in ["forget_cutoffs", "forget_uplift", "forget_uplift_cutoffs"] {
        try connection.execute(SQLFiles.statement("score/\(file)"), [.text(name)])
      }
      if case .propensity = model.kind {
      } else {
        try connection.execute(SQLFiles.statement("score/forget"), [.text(name)])
        let summary = try UpliftScore(model: model, set: set, day: day).run(csv, &connection)
        try run.close(summary.text, &connection)
        return summary
      }
      let reference = try DriftReference.read(model.identifier, &connection)
      var scored: PackedScore?
      if let pack = try Pack.current(set, asOf: day, &connection) {
        scored = try PackedScore(model, set, pack, reference)
        try scored?.write(set, workspace, &connection)
      }
      var summary: Summary
      if let scored {
        summary = try finish(model, set, scored, day, csv, &connection)
      } else {
        try connection.execute(SQLFiles.statement("score/forget"), [.text(name)])
        try Self.write(model, set, day, &connection)
        summary = try finish(model, set, day, csv, &connection)
      }
      summary.warnings = try ScoreDrift(
        model: model, set: set, day: day, summary: summary, reference: reference,
        counts: scored?.bandCounts
      ).check(run, anyway: anyway, &connection)
      try run.close(summary.text, &connection)
      return summary
    }
  }

  private func day(_ asOf: Day?, _ connection: inout Connection) throws -> Day {
    let latest = try connection.rows(SQLFiles.statement("score/latest_day")) {
      try $0.dayIfPresent(0)
    }
    guard let day = asOf ?? latest.first?.map({ Day(daysSince1970: $0) }) else {
      throw Failure(
        .badInput, "there are no features", next: "Run `groundswell features --as-of DAY`.")
    }
    return day
  }

  /// Writes the scores of a model of chances, of which the table holds none.
  static func write(
    _ model: StoredModel, _ set: FeatureSet, _ day: Day?, _ connection: inout Connection
  ) throws {
    var values: [Value] = [.text(model.definition.name)]
    let expression = try ModelExpression(model, set, binding: &values)
    let conditions = try model.definition.eligible.map {
      try $0.sql(over: set.features, binding: &values)
    }
    let hash = SampleHash(seed: model.seed)
    var literals: [String: Statement.Literal] = [
      "model": .expression(SQLExpression(unsafe: "$1")), "version": .integer(model.identifier),
      "probability": .expression(expression.probability),
      "band_mean_cents": .expression(expression.bandMeanCents),
      "relation": .expression(set.relation),
      "conditions": .expression(.all(conditions)),
      "factor": .integer(hash.factor), "summand": .integer(hash.summand),
      "training_buckets": .integer(model.trainingBuckets),
      "scope": .expression(
        SQLExpression(
          unsafe: model.definition.scope == .rest ? "not scored.in_training" : "true")),
    ]
    if let day {
      literals["as_of"] = .day(daysSince1970: day.daysSince1970)
      let people = try connection.execute(
        SQLFiles.statement("score/history").replacing(literals), values)
      guard people > 0 else { throw nobody(asOf: day) }
      return
    }
    guard case .column(let outcome, _) = model.definition.outcome else { return }
    values.append(.integers(model.trainedBatches))
    literals["batches"] = .expression(SQLExpression(unsafe: "$\(values.count)"))
    literals["outcome"] = .identifier(try Snapshot.identifier(outcome))
    try connection.execute(SQLFiles.statement("score/snapshot").replacing(literals), values)
  }

  /// Packs the features of the day, where they are many and weren't packed yet.
  private func pack(
    _ name: String, _ asOf: Day?, _ connection: inout Connection
  ) throws {
    guard let live = try Standing.read(name, &connection).live else { return }
    let model = try StoredModel.read(live.version, name, &connection)
    guard case .propensity = model.kind else { return }
    let set = try FeatureSet.read(
      model.featureSet, purpose: model.purpose, place: model.definition.file, &connection)
    try Pack.prepare(
      set, asOf: set.isSnapshot ? nil : try day(asOf, &connection), workspace, &connection)
  }

  private func finish(
    _ model: StoredModel, _ set: FeatureSet, _ scored: PackedScore, _ day: Day?, _ csv: String?,
    _ connection: inout Connection
  ) throws -> Summary {
    guard !scored.probabilities.isEmpty else { throw Self.nobody(asOf: day) }
    if let csv { try ScoreFile(model, set, day).write(csv, &connection) }
    return Summary(
      model: model.definition.name, version: model.number,
      people: Int64(scored.probabilities.count),
      meanProbability: scored.meanProbability, csv: csv)
  }

  private func finish(
    _ model: StoredModel, _ set: FeatureSet, _ day: Day?, _ csv: String?,
    _ connection: inout Connection
  ) throws -> Summary {
    let name = Value.text(model.definition.name)
    let counts = try connection.rows(SQLFiles.statement("score/count"), [name]) {
      (people: try $0.integer(0), mean: try $0.doubleIfPresent(1))
    }
    guard let (people, mean) = counts.first, people > 0 else { throw Self.nobody(asOf: nil) }
    try connection.execute(
      SQLFiles.statement("score/cutoffs"), [name, .doubles(Self.shares(of: people))])
    if let csv { try ScoreFile(model, set, day).write(csv, &connection) }
    return Summary(
      model: model.definition.name, version: model.number, people: people,
      meanProbability: mean ?? 0, csv: csv)
  }
}

extension Score {
  /// What is said where there is nobody to be scored, of an events set as of a day.
  private static func nobody(asOf day: Day?) -> Failure {
    guard let day else {
      return Failure(
        .badInput, "nobody to score",
        next: "Import people who were not trained on, or let the model `score: everyone`.")
    }
    return Failure(
      .badInput, "nobody to score as of \(day)",
      next: "Run `groundswell features --as-of \(day)`, or check the model's `eligible`.")
  }

  /// Shares that fall inside the ranks of the 99 cut-offs among so many people.
  static func shares(of people: Int64) -> [Double] {
    (1...99).map { percentile in
      let rank = (Int64(percentile) * people + 99) / 100
      return (Double(rank) - 0.5) / Double(people)
    }
  }
}

/// A person's number as files show it: `P` and the digits of person_id, so that a spreadsheet takes
/// it for a word and keeps all of them.
enum PersonName {
  static func text(of person: Int64) -> String { "P\(person)" }

  /// The number that a text shows; nil for a text that no file shows.
  static func number(in text: String) -> Int64? {
    guard text.first == "P", let number = Int64(text.dropFirst()), number >= 0,
      Self.text(of: number) == text
    else { return nil }
    return number
  }
}
