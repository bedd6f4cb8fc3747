import Campaign
import Modeling

/// The card of a model of chances: what it answers, how far to believe it, and how to read it, for who
/// decides by it.
struct PropensityCard {
  let model: ModelDefinition
  let data: TrainingData
  let fitted: Fit.Fitted
  let gate: GateRecord.Outcome
  /// What a score is made of.
  var shapes: ShapeSection

  /// The card as Markdown.
  func text(version: Int64) -> String {
    let verdict =
      gate.isLive
      ? "Version \(version) is live: it scores people from now on."
      : "Version \(version) is refused by its gate and scores nobody."
    return [
      model.cardHead(version: version), "**\(verdict)**", people, checks, measures, calibration,
      groups, shapes.text, coefficients, drift, reading,
    ].joined(separator: "\n\n") + "\n"
  }

  private var people: String {
    let evaluation = fitted.evaluation
    let outcome: String
    switch model.outcome {
    case .giftWithin(let days):
      let start = model.trainAsOf ?? Day(daysSince1970: 0)
      outcome =
        "a gift in the \(days) days from \(start) to \(start.adding(days: days - 1)); features are of "
        + "the end of the day before"
    case .column(let column, _): outcome = "`\(column)`, as the snapshot states it"
    }
    let conditions = model.eligible.map { "`\($0.feature)` \($0.test.inWords)" }
    let batches =
      data.batches.isEmpty
      ? "the ledger and files known by that day"
      : "batches " + data.batches.map { "\($0)" }.joined(separator: ", ")
    let rate = 100 * Double(fitted.learned.positives) / Double(max(1, data.training.count))
    let population =
      model.populationRate.map {
        "\n| population | people were drawn by their outcome; figures are of a population with "
          + "\(Figure.text(100 * $0, places: 2)) % positive |"
      } ?? ""
    let drawn =
      fitted.learned.others.map {
        "\n| learned from | all positive, and \($0.kept) of the \($0.all) others, drawn by household; chances "
          + "are of all |"
      } ?? ""
    return """
      ## Who and what

      | | |
      |---|---|
      | eligible | \(conditions.isEmpty ? "everyone of the set `\(model.featureSet)`" : conditions.joined(separator: ", ")) |
      | outcome | \(outcome) |
      | trained on | \(data.training.count) people, \(fitted.learned.positives) positive \
      (\(Figure.text(rate, places: 2)) %) |
      | held out | \(evaluation.rows) people, \(evaluation.positives) positive |
      | data | \(batches) |
      | features | \(fitted.model.columns.count), in \
      \(fitted.model.terms.count) terms |\(population)\(drawn)
      """
  }

  private var checks: String {
    let rows = gate.checks.map { check in
      let state = check.holds ? "holds" : check.isBinding ? "**fails**" : "**beware**"
      return "| \(check.name) | \(state) | \(Self.escaped(check.sentence)) |"
    }
    return """
      ## The gate

      | check | | |
      |---|---|---|
      \(rows.joined(separator: "\n"))
      """
  }

  private var measures: String {
    let evidence = gate.evidence
    var rows = fitted.evaluation.metrics.map { metric in
      "| \(metric.name) | \(Figure.text(metric.value)) | \(Self.interval(metric.low, metric.high)) |"
    }
    func add(_ name: String, _ value: Double, _ interval: ClosedRange<Double>?) {
      rows.append(
        "| \(name) | \(Figure.text(value)) | "
          + "\(Self.interval(interval?.lowerBound, interval?.upperBound)) |")
    }
    add(
      "AUC of the best single column: \(evidence.choice.best.inWords)", evidence.columnAUC.value,
      evidence.columnAUC.interval)
    add("AUC above that column's", evidence.difference.value, evidence.difference.interval)
    if let comparison = evidence.comparison {
      add(
        "AUC above that of version \(comparison.number), which was live",
        comparison.difference.value, comparison.difference.interval)
    }
    return """
      ## How well it does on people that it never saw

      | figure | value | 95 % |
      |---|---|---|
      \(rows.joined(separator: "\n"))
      """
  }

  private var calibration: String {
    let rows = gate.evidence.groups.filter { $0.feature == DriftReference.score }.map {
      "| \($0.level) | \(Self.row($0.calibration)) |"
    }
    return """
      ## Does a chance of so much come true so often?

      | tenth, best first | people | told, % | came, % | 95 % |
      |---|---|---|---|---|
      \(rows.joined(separator: "\n"))
      """
  }

  private var groups: String {
    let groups = gate.evidence.groups.filter { $0.feature != DriftReference.score }
    guard !groups.isEmpty else {
      return """
        ## By group

        No feature in use is a category with 100 people held out in a level.
        """
    }
    let rows = groups.map { group in
      "| \(group.feature) | \(Self.escaped(group.level)) | \(Self.row(group.calibration)) |"
    }
    let off = groups.count { !$0.calibration.holds }
    return """
      ## By group

      Levels with 100 people held out or more, the largest of each feature. A row is marked where what \
      was told lies outside the interval; of \(groups.count) rows chance alone would mark about \
      \(Figure.text(Double(groups.count) / 20, places: 1)). Marked: \(off).

      | feature | level | people | told, % | came, % | 95 % |
      |---|---|---|---|---|---|
      \(rows.joined(separator: "\n"))
      """
  }

