import Campaign
import Modeling
import Postgres

/// A version of a model of an experiment on its way into `model.*`, whole or not at all.
struct ExperimentRecord {
  let model: ModelDefinition
  let data: ExperimentData
  let findings: ExperimentFindings

  /// Writes the version with its arms, effects, terms, metrics and classes of data.
  ///
  /// - Throws: `Failure` of kind `refused` when the database refuses a class of data.
  func write(_ run: Run, _ connection: inout Connection) throws -> FitRecord.Version {
    let numbers = try connection.rows(SQLFiles.statement("fit/next_version"), [.text(model.name)]) {
      try $0.integer(0)
    }
    let number = numbers.first ?? 1
    let identifiers = try connection.rows(
      SQLFiles.statement("fit/experiment_version"), versionValues(run, number)
    ) { try $0.integer(0) }
    guard let identifier = identifiers.first else { throw Failure(.bug, "a version without a row") }
    try writeTerms(identifier, &connection)
    try writeProvenance(identifier, &connection)
    for arm in [findings.control] + findings.arms { try write(arm, identifier, &connection) }
    try writeUplift(identifier, &connection)
    return FitRecord.Version(identifier: identifier, number: number)
  }

  private func versionValues(_ run: Run, _ number: Int64) -> [Value] {
    let uplift = findings.uplift
    let answers = data.outcomes.compactMap { $0 }
    return [
      .text(model.name), .int32(Int32(number)), .int32(run.identifier), .text(model.purpose),
      .text(model.featureSet), .text(model.question), .text(model.text),
      model.trainAsOf.map { .day(daysSince1970: $0.daysSince1970) } ?? .null,
      .integers(data.batches), .text(model.seed), .integer(Int64(answers.count)),
      .integer(Int64(answers.count { $0 == 1 })), .double(model.penalty),
      .text(uplift == nil ? "effects" : "uplift"),
      uplift.map { .double($0.model.treated.intercept) } ?? .null,
      uplift.map { .double($0.model.control.intercept) } ?? .null,
      uplift.map { .text($0.analysis.verdict.rawValue) } ?? .null,
    ]
  }

  private func writeTerms(_ version: Int64, _ connection: inout Connection) throws {
    guard let uplift = findings.uplift?.model else { return }
    for (position, (treated, control)) in zip(uplift.treated.terms, uplift.control.terms)
      .enumerated()
    {
      let columns = StoredTerm(treated.term)
      try connection.execute(
        SQLFiles.statement("fit/uplift_term"),
        [
          .integer(version), .int32(Int32(position)), .text(treated.term.column),
          .text(columns.kind), .texts(columns.levels), .bool(columns.missingIsKept),
          .double(columns.centre), .double(columns.scale), .double(treated.coefficient),
          .double(control.coefficient), .double(treated.term.trainingMean),
        ])
    }
  }

  private func writeProvenance(_ version: Int64, _ connection: inout Connection) throws {
    do {
      try connection.execute(SQLFiles.statement("fit/uplift_term_provenance"), [.integer(version)])
    } catch {
      guard error.sqlState == PostgresError.foreignKeyViolation else { throw error }
      throw Failure(
        .refused, "the database refuses the model: its data may not serve to \(model.purpose)",
        at: model.file, next: "Leave out the features of that provenance.")
    }
  }

  private func write(
    _ arm: ExperimentFindings.Arm, _ version: Int64, _ connection: inout Connection
  ) throws {
    try connection.execute(
      SQLFiles.statement("fit/arm"),
      [
        .integer(version), .text(arm.name), .bool(arm.isControl), .integer(Int64(arm.people)),
        .integer(Int64(arm.answered)), arm.answering.map { .double($0.difference) } ?? .null,
        arm.answering.map { .double($0.pValue) } ?? .null,
        arm.balance.map { .double($0.statistic) } ?? .null,
        arm.balance.map { .int32(Int32($0.degrees)) } ?? .null,
        arm.balance.map { .double($0.pValue) } ?? .null,
      ])
    for (measure, effect) in [("yes", arm.yes), ("gift", arm.gift)] {
      guard let effect else { continue }
      try connection.execute(
        SQLFiles.statement("fit/effect"),
        [
          .integer(version), .text(measure), .text(arm.name),
          .integer(Int64(effect.treated.people)), .integer(Int64(effect.treated.clusters)),
          .double(effect.treated.mean), .integer(Int64(effect.control.people)),
          .integer(Int64(effect.control.clusters)), .double(effect.control.mean),
          .double(effect.difference), .double(effect.standardError),
          .double(effect.interval.lowerBound), .double(effect.interval.upperBound),
        ])
    }
  }

  private func writeUplift(_ version: Int64, _ connection: inout Connection) throws {
    for metric in findings.metrics {
      try connection.execute(
        SQLFiles.statement("fit/metric"),
        [
          .integer(version), .text(metric.name), .double(metric.value),
          metric.low.map { .double($0) } ?? .null, metric.high.map { .double($0) } ?? .null,
        ])
    }
    for fifth in findings.uplift?.analysis.fifths ?? [] {
      let effect = fifth.effect
      try connection.execute(
        SQLFiles.statement("fit/uplift_fifth"),
        [
          .integer(version), .int32(Int32(fifth.number)),
          .integer(Int64(effect.treated.people + effect.control.people)), .double(fifth.expected),
          .double(effect.difference), .double(effect.interval.lowerBound),
          .double(effect.interval.upperBound),
        ])
    }
  }
}

extension ExperimentFindings {
  /// The figures of the uplift by name, each with its 95 % interval or the placebos' where it has one.
  var metrics: [(name: String, value: Double, low: Double?, high: Double?)] {
    guard let analysis = uplift?.analysis else { return [] }
    return [
      ("qini", analysis.qini, analysis.interval.lowerBound, analysis.interval.upperBound),
      ("qini_interval_stretch", analysis.stretch, nil, nil),
      (
        "qini_placebo", analysis.placeboMean, analysis.placeboBand.lowerBound,
        analysis.placeboBand.upperBound
      ),
      ("placebo_p", analysis.pValue, nil, nil),
    ]
  }
}
