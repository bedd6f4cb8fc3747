import Campaign
import Modeling
import Postgres

/// Whether the people just scored are like those that the version was learned from.
///
/// The score binds, features are told alone: days since a gift or calls so far move with the calendar
/// by nature, and a feature that moves without the score moves nobody on a list.
struct ScoreDrift {
  let model: StoredModel
  let set: FeatureSet
  let day: Day?
  let summary: Score.Summary
  let reference: DriftReference
  /// How many of the people scored fall into each band, where that was counted as they were scored.
  let counts: [String: [Int: Int]]?

  /// The odds of the mean chance over those of the base rate, or the other way round: from where it is
  /// told, and from where scoring is refused.
  static let (someOdds, largeOdds) = (1.25, 2.0)

  /// Measures it and writes it down.
  ///
  /// - Returns: what is to be told, in sentences.
  /// - Throws: `Failure` of kind `refused` where the drift is large and nobody said `anyway`.
  func check(_ run: Run, anyway: Bool, _ connection: inout Connection) throws -> [String] {
    let drift = try measured(&connection)
    for measure in drift {
      try connection.execute(
        SQLFiles.statement("score/drift"),
        [
          .int32(run.identifier), .text(model.definition.name), .integer(model.identifier),
          .text(measure.measure), .integer(Int64(measure.people)), .double(measure.index.value),
          .double(measure.index.pValue),
        ])
    }
    var told: [String] = []
    var isLarge = false
    if let score = drift.score {
      let level = DriftLevel(score)
      isLarge = level == .large
      if level != .none {
        told.append(
          "the scores \(level.inWords) from those of the people held out: stability index "
            + Figure.text(score.index.value))
      }
    }
    if let (sentence, isFar) = meanShift {
      told.append(sentence)
      isLarge = isLarge || isFar
    }
    let moved = drift.movedFeatures
      .map { "`\($0.measure)` (\(Figure.text($0.index.value, places: 2)))" }
    if !moved.isEmpty {
      told.append(
        "features that moved since training, by stability index: "
          + moved.joined(separator: ", "))
    }
    guard isLarge, !anyway else { return told }
    throw Failure(
      .refused,
      "the people to be scored have drifted from those that version \(model.number) of the model "
        + "`\(model.definition.name)` was learned from: " + told.joined(separator: "; "),
      next:
        "Look at what moved; fit on newer people; or, where the change is real, score `--anyway`."
    )
  }

  private func measured(_ connection: inout Connection) throws -> [DriftReference.Drift] {
    guard !reference.measures.isEmpty else { return [] }
    if let counts { return reference.drift(of: counts) }
    var values: [Value] = [
      .texts(reference.measures.map(\.name)), .text(model.definition.name),
    ]
    let bands = reference.bands(
      set, score: SQLExpression(unsafe: "scored.probability"), binding: &values)
    let people = try set.rows(asOf: day, at: model.definition.file)
    let statement = try SQLFiles.statement("score/drift_counts").replacing([
      "bands": .expression(bands),
      "people": .expression(SQLExpression(unsafe: "(\(people.text))")),
    ])
    return reference.drift(of: try DriftReference.counts(statement, values, &connection))
  }

  /// How far the mean chance lies from the base rate, and whether that is too far.
  private var meanShift: (sentence: String, isFar: Bool)? {
    guard let mean = summary.meanProbability, let base = model.baseRate, mean > 0, mean < 1,
      base > 0, base < 1
    else { return nil }
    let ratio = mean / (1 - mean) / (base / (1 - base))
    let far = max(ratio, 1 / ratio)
    guard far > Self.someOdds else { return nil }
    let percents = [mean, base].map { Figure.text(100 * $0, places: 2) }
    return (
      "the mean chance is \(percents[0]) %, and \(percents[1]) % of the people learned from were "
        + "positive", far > Self.largeOdds
    )
  }
}