  /// The coefficients of a model of lines and levels; nothing where terms were chosen.
  private var coefficients: String {
    guard let coefficients = fitted.learned.coefficients else {
      return """
        ## Coefficients

        The terms were chosen and weighed by looking at the data, so that they have no intervals that could \
        be believed. `terms: linear` without an elastic net gives a model that has them.
        """
    }
    let rows = zip(fitted.model.terms, coefficients).map { weighted, coefficient in
      let error = coefficient.householdError ?? coefficient.standardError
      let row = CoefficientTable.Row(
        term: weighted.term.name, estimate: weighted.coefficient, standardError: error)
      return "| \(Self.escaped(name(weighted.term))) | \(Figure.text(row.estimate)) "
        + "| \(Self.interval(row.interval.lowerBound, row.interval.upperBound)) "
        + "| \(Figure.probability(row.pValue)) |"
    }
    let shrunk =
      model.penalty > 0
      ? " They are shrunk by the penalty, so that an interval holds the shrunken value, not the true one."
      : ""
    return """
      ## Coefficients

      In log odds: of a number for a standard deviation more, of a level against the most frequent one, of \
      *missing* against the average of those known. Intervals allow for housemates who resemble one \
      another.\(shrunk)

      | term | coefficient | 95 % | p |
      |---|---|---|---|
      \(rows.joined(separator: "\n"))
      """
  }

  /// A term's name; a level that few have isn't told.
  private func name(_ term: Term) -> String {
    guard case .level = term.kind, term.trainingMean * Double(data.training.count) < 100 else {
      return term.name
    }
    return "\(term.column): a level of under 100 people"
  }

  private var drift: String {
    let drift = gate.evidence.drift
    guard !drift.isEmpty else {
      return """
        ## The people to be scored

        There are no features of the day trained as of or a later one yet; `score` compares when it runs.
        """
    }
    let day = gate.evidence.driftDay.map { "as of \($0)" } ?? "by the latest row of each"
    let rows = drift.reversed().map { measure in
      "| \(measure.measure) | \(Figure.text(measure.index.value)) | "
        + "\(Figure.probability(measure.index.pValue)) | \(DriftLevel(measure).inWords) |"
    }
    return """
      ## The people to be scored

      \(drift.last?.people ?? 0) people, \(day), against those that the version was learned from. The \
      stability index is 0 where they are alike; over 0.1 it is worth a look, and a score over 0.25 isn't \
      to be trusted. *p* is the chance of such a difference, were they alike.

      | | stability index | p | |
      |---|---|---|---|
      \(rows.joined(separator: "\n"))
      """
  }

  private var reading: String {
    """
    ## How to read it

    * A chance of 1 in 20 means: of twenty such people, about one does it within the window, by what held \
    when the model was trained. It says nothing about which one.
    * It is the chance of what people do by themselves and as they were contacted then, not what a contact \
    adds: who is likeliest to give may give without a call.
    * A chance near one half means that the model is unsure, not that the person is.
    * AUC is the share of pairs, one who did and one who didn't, that it puts in the right order: 0.5 is a \
    coin, 1 is certainty. What counts is how far it is above the best single column.
    * Compare people by percentile, and plan by chance: the percentile says who comes first, the chance how \
    many to expect.
    * It serves the purpose above and no other; the database refuses a list for another.
    """
  }

  private static func row(_ group: GroupCalibration) -> String {
    let figures = [
      group.predicted, group.observed, group.interval.lowerBound, group.interval.upperBound,
    ].map { Figure.text(100 * $0, places: 2) }
    return "\(group.people) | \(figures[0]) | \(figures[1])\(group.holds ? "" : " (off)") | "
      + "\(figures[2]) to \(figures[3])"
  }

  private static func interval(_ low: Double?, _ high: Double?) -> String {
    guard let low, let high else { return "" }
    return "\(Figure.text(low)) to \(Figure.text(high))"
  }

  private static func escaped(_ text: String) -> String { text.replacing("|", with: "\\|") }
}

extension Condition.Test {
  /// The test as a card says it.
  fileprivate var inWords: String {
    switch self {
    case .atLeast(let bound):
      "at least \(Figure.text(bound, places: bound == bound.rounded() ? 0 : 2))"
    case .atMost(let bound):
      "at most \(Figure.text(bound, places: bound == bound.rounded() ? 0 : 2))"
    case .isIn(let words): "one of \(words.joined(separator: ", "))"
    case .isFlag(let flag): flag ? "yes" : "no"
    case .isKnown(let flag): flag ? "known" : "unknown"
    }
  }
}
