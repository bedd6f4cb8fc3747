import Campaign
import Modeling

/// How well a model does on the people that it wasn't trained on.
///
/// Where people were drawn by their outcome, the figures are those of the population: each person
/// counts by the weight of their outcome (`PopulationRate`). The AUC compares positives with others
/// and is the same either way.
struct Evaluation {
  /// The chances of all people, and of those held out, in their order.
  let chances: [Double]
  let probabilities: [Double]
  let rows: Int
  let positives: Int
  let ranks: Placements
  let auc: AUC
  let score: ProbabilityScore
  let calibration: Calibration
  let lift: LiftTable
  /// The mean chance, of people drawn by their outcome: it should be the population's rate.
  let meanChance: PopulationMean?
  /// What contacts bring in, of a model with the cost of one.
  let profit: ContactProfit?

  init(
    _ model: ScoreModel, _ data: TrainingData, _ bands: BandMean?, _ definition: ModelDefinition
  ) throws {
    let chances = try model.probabilities(of: data.frame, rows: Array(0..<data.frame.rows))
    self.chances = chances
    let probabilities = data.heldOut.map { chances[$0] }
    self.probabilities = probabilities
    let outcomes = data.heldOut.map { data.outcomes[$0] }
    rows = outcomes.count
    positives = outcomes.count { $0 == 1 }
    // First, since the population's figures need both outcomes.
    ranks = try Placements(scores: probabilities, outcomes: outcomes)
    auc = AUC(ranks)
    let population = definition.populationRate.map { PopulationRate($0) }
    let weights = population?.weights(outcomes: outcomes)
    score = try ProbabilityScore(
      probabilities: probabilities, outcomes: outcomes, weights: weights)
    calibration = try Calibration(
      probabilities: probabilities, outcomes: outcomes, population: population)
    lift = try LiftTable(scores: probabilities, outcomes: outcomes, weights: weights)
    meanChance = population.map {
      PopulationMean(probabilities, outcomes: outcomes, population: $0)
    }
    profit = definition.contactCost.map { cost in
      let expected = zip(data.heldOut, probabilities).map { row, probability in
        probability
          * Double(bands?.meanCents(highestPreviousCents: data.highest[row]) ?? 0)
      }
      return ContactProfit(
        expectedCents: expected, receivedCents: data.heldOut.map { data.amounts[$0] },
        outcomes: outcomes, costCents: cost.count, population: population)
    }
  }

  /// The figures by name, each with its 95 % interval where it has one.
  var metrics: [(name: String, value: Double, low: Double?, high: Double?)] {
    let slope = calibration.slope
    let slopeHalf = 1.959964 * calibration.slopeStandardError
    return [
      ("held_out_people", Double(rows), nil, nil),
      ("held_out_positives", Double(positives), nil, nil),
      ("auc", auc.value, auc.interval?.lowerBound, auc.interval?.upperBound),
      ("log_loss", score.logLoss, nil, nil),
      ("log_loss_skill", score.skill, nil, nil),
      ("brier", score.brier, nil, nil),
      ("calibration_intercept", calibration.intercept, nil, nil),
      ("calibration_slope", slope, slope - slopeHalf, slope + slopeHalf),
      ("lift_top_tenth", lift.bands.first?.lift ?? 0, nil, nil),
    ] + means
  }

  /// The mean chance, and profit in dollars per 1,000 people.
  private var means: [(name: String, value: Double, low: Double?, high: Double?)] {
    let means = [
      ("mean_chance", meanChance, 1.0), ("profit_per_1000_all", profit?.everyone, 10),
      ("profit_per_1000_worthwhile", profit?.worthwhile, 10),
      ("profit_per_1000_gain", profit?.gain, 10), ("share_worthwhile", profit?.share, 1),
    ]
    return means.compactMap { name, mean, factor in
      mean.map {
        (
          name, factor * $0.value, $0.interval.map { factor * $0.lowerBound },
          $0.interval.map { factor * $0.upperBound }
        )
      }
    }
  }
}
