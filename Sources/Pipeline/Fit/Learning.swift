import Campaign
import Modeling

/// Learns a model of chances from the training part alone, before it is measured.
struct Learning {
  private let data: TrainingData
  private let model: ModelDefinition
  /// The rows that are learned from: all positives, and the share of the others that the definition names.
  private let rows: [Int]
  private let outcomes: [Double]
  /// What was drawn of the others; nil where all are there.
  private let sample: RareEventSample?

  /// - Throws: `LogisticError.oneClass` where no row of one of the outcomes is left.
  init(_ data: TrainingData, _ model: ModelDefinition) throws(LogisticError) {
    self.data = data
    self.model = model
    let training = data.training
    if model.othersShare < 1 {
      // By household, so that the draw doesn't turn on who else is there.
      let drawn = try RareEventSample(
        outcomes: training.map { data.outcomes[$0] }, keys: training.map { data.households[$0] },
        share: model.othersShare,
        seed: UInt64(bitPattern: SampleHash(seed: model.seed + " others").factor))
      rows = drawn.rows.map { training[$0] }
      sample = drawn
    } else {
      rows = training
      sample = nil
    }
    outcomes = rows.map { data.outcomes[$0] }
  }

  /// The model, of the population.
  ///
  /// - Throws: `LogisticError`, `EvaluationError`.
  func learned() throws -> Fit.Learned {
    var learned =
      if model.terms == .auto {
        try chosen()
      } else if let net = model.elasticNet {
        try shrunk(net)
      } else {
        try linear()
      }
    learned.model = corrected(learned.model)
    learned.others = sample.map { ($0.others, $0.othersKept) }
    return learned
  }

  /// Lines and levels alone, under the definition's penalty.
  private func linear() throws -> Fit.Learned {
    let plan = TermPlan.learn(from: data.frame, rows: rows)
    var options = LogisticRegression.Options()
    options.penalty = model.penalty
    do {
      // Made anew for each reading: kept, it would take as much memory as all features.
      let design = try TermColumns(plan, data.frame, rows: rows)
      let fit =
        model.isFirth
        ? try FirthRegression.fit(
          try plan.apply(data.frame, rows: rows), outcomes: outcomes)
        : try LogisticRegression.fit(design, outcomes: outcomes, options: options)
      // Too few households for it leave the model's own errors alone.
      let robust = try? RobustCovariance(
        fit, design, outcomes: outcomes, clusters: rows.map { data.households[$0] })
      return Fit.Learned(
        model: ScoreModel(plan: plan, fit: fit),
        coefficients: Fit.Coefficient.all(of: fit, robust), positives: fit.positives,
        logLikelihood: fit.logLikelihood, penalty: model.penalty,
        leftOut: plan.dropped.map(\.inWords) + fit.aliased.map { "\($0): told by other terms" })
    } catch let error as LogisticError {
      throw Self.withoutLevels(error, plan)
    }
  }

  /// Lines, curves and pairs, chosen and weighed.
  private func chosen() throws -> Fit.Learned {
    let fit = try BlendedRegression.fit(
      data.frame, outcomes: data.outcomes, groups: data.households, rows: rows)
    return Fit.Learned(
      model: fit.model, coefficients: nil, positives: fit.positives,
      logLikelihood: fit.logLikelihood,
      penalty: fit.lines?.penalty ?? 0, leftOut: fit.dropped.map(\.inWords))
  }

  /// Lines and levels chosen and shrunk by an elastic net, its penalty by households' folds; a slope from
  /// the same folds takes back what shrinking takes from all chances alike.
  private func shrunk(_ net: ElasticNetDefinition) throws -> Fit.Learned {
    let plan = TermPlan.learn(from: data.frame, rows: rows)
    let design = try plan.apply(data.frame, rows: rows)
    let folds = Folds(groups: rows.map { data.households[$0] }, count: 5, seed: 1)
    var options = ElasticNetPath.Options()
    options.alpha = net.alpha
    let choice = try ElasticNetChoice(design, outcomes: outcomes, folds: folds, options: options)
    let place = net.choice == .best ? choice.best : choice.simplest
    let point = choice.path.points[place]
    let shrunken = ScoreModel(
      intercept: point.intercept,
      terms: point.chosen.map {
        ScoreModel.WeightedTerm(term: plan.terms[$0], coefficient: point.coefficients[$0])
      })
    let unseen = try choice.path.unseenPredictors(
      at: place, design, outcomes: outcomes, folds: folds, options: options)
    // Where no term is left, or those left rank nobody on others, nothing is told apart.
    guard !shrunken.terms.isEmpty,
      let map = try? SlopeMap(
        Calibration(probabilities: unseen.map(ScoreModel.probability), outcomes: outcomes))
    else {
      return Fit.Learned(
        model: ScoreModel(intercept: 0, terms: []), positives: 0, logLikelihood: 0,
        penalty: point.lambda, leftOut: [])
    }
    let corrected = map.corrected(shrunken)
    let chances = corrected.linearPredictors(try corrected.design(of: data.frame, rows: rows))
      .map(ScoreModel.probability)
    let leftOut = plan.terms.indices.filter { !point.chosen.contains($0) }
      .map { "\(plan.terms[$0].name): tells nothing that other terms don't" }
    return Fit.Learned(
      model: corrected, coefficients: nil, positives: outcomes.count { $0 == 1 },
      logLikelihood: -zip(chances, outcomes).reduce(0) {
        $0 + ProbabilityScore.loss(of: $1.0, outcome: $1.1)
      },
      penalty: point.lambda, leftOut: plan.dropped.map(\.inWords) + leftOut)
  }

  /// The model of the population, where the people learned from were drawn by their outcome: by the
  /// campaign's files, or here.
  private func corrected(_ score: ScoreModel) -> ScoreModel {
    var intercept = score.intercept
    if let rate = model.populationRate {
      // Of the training part as it came: what is drawn of it is corrected below.
      intercept -= PopulationRate(rate).logOddsExcess(
        outcomes: data.training.map { data.outcomes[$0] })
    }
    if let sample { intercept += sample.logShare }
    return ScoreModel(intercept: intercept, terms: score.terms)
  }

  /// Names columns in place of terms, whose levels are values of the files.
  private static func withoutLevels(_ error: LogisticError, _ plan: TermPlan) -> LogisticError {
    guard case .separated(let terms) = error else { return error }
    var columns: [String] = []
    for term in plan.terms where terms.contains(term.name) && !columns.contains(term.column) {
      columns.append(term.column)
    }
    return .separated(terms: columns)
  }
}
