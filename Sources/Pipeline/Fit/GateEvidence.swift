import Campaign
import Modeling

/// What a version's gate goes by: figures on the people held out, beside the best single column, the
/// version that was live and the people to be scored.
struct GateEvidence {
  /// A comparison on the same people.
  struct Comparison {
    /// The number of the version compared with.
    var number: Int64
    var area: Double
    var difference: AUCDifference
    var people: Int
  }

  let auc: AUC
  /// How each column ranks by itself, in cross-validation on the training part.
  let choice: ColumnChoice
  let columnAUC: AUC
  /// The model's area less the column's.
  let difference: AUCDifference
  /// The column's log loss less the model's.
  let lossGain: PopulationMean
  /// By how much the column's log loss is below that of the base rate told to all; 0 where it isn't.
  let columnTells: Double
  /// The mean chance told, and the share that came.
  let meanChance: Double
  let meanOutcome: Double
  /// The standard error of their difference, with that of the mean that the training part was fitted to.
  let meanError: Double
  let slope: Double
  let slopeError: Double
  let former: FormerVersion
  let comparison: Comparison?
  /// Tenths of the score, best first, and levels of categories with enough people.
  let groups: [(feature: String, level: String, calibration: GroupCalibration)]
  /// How far the people to be scored lie from those learned from, and the day of their features.
  var drift: [DriftReference.Drift] = []
  var driftDay: Day?

  /// The fewest people held out of a group that is shown, and the most levels of a column.
  private static let (fewestPeople, mostLevels) = (100, 12)
  /// The most rows of the training part that columns are judged on; more tell nothing else apart.
  private static let mostRows = 100_000

  /// - Throws: `EvaluationError` where the part held out, or the training part, has one outcome.
  init(
    _ data: TrainingData, _ fitted: Fit.Fitted, _ definition: ModelDefinition,
    former: FormerVersion
  ) throws {
    let population = definition.populationRate.map { PopulationRate($0) }
    let told = fitted.evaluation.probabilities
    let seen = data.heldOut.map { data.outcomes[$0] }
    auc = fitted.evaluation.auc

    let choice = try ColumnChoice(
      data.frame, outcomes: data.outcomes, rows: Self.part(of: data.training))
    self.choice = choice
    let naive = Naive(choice.best, data, population)
    let columnRanks = try Placements(scores: naive.scores, outcomes: seen)
    columnAUC = AUC(columnRanks)
    difference = AUCDifference(fitted.evaluation.ranks, columnRanks)
    lossGain = PopulationMean(
      seen.indices.map {
        ProbabilityScore.loss(of: naive.probabilities[$0], outcome: seen[$0])
          - ProbabilityScore.loss(of: told[$0], outcome: seen[$0])
      }, outcomes: seen, population: population)

    let score = fitted.evaluation.score
    columnTells = max(0, score.entropy - score.logLoss - lossGain.value)

    let chance = PopulationMean(told, outcomes: seen, population: population)
    let outcome = PopulationMean(seen, outcomes: seen, population: population)
    (meanChance, meanOutcome) = (chance.value, outcome.value)
    func error(_ told: [Double], _ seen: [Double]) -> Double {
      PopulationMean(zip(told, seen).map { $0 - $1 }, outcomes: seen, population: population)
        .standardError
    }
    let chances = fitted.evaluation.chances
    let learned = error(
      data.training.map { chances[$0] }, data.training.map { data.outcomes[$0] })
    let here = error(told, seen)
    meanError = (learned * learned + here * here).squareRoot()
    slope = fitted.evaluation.calibration.slope
    slopeError = fitted.evaluation.calibration.slopeStandardError

    self.former = former
    comparison = try Self.comparison(former, data, fitted.evaluation)
    groups = Self.groups(data, told, seen, weights: population?.weights(outcomes: seen))
  }

  /// Every k-th row, so that no more than `mostRows` are left.
  private static func part(of rows: [Int]) -> [Int] {
    let step = (rows.count + mostRows - 1) / mostRows
    return step <= 1 ? rows : stride(from: 0, to: rows.count, by: step).map { rows[$0] }
  }

  private static func comparison(
    _ former: FormerVersion, _ data: TrainingData, _ evaluation: Evaluation
  ) throws -> Comparison? {
    guard case .compared(let number, let probabilities, let rows) = former else { return nil }
    let outcomes = rows.map { data.outcomes[$0] }
    let former = try Placements(scores: probabilities, outcomes: outcomes)
    let own =
      rows == data.heldOut
      ? evaluation.ranks
      : try Placements(scores: rows.map { evaluation.chances[$0] }, outcomes: outcomes)
    return Comparison(
      number: number, area: AUC(former).value, difference: AUCDifference(own, former),
      people: rows.count)
  }

  private static func groups(
    _ data: TrainingData, _ told: [Double], _ seen: [Double], weights: [Double]?
  ) -> [(feature: String, level: String, calibration: GroupCalibration)] {
    func group(_ rows: [Int]) -> GroupCalibration {
      GroupCalibration(rows: rows, probabilities: told, outcomes: seen, weights: weights)
    }
    let bands = EqualMassBands(told)
    var tenths = [[Int]](repeating: [], count: bands.bounds.count + 1)
    for index in told.indices { tenths[bands.band(of: told[index])].append(index) }
    var groups = tenths.reversed().filter { !$0.isEmpty }.enumerated().map {
      (DriftReference.score, "\($0.offset + 1)", group($0.element))
    }
    for (name, column) in zip(data.frame.names, data.frame.columns) {
      guard case .categorical(let codes, let levels) = column else { continue }
      let own = Dictionary(grouping: told.indices) { codes[data.heldOut[$0]] }
        .filter { $0.value.count >= fewestPeople }
        .map { code, rows in (level: code < 0 ? "(missing)" : levels[Int(code)], rows: rows) }
        .sorted { ($1.rows.count, $0.level) < ($0.rows.count, $1.level) }
      groups += own.prefix(mostLevels).map { (name, $0.level, group($0.rows)) }
    }
    return groups
  }
}

/// The best single column as a model of its own: its ranking of the people held out, and the chances
/// that the training part gives each tenth of it.
private struct Naive {
  let scores: [Double]
  let probabilities: [Double]

  init(_ ranking: ColumnRanking, _ data: TrainingData, _ population: PopulationRate?) {
    guard let index = data.frame.names.firstIndex(of: ranking.column) else {
      preconditionFailure("the ranking is by a column of the frame")
    }
    let column = data.frame.columns[index]
    let rate = BandedRate(
      scores: ranking.scores(of: column, rows: data.training),
      outcomes: data.training.map { data.outcomes[$0] }, population: population)
    scores = ranking.scores(of: column, rows: data.heldOut)
    probabilities = scores.map(rate.probability)
  }
}
