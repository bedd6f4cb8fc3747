internal import RealModule

/// What the fits of one training part share, whoever of it counts as treated: the terms learned on
/// it, their scaling, the design, and a model of all its people to start from.
///
/// None of these looks at an arm, so a hundred permuted lots need them once.
struct FittedPart {
  private let plan: TermPlan
  private let design: DesignMatrix
  private let scoredDesign: DesignMatrix
  private let scaling: ColumnScaling
  private let columns: [Int]
  private let penalty: Double
  /// The people trained on and those scored, by the experiment's numbers.
  let training: [Int]
  let scored: [Int]
  private let outcomes: [Double]
  private let start: [Double]

  init(
    _ experiment: Experiment, frame: RawFrame, training: [Int], scored: [Int], penalty: Double,
    minimumRows: Int
  ) throws {
    precondition(penalty > 0, "an uplift model needs a penalty")
    let rows = training.map { experiment.rows[$0] }
    var options = TermPlan.Options()
    options.minimumRows = minimumRows
    // Few of an experiment's people stand far out in anything, and those who are scored may stand
    // further out than any of them: what a line says there, nobody has seen.
    options.isBounded = true
    plan = TermPlan.learn(from: frame, rows: rows, options: options)
    design = try plan.apply(frame, rows: rows)
    scoredDesign = try plan.apply(frame, rows: scored.map { experiment.rows[$0] })
    let scaling = try ColumnScaling(design, weights: [Double](repeating: 1, count: rows.count))
    self.scaling = scaling
    columns = design.names.indices.filter { scaling.scales[$0] > 0 }
    guard !columns.isEmpty else { throw UpliftError.noTerms }
    self.penalty = penalty
    self.training = training
    self.scored = scored
    outcomes = training.map { experiment.outcomes[$0] }
    let loss = LogisticLoss(
      design: design, columns: columns, scaling: scaling, outcomes: outcomes,
      weights: [Double](repeating: 1, count: outcomes.count), penalty: penalty)
    start = Self.minimize(loss, from: nil, solver: .quick) ?? Self.constant(loss)
  }

  /// How near to its optimum a fit goes.
  enum Solver {
    /// As near as rounding allows.
    case exact
    /// To where uplifts differ in their seventh digit, which no rank or area here shows.
    case quick

    var settings: NewtonSolver {
      var solver = NewtonSolver()
      if case .quick = self {
        solver.gradientTolerance = 1e-7
        solver.decrementTolerance = 1e-14
        solver.stepTolerance = 1e-5
      }
      return solver
    }
  }

  /// The parameters of both arms' models, on scaled columns.
  ///
  /// - Parameter arms: who counts as treated, by the experiment's numbers.
  func models(
    arms: [Bool], solver: Solver
  ) throws(UpliftError) -> (treated: [Double], control: [Double]) {
    (
      try parameters(ofTreated: true, arms, solver), try parameters(ofTreated: false, arms, solver)
    )
  }

  private func parameters(
    ofTreated isTreated: Bool, _ arms: [Bool], _ solver: Solver
  ) throws(UpliftError) -> [Double] {
    let places = training.indices.filter { arms[training[$0]] == isTreated }
    var values: [Double] = []
    values.reserveCapacity(places.count * design.columns)
    for column in 0..<design.columns {
      let source = design.values.span.extracting(
        column * design.rows..<(column + 1) * design.rows)
      for place in places { values.append(source[place]) }
    }
    let loss = LogisticLoss(
      design: DesignMatrix(rows: places.count, names: design.names, values: values),
      columns: columns, scaling: scaling, outcomes: places.map { outcomes[$0] },
      weights: [Double](repeating: 1, count: places.count), penalty: penalty)
    if let parameters = Self.minimize(loss, from: start, solver: solver) { return parameters }
    if case .exact = solver { throw .notConverged(isTreated: isTreated) }
    return Self.constant(loss)
  }

  private static func minimize(
    _ loss: LogisticLoss, from start: [Double]?, solver: Solver
  ) -> [Double]? {
    // Without both outcomes the intercept, which has no penalty, has no optimum.
    guard loss.outcomes.contains(0), loss.outcomes.contains(1) else { return nil }
    let result = solver.settings.minimize(loss, from: start ?? constant(loss))
    return result.converged ? result.parameters : nil
  }

  /// The model that tells all people of an arm alike: their rate, with half a person more each way.
  private static func constant(_ loss: LogisticLoss) -> [Double] {
    var parameters = [Double](repeating: 0, count: loss.parameterCount)
    let positives = loss.outcomes.reduce(0, +)
    parameters[0] = Double.log(
      (positives + 0.5) / (Double(loss.outcomes.count) - positives + 0.5))
    return parameters
  }

  /// The model that parameters are of.
  func scoreModel(_ parameters: [Double]) -> ScoreModel {
    var slopes = [Double](repeating: 0, count: design.columns)
    var intercept = parameters[0]
    for (parameter, column) in zip(parameters.dropFirst(), columns) {
      slopes[column] = parameter / scaling.scales[column]
      intercept -= slopes[column] * scaling.centres[column]
    }
    return ScoreModel(
      intercept: intercept,
      terms: columns.map {
        ScoreModel.WeightedTerm(term: plan.terms[$0], coefficient: slopes[$0])
      })
  }

  /// The uplift of the people scored.
  func uplifts(_ models: (treated: [Double], control: [Double])) -> [Double] {
    let chances = [models.treated, models.control].map { parameters in
      var predictors = [Double](repeating: parameters[0], count: scoredDesign.rows)
      for (parameter, column) in zip(parameters.dropFirst(), columns) {
        let slope = parameter / scaling.scales[column]
        let centre = scaling.centres[column]
        let values = scoredDesign.values.span.extracting(
          column * scoredDesign.rows..<(column + 1) * scoredDesign.rows)
        for row in predictors.indices { predictors[row] += slope * (values[row] - centre) }
      }
      return predictors.map(ScoreModel.probability)
    }
    return zip(chances[0], chances[1]).map { $0 - $1 }
  }
}
