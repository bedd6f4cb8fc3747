import Campaign
import Modeling
import Postgres

/// A version before its gate: measures it, writes the evidence and the checks down, and lets it go
/// live or not.
struct GateRecord {
  /// What came of it.
  struct Outcome {
    var checks: [GateCheck]
    var evidence: GateEvidence
    var isLive: Bool
  }

  let model: ModelDefinition
  let set: FeatureSet
  let data: TrainingData
  let fitted: Fit.Fitted

  /// Judges the version and writes the outcome.
  func judge(
    _ version: FitRecord.Version, _ run: Run, _ connection: inout Connection
  ) throws -> Outcome {
    let former = try FormerVersion.read(model, set, data, &connection)
    var evidence: GateEvidence
    do {
      evidence = try GateEvidence(data, fitted, model, former: former)
    } catch let error as EvaluationError {
      throw Failure(
        .badInput, "the people can't judge the model: \(error)", at: model.file,
        next: "Gather more outcomes, or train on another share.")
    }
    let reference = DriftReference(data, fitted.model, heldOut: fitted.evaluation.probabilities)
    try reference.write(version.identifier, &connection)
    (evidence.drift, evidence.driftDay) = try drift(reference, version, &connection)
    let checks = Gate(
      model: model, evidence: evidence, features: fitted.model.columns
    ).checks
    let isLive = checks.allSatisfy { $0.holds || !$0.isBinding }
    try write(checks, evidence, version.identifier, &connection)
    try Standing.write(version.identifier, isLive: isLive, .gate, run, &connection)
    return Outcome(checks: checks, evidence: evidence, isLive: isLive)
  }

  /// How far those lie who are to be scored as of the latest day with features, if it isn't before
  /// the day trained as of; of a snapshot, by the latest row of each.
  private func drift(
    _ reference: DriftReference, _ version: FitRecord.Version, _ connection: inout Connection
  ) throws -> ([DriftReference.Drift], Day?) {
    var day: Day?
    if !set.isSnapshot {
      let latest = try connection.rows(SQLFiles.statement("score/latest_day")) {
        try $0.dayIfPresent(0)
      }
      guard let found = latest.first?.map({ Day(daysSince1970: $0) }), let start = model.trainAsOf,
        found >= start
      else { return ([], nil) }
      day = found
    }
    if data.isEveryone, set.isSnapshot || day == model.trainAsOf {
      return (reference.drift(of: reference.counts(of: data, fitted.evaluation.chances)), day)
    }
    if let pack = try Pack.current(set, asOf: day, &connection),
      var scored = try PackedScore(
        StoredModel.read(version.identifier, model.name, &connection), set, pack, reference,
        isOfEveryone: true)
    {
      try scored.run(&connection)
      return (reference.drift(of: scored.bandCounts), day)
    }
    var values: [Value] = [.texts(reference.measures.map(\.name))]
    let chance = try ModelExpression.probability(of: fitted.model, set, binding: &values)
    let bands = reference.bands(set, score: chance, binding: &values)
    let conditions = try model.eligible.map { try $0.sql(over: set.features, binding: &values) }
    let statement = try SQLFiles.statement("fit/drift_counts").replacing([
      "bands": .expression(bands),
      "people": .expression(
        SQLExpression(unsafe: "(\(try set.rows(asOf: day, at: model.file).text))")),
      "conditions": .expression(.all(conditions)),
    ])
    let counts = try DriftReference.counts(statement, values, &connection)
    return (reference.drift(of: counts), day)
  }

  private func write(
    _ checks: [GateCheck], _ evidence: GateEvidence, _ version: Int64,
    _ connection: inout Connection
  ) throws {
    func number(_ value: Double?) -> Value { value.map { .double($0) } ?? .null }
    for (position, check) in checks.enumerated() {
      try connection.execute(
        SQLFiles.statement("fit/gate_check"),
        [
          .integer(version), .int32(Int32(position)), .text(check.name), .bool(check.isBinding),
          .bool(check.holds), number(check.value), number(check.low), number(check.high),
          number(check.bound), .text(check.sentence),
        ])
    }
    for drift in evidence.drift {
      try connection.execute(
        SQLFiles.statement("fit/drift"),
        [
          .integer(version), .text(drift.measure),
          evidence.driftDay.map { .day(daysSince1970: $0.daysSince1970) } ?? .null,
          .integer(Int64(drift.people)), .double(drift.index.value), .double(drift.index.pValue),
        ])
    }
    for (feature, level, group) in evidence.groups {
      try connection.execute(
        SQLFiles.statement("fit/calibration"),
        [
          .integer(version), .text(feature), .text(level), .integer(Int64(group.people)),
          .integer(Int64(group.positives)), .double(group.predicted), .double(group.observed),
          .double(group.interval.lowerBound), .double(group.interval.upperBound),
        ])
    }
  }
}
