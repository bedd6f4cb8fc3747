/// A logistic model of each arm over the same terms, whose difference is a person's uplift.
///
/// Both minimise the mean loss of their arm with the same ridge penalty on columns scaled alike
/// (`LogisticLoss`), so that a small arm is drawn to its mean no less than a large one and neither's
/// shrinkage shows as uplift. Source: the T-learner of Künzel et al., PNAS 116 (2019).
public struct UpliftModel: Sendable, Equatable {
  /// The chance of a yes if treated.
  public let treated: ScoreModel
  /// The chance of a yes if not.
  public let control: ScoreModel

  /// Makes a model from its parts.
  ///
  /// - Precondition: both have the same terms.
  public init(treated: ScoreModel, control: ScoreModel) {
    precondition(
      treated.terms.map(\.term) == control.terms.map(\.term), "both models are of the same terms")
    self.treated = treated
    self.control = control
  }

  /// Fits the two models on all people of an experiment.
  ///
  /// - Parameters:
  ///   - frame: the raw columns, by the caller's rows.
  ///   - penalty: above 0.
  /// - Throws: `UpliftError`; `TermError` never, since the terms are learned here.
  public init(
    _ experiment: Experiment, frame: RawFrame, penalty: Double, minimumRows: Int = 20
  ) throws {
    let part = try FittedPart(
      experiment, frame: frame, training: Array(experiment.rows.indices), scored: [],
      penalty: penalty, minimumRows: minimumRows)
    let (treated, control) = try part.models(arms: experiment.isTreated, solver: .exact)
    self.init(
      treated: part.scoreModel(treated), control: part.scoreModel(control))
  }

  /// The two chances of each row of the models' design, and so the uplift.
  public func probabilities(_ design: DesignMatrix) -> (treated: [Double], control: [Double]) {
    (
      treated.linearPredictors(design).map(ScoreModel.probability),
      control.linearPredictors(design).map(ScoreModel.probability)
    )
  }

  /// What each raw column adds to the uplift of some rows of a frame: by how much a row's uplift falls
  /// where the column's terms stand at their training mean and all else stays.
  ///
  /// The parts of several columns don't add up to the uplift: chances aren't sums.
  public func parts(of frame: RawFrame, rows: [Int]) throws(TermError) -> [ScoreModel.Part] {
    let (treated, control) = (
      try Self.falls(treated, frame, rows), try Self.falls(control, frame, rows)
    )
    return zip(treated, control).map {
      ScoreModel.Part(
        column: $0.column, contributions: zip($0.contributions, $1.contributions).map { $0 - $1 })
    }
  }

  private static func falls(
    _ model: ScoreModel, _ frame: RawFrame, _ rows: [Int]
  ) throws(TermError) -> [ScoreModel.Part] {
    let predictors = try model.linearPredictors(of: frame, rows: rows)
    return try model.parts(of: frame, rows: rows).map {
      ScoreModel.Part(
        column: $0.column,
        contributions: zip(predictors, $0.contributions).map { predictor, contribution in
          ScoreModel.probability(of: predictor)
            - ScoreModel.probability(of: predictor - contribution)
        })
    }
  }
}
