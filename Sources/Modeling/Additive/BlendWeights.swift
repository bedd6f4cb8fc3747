/// Weights of several log odds, 0 or more, and the constant that goes with their sum.
struct BlendWeights {
  private(set) var constant = 0.0
  /// One for each, in their order.
  private(set) var of: [Double]

  /// Fits them by maximum likelihood; one that would be negative is 0.
  ///
  /// - Parameter logOdds: what each says of all rows.
  init(_ logOdds: [[Double]], outcomes: [Double]) throws(LogisticError) {
    of = logOdds.map { _ in 0 }
    var taken = Array(logOdds.indices)
    // So small a penalty moves no weight; without it rows told apart without error have none.
    var options = LogisticRegression.Options()
    options.penalty = 1e-6
    while true {
      let fit = try LogisticRegression.fit(
        DesignMatrix(
          rows: outcomes.count, names: taken.map { "\($0)" },
          values: taken.flatMap { logOdds[$0] }),
        outcomes: outcomes, options: options)
      let weights = zip(fit.columns.map { taken[$0] }, fit.coefficients.dropFirst())
      if let worst = weights.min(by: { $0.1 < $1.1 }), worst.1 < 0 {
        taken.removeAll { $0 == worst.0 }
        continue
      }
      constant = fit.coefficients[0]
      for (index, weight) in weights { of[index] = weight }
      return
    }
  }

  /// Whether the log loss of rows is lower than by other weights by more than two standard errors of
  /// the difference.
  func isClearlyBetter(
    than other: BlendWeights, _ own: [[Double]], _ others: [[Double]], outcomes: [Double]
  ) -> Bool {
    let falls = outcomes.indices.map { row in
      ProbabilityScore.loss(of: other.chance(others, row), outcome: outcomes[row])
        - ProbabilityScore.loss(of: chance(own, row), outcome: outcomes[row])
    }
    let fall = PopulationMean(falls, outcomes: outcomes)
    return fall.value > 2 * fall.standardError
  }

  private func chance(_ logOdds: [[Double]], _ row: Int) -> Double {
    ScoreModel.probability(
      of: of.indices.reduce(constant) { $0 + of[$1] * logOdds[$1][row] })
  }
}
