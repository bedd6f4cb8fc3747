internal import RealModule

/// An elastic-net path with a λ chosen by cross-validation.
///
/// The path is fitted on all rows, then on the rows outside each fold at the same λ, and judged on the
/// fold's. With Lₖ the weighted mean log loss of fold k and Wₖ its weight, the loss of a λ is
/// Σ Wₖ Lₖ / Σ Wₖ and its standard error that of a mean of K folds,
/// (Σ Wₖ (Lₖ - L)² / Σ Wₖ / (K - 1))^½. That is `cv.glmnet` with `type.measure = "deviance"`, which
/// is twice the log loss.
public struct ElasticNetChoice: Sendable, Equatable {
  /// The path on all rows.
  public let path: ElasticNetPath
  /// The log loss of each λ on rows that its coefficients never saw.
  public let losses: [Double]
  /// The standard error of each loss.
  public let lossErrors: [Double]

  /// The place of the least loss (glmnet's `lambda.min`); of equals, that of the largest λ.
  public let best: Int
  /// The place of the largest λ whose loss is within the standard error of the least
  /// (`lambda.1se`): fewer terms, and no clear loss.
  public let simplest: Int

  /// Fits the path once more than there are folds.
  ///
  /// - Parameters:
  ///   - folds: The fold of each row; made by household, no model is judged on a housemate of those
  ///     that it was fitted on.
  /// - Throws: `LogisticError`, where a fold's other rows have one outcome alone too.
  /// - Precondition: as for `ElasticNetPath.fit`; folds have a number a row, and two of them have
  ///   rows of positive weight.
  public init(
    _ design: DesignMatrix, outcomes: [Double], weights: [Double]? = nil, folds: Folds,
    options: ElasticNetPath.Options = ElasticNetPath.Options()
  ) throws(LogisticError) {
    let weights = weights ?? [Double](repeating: 1, count: design.rows)
    precondition(folds.numbers.count == design.rows, "a fold a row")
    path = try ElasticNetPath.fit(design, outcomes: outcomes, weights: weights, options: options)
    var options = options
    let lambdas = path.points.map(\.lambda)
    options.lambdas = lambdas

    var parts: [FoldLosses] = []
    for fold in 0..<folds.count {
      let judged = folds.rows(in: fold).filter { weights[$0] > 0 }
      guard !judged.isEmpty else { continue }
      var others = weights
      for row in judged { others[row] = 0 }
      let part = try ElasticNetPath.fit(
        design, outcomes: outcomes, weights: others, options: options)
      parts.append(FoldLosses(part, design, outcomes, weights, judged))
    }
    precondition(parts.count > 1, "two folds hold rows of positive weight")

    let total = parts.reduce(0) { $0 + $1.weight }
    var means: [Double] = []
    var errors: [Double] = []
    for place in lambdas.indices {
      let mean = parts.reduce(0) { $0 + $1.weight * $1.losses[place] } / total
      let squares = parts.reduce(0) {
        $0 + $1.weight * ($1.losses[place] - mean) * ($1.losses[place] - mean)
      }
      means.append(mean)
      errors.append((squares / total / Double(parts.count - 1)).squareRoot())
    }
    let best = means.indices.min { means[$0] < means[$1] } ?? 0
    self.best = best
    simplest = means.indices.first { means[$0] <= means[best] + errors[best] } ?? best
    losses = means
    lossErrors = errors
  }
}

extension ElasticNetPath {
  /// The log odds of each row by the model that a λ gives on the rows outside its fold.
  ///
  /// - Parameters:
  ///   - place: That of the λ among the path's points; those before it are walked again.
  ///   - folds: The fold of each row, as for `ElasticNetChoice`.
  ///   - options: Those that the path was fitted with.
  /// - Throws: `LogisticError`, where a fold's other rows have one outcome alone too.
  public func unseenPredictors(
    at place: Int, _ design: DesignMatrix, outcomes: [Double], folds: Folds, options: Options
  ) throws(LogisticError) -> [Double] {
    precondition(folds.numbers.count == design.rows, "a fold a row")
    var options = options
    options.lambdas = points[...place].map(\.lambda)
    var predictors = [Double](repeating: 0, count: design.rows)
    for fold in 0..<folds.count {
      let judged = folds.rows(in: fold)
      guard !judged.isEmpty else { continue }
      var weights = [Double](repeating: 1, count: design.rows)
      for row in judged { weights[row] = 0 }
      let path = try Self.fit(design, outcomes: outcomes, weights: weights, options: options)
      let told = path.points[place].linearPredictors(design)
      for row in judged { predictors[row] = told[row] }
    }
    return predictors
  }
}

/// The log loss of a path's models on rows that they never saw.
private struct FoldLosses {
  let weight: Double
  let losses: [Double]

  init(
    _ path: ElasticNetPath, _ design: DesignMatrix, _ outcomes: [Double], _ weights: [Double],
    _ rows: [Int]
  ) {
    let weight = rows.reduce(0) { $0 + weights[$1] }
    self.weight = weight
    losses = path.points.map { point in
      let predictors = point.linearPredictors(design)
      var loss = 0.0
      for row in rows {
        let margin = outcomes[row] == 1 ? predictors[row] : -predictors[row]
        loss += weights[row] * (max(-margin, 0) + Double.log(onePlus: Double.exp(-abs(margin))))
      }
      return loss / weight
    }
  }
}
