import Campaign
import Modeling
import Postgres

/// A fitted version on its way into `model.*`, whole or not at all.
struct FitRecord {
  let model: ModelDefinition
  let data: TrainingData
  let fitted: Fit.Fitted

  /// The version's number within its model, and its own.
  struct Version {
    var identifier: Int64
    var number: Int64
  }

  /// Writes the version with its terms, metrics and classes of data.
  ///
  /// - Throws: `Failure` of kind `refused` when the database refuses a class of data.
  func write(_ run: Run, _ set: FeatureSet, _ connection: inout Connection) throws -> Version {
    let numbers = try connection.rows(SQLFiles.statement("fit/next_version"), [.text(model.name)]) {
      try $0.integer(0)
    }
    let number = numbers.first ?? 1
    let identifiers = try connection.rows(
      SQLFiles.statement("fit/version"), versionValues(run, number)
    ) { try $0.integer(0) }
    guard let identifier = identifiers.first else { throw Failure(.bug, "a version without a row") }
    try writeTerms(identifier, &connection)
    try writeProvenance(identifier, &connection)
    try writeMetrics(identifier, &connection)
    return Version(identifier: identifier, number: number)
  }

  private func writeProvenance(_ version: Int64, _ connection: inout Connection) throws {
    do {
      try connection.execute(SQLFiles.statement("fit/term_provenance"), [.integer(version)])
    } catch {
      guard error.sqlState == PostgresError.foreignKeyViolation else { throw error }
      throw Failure(
        .refused, "the database refuses the model: its data may not serve to \(model.purpose)",
        at: model.file, next: "Leave out the features of that provenance.")
    }
  }

  private func versionValues(_ run: Run, _ number: Int64) -> [Value] {
    [
      .text(model.name), .int32(Int32(number)), .int32(run.identifier), .text(model.purpose),
      .text(model.featureSet), .text(model.question), .text(model.text),
      model.trainAsOf.map { .day(daysSince1970: $0.daysSince1970) } ?? .null,
      .integers(data.batches), .integer(model.trainingBuckets), .text(model.seed),
      .integer(Int64(data.training.count)), .integer(Int64(fitted.learned.positives)),
      .double(fitted.model.intercept), .double(fitted.learned.logLikelihood),
      .double(fitted.learned.penalty),
      model.populationRate.map { .double($0) } ?? .null,
      model.contactCost.map { .integer($0.count) } ?? .null, .text(model.terms.rawValue),
    ]
  }

  private func writeTerms(_ version: Int64, _ connection: inout Connection) throws {
    for (position, weighted) in fitted.model.terms.enumerated() {
      let errors = fitted.learned.coefficients?[position]
      let columns = StoredTerm(weighted.term)
      try connection.execute(
        SQLFiles.statement("fit/term"),
        [
          .integer(version), .int32(Int32(position)), .text(weighted.term.column),
          .text(columns.kind), .texts(columns.levels), .bool(columns.missingIsKept),
          .double(columns.centre), .double(columns.scale),
          .double(weighted.coefficient), errors.map { .double($0.standardError) } ?? .null,
          .double(weighted.term.trainingMean), columns.cellValues.map { .doubles($0) } ?? .null,
          errors?.householdError.map { .double($0) } ?? .null,
        ])
      switch weighted.term.kind {
      case .table(let axes, _): try write(axes, version, position, &connection)
      case .segments(let tree):
        var node: Int32 = 0
        try write(tree, [.integer(version), .int32(Int32(position))], &node, &connection)
      default: break
      }
    }
  }

  private func write(
    _ axes: [TermAxis], _ version: Int64, _ position: Int, _ connection: inout Connection
  ) throws {
    for (index, axis) in axes.enumerated() {
      var (cuts, levels): (Value, Value) = (.null, .null)
      switch axis.kind {
      case .cuts(let own): cuts = .doubles(own)
      case .levels(let own): levels = .texts(own)
      }
      try connection.execute(
        SQLFiles.statement("fit/term_axis"),
        [
          .integer(version), .int32(Int32(position)), .int32(Int32(index + 1)), .text(axis.column),
          cuts, levels,
        ])
    }
  }

  /// Writes a tree in the order of reading: a question, who answers yes, who answers no.
  private func write(
    _ tree: SegmentTree, _ term: [Value], _ node: inout Int32, _ connection: inout Connection
  ) throws {
    var question: [Value] = [.null, .null, .null, .null]
    if case .split(let column, let asked, _, _, _) = tree {
      question =
        switch asked {
        case .below(let bound, let orMissing):
          [.text(column), .double(bound), .null, .bool(orMissing)]
        case .isIn(let levels, let orMissing):
          [.text(column), .null, .texts(levels), .bool(orMissing)]
        case .isMissing: [.text(column), .null, .null, .bool(true)]
        }
    }
    try connection.execute(
      SQLFiles.statement("fit/segment"), term + [.int32(node)] + question + [.double(tree.mean)])
    node += 1
    guard case .split(_, _, let yes, let no, _) = tree else { return }
    try write(yes, term, &node, &connection)
    try write(no, term, &node, &connection)
  }

  private func writeMetrics(_ version: Int64, _ connection: inout Connection) throws {
    for metric in fitted.evaluation.metrics {
      try connection.execute(
        SQLFiles.statement("fit/metric"),
        [
          .integer(version), .text(metric.name), .double(metric.value),
          metric.low.map { .double($0) } ?? .null, metric.high.map { .double($0) } ?? .null,
        ])
    }
    for (index, band) in fitted.evaluation.lift.bands.enumerated() {
      try connection.execute(
        SQLFiles.statement("fit/decile"),
        [
          .integer(version), .int32(Int32(index + 1)), .double(band.rows),
          .double(band.positives), .double(band.lift),
        ])
    }
    guard let bands = fitted.bands else { return }
    for (index, mean) in bands.meansCents.enumerated() {
      let bound = index < bands.upperBoundsCents.count ? bands.upperBoundsCents[index] : nil
      try connection.execute(
        SQLFiles.statement("fit/gift_band"),
        [
          .integer(version), .int32(Int32(index)), bound.map { .integer($0) } ?? .null,
          .integer(Int64(bands.counts[index])), .integer(mean),
        ])
    }
  }
}
