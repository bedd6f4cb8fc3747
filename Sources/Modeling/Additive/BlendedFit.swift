/// What `BlendedRegression` learned.
public struct BlendedFit: Sendable {
  /// The model: lines, where they have a weight, then curves, pairs and segments.
  public let model: ScoreModel
  /// The weight of curves and pairs.
  public let additive: Double
  /// The weight of segments; 0 where there are none.
  public let segments: Double
  /// The weight of lines and their ridge penalty; nil where there were none to choose.
  public let lines: (weight: Double, penalty: Double)?
  /// The number of positives among the training rows.
  public let positives: Int
  /// The log likelihood of the training rows.
  public let logLikelihood: Double
  /// Columns that make no table.
  public let dropped: [TermPlan.Dropped]

  /// Sets the constant so that the mean chance of some rows is the share of positives among them.
  init(
    balancing model: ScoreModel, _ frame: RawFrame, _ outcomes: [Double], _ rows: [Int],
    additive: Double, lines: (weight: Double, penalty: Double)?, segments: Double,
    dropped: [TermPlan.Dropped]
  ) {
    guard let predictors = try? model.linearPredictors(of: frame, rows: rows) else {
      preconditionFailure("a model learned on a frame fits that frame")
    }
    positives = rows.count { outcomes[$0] == 1 }
    let shift = Self.shift(predictors, to: Double(positives) / Double(rows.count))
    self.model = model.scaled(plus: shift)
    (self.additive, self.lines, self.segments) = (additive, lines, segments)
    self.dropped = dropped
    logLikelihood = zip(rows, predictors).reduce(0) {
      $0
        - ProbabilityScore.loss(
          of: ScoreModel.probability(of: $1.1 + shift), outcome: outcomes[$1.0])
    }
  }

  /// What, added to all log odds, makes the mean chance this share: Newton's steps, each held within
  /// 1, of a sum that rises everywhere.
  private static func shift(_ predictors: [Double], to share: Double) -> Double {
    var shift = 0.0
    for _ in 0..<50 {
      var (mean, slope) = (0.0, 0.0)
      for predictor in predictors {
        let chance = ScoreModel.probability(of: predictor + shift)
        mean += chance / Double(predictors.count)
        slope += chance * (1 - chance) / Double(predictors.count)
      }
      let step = min(max((share - mean) / max(slope, 1e-12), -1), 1)
      shift += step
      if abs(step) < 1e-10 { break }
    }
    return shift
  }
}
