import Modeling

/// How well a model does on the people that it wasn't trained on.
struct Evaluation {
  let rows: Int
  let positives: Int
  let auc: AUC
  let score: ProbabilityScore
  let calibration: Calibration
  let lift: LiftTable

  init(_ model: ScoreModel, _ data: TrainingData) throws {
    let design = try model.design(of: data.frame, rows: data.heldOut)
    let probabilities = model.linearPredictors(design).map(ScoreModel.probability)
    let outcomes = data.heldOut.map { data.outcomes[$0] }
    rows = outcomes.count
    positives = outcomes.count { $0 == 1 }
    auc = try AUC(scores: probabilities, outcomes: outcomes)
    score = try ProbabilityScore(probabilities: probabilities, outcomes: outcomes)
    calibration = try Calibration(probabilities: probabilities, outcomes: outcomes)
    lift = try LiftTable(scores: probabilities, outcomes: outcomes)
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
    ]
  }
}
