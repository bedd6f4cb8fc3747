import Campaign
import Modeling
import Postgres

/// A model's scores as a CSV file, best first, each with up to three reasons in words.
struct ScoreFile {
  private let model: StoredModel
  private let set: FeatureSet
  private let day: Day?

  /// People who are read before their lines are written.
  private static let rowsAtOnce = 8_192

  /// - Parameter day: the day of the features; nil for a snapshot, which has its own.
  init(_ model: StoredModel, _ set: FeatureSet, _ day: Day?) {
    self.model = model
    self.set = set
    self.day = day
  }

  /// A person's line before its reasons.
  private struct Line {
    var person: Int64
    var source, record: String
    var isInTraining: Bool
    /// The chance and the expected cents, or the uplift and the chances that it is between.
    var numbers: [Double]
  }

  private var headers: [String] {
    ["person_id", "source", "source_key"]
      + (model.uplift == nil
        ? ["probability", "chance", "rank_percentile", "expected_cents"]
        : ["uplift", "rank_percentile", "treated_probability", "control_probability"])
      + ["in_training", "reason_1", "reason_2", "reason_3"]
  }

  /// Writes the file, whole or not at all.
  func write(_ path: String, _ connection: inout Connection) throws {
    let name = model.definition.name
    let percentiles =
      model.uplift == nil
      ? try Self.percentiles(of: name, &connection)
      : try UpliftScore.percentiles(of: name, &connection)
    let features = model.features(of: set)
    let reasons = Reasons(model, features)
    let statement = try SQLFiles.statement(
      model.uplift == nil ? "score/csv" : "score/uplift_csv"
    ).replacing([
      "features": .expression(
        SQLExpression(
          unsafe: features.map { ", \(ColumnBuilder.expression($0))" }.joined())),
      "people": .expression(try set.rows(asOf: day, at: model.definition.file)),
    ])
    try OutputFile.writeTable(headers, to: path) { writer in
      var lines: [Line] = []
      var builders = features.map { ColumnBuilder(feature: $0) }
      func flush() throws {
        let words = try reasons.words(of: builders.map(\.column), rows: lines.count)
        for (line, words) in zip(lines, words) { try add(line, words, percentiles, to: &writer) }
        lines.removeAll(keepingCapacity: true)
        builders = features.map { ColumnBuilder(feature: $0) }
      }
      let count = model.uplift == nil ? 2 : 3
      _ = try connection.stream(statement, [.text(name)]) { row in
        lines.append(
          Line(
            person: try row.integer(0), source: try row.text(1), record: try row.text(2),
            isInTraining: try row.bool(3), numbers: try (0..<count).map { try row.double(4 + $0) }))
        for index in builders.indices { try builders[index].append(row, 4 + count + index) }
        if lines.count == Self.rowsAtOnce { try flush() }
      }
      try flush()
    }
  }

  private func add(
    _ line: Line, _ reasons: [String], _ percentiles: RankPercentile, to writer: inout CSVWriter
  ) throws {
    let percentile = Int64(percentiles.percentile(of: line.numbers[0]))
    writer.field(PersonName.text(of: line.person))
    writer.field(line.source)
    writer.field(line.record)
    if model.uplift == nil {
      writer.field("\(line.numbers[0])")
      writer.field(Chance.words(line.numbers[0]))
      writer.number(percentile)
      writer.number(Int64(line.numbers[1]))
    } else {
      writer.decimal(line.numbers[0])
      writer.number(percentile)
      writer.decimal(line.numbers[1])
      writer.decimal(line.numbers[2])
    }
    writer.field(line.isInTraining ? "true" : "false")
    for place in 0..<3 { writer.field(place < reasons.count ? reasons[place] : "") }
    try writer.endRow()
  }

  /// The percentile of each of a model's scores.
  static func percentiles(
    of model: String, _ connection: inout Connection
  ) throws -> RankPercentile {
    RankPercentile(
      cutoffs: try connection.rows(SQLFiles.statement("score/read_cutoffs"), [.text(model)]) {
        try $0.double(0)
      })
  }
}
