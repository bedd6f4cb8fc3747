/// A covariance of a fit's coefficients that holds where the model's own doesn't: where housemates
/// resemble one another, or chances aren't quite logistic.
///
/// V = c Σ u uᵀ over the clusters, with the influence u = B Σ wᵢ (yᵢ - pᵢ) xᵢ of a cluster's rows on
/// the coefficients and B the fit's own covariance. Without clusters each row is one, so that with
/// c = 1 it is HC0, and with G clusters, n rows, k coefficients and
/// c = G/(G - 1) · (n - 1)/(n - k) it is HC1; of clusters CR0 and CR1. Those are `vcovHC` and `vcovCL`
/// of R's sandwich. Sources: White, Econometrica 48 (1980); Liang & Zeger, Biometrika 73 (1986);
/// Cameron & Miller, Journal of Human Resources 50 (2015).
///
/// Of few clusters (under twenty or so) the errors come out too small.
public struct RobustCovariance: Sendable, Equatable {
  /// V, row-major, in the order of the fit's coefficients.
  public let values: [Double]
  /// Clusters with a row of positive weight; without clusters such rows.
  public let clusters: Int

  /// Measures how far clusters pull the coefficients.
  ///
  /// A row of weight 2 is one observation that counts twice; where it stands for two rows, they
  /// are of one cluster. Rows of weight 0 don't exist.
  ///
  /// - Parameters:
  ///   - fit: The fit, by whichever likelihood or penalty.
  ///   - design: The columns that it was fitted on.
  ///   - outcomes: 0 or 1, one a row.
  ///   - weights: The fit's weights, one a row; nil for all 1.
  ///   - clusters: The cluster of each row; nil where each row stands for itself.
  ///   - isCorrected: Whether c is more than 1, for the freedom that the fit used up.
  /// - Throws: `LogisticError`: `tooFewClusters` under two clusters or no more rows than coefficients.
  /// - Precondition: outcomes, weights and clusters have one number a row.
  public init(
    _ fit: LogisticFit, _ design: DesignMatrix, outcomes: [Double], weights: [Double]? = nil,
    clusters: [Int64]? = nil, isCorrected: Bool = true
  ) throws(LogisticError) {
    let weights = weights ?? [Double](repeating: 1, count: design.rows)
    precondition(
      outcomes.count == design.rows && weights.count == design.rows
        && (clusters?.count ?? design.rows) == design.rows, "a number a row")
    let base = try BaseRate(outcomes: outcomes, weights: weights)
    let scores = try Scores(fit, design, outcomes: outcomes, weights: weights)

    var rows = outcomes.indices.filter { weights[$0] > 0 }
    if let clusters { rows.sort { (clusters[$0], $0) < (clusters[$1], $1) } }
    let groups = rows.runs { first, second in
      clusters.map { $0[first] == $0[second] } ?? false
    }
    let order = fit.coefficients.count
    guard groups.count > 1 else { throw .tooFewClusters(least: 2) }
    guard base.rows > order else { throw .tooFewClusters(least: order + 1) }

    var sum = [Double](repeating: 0, count: order * order)
    for group in groups {
      let influence = scores.influence(of: group)
      for row in 0..<order {
        for column in 0...row { sum[row * order + column] += influence[row] * influence[column] }
      }
    }
    let (all, counted) = (Double(groups.count), Double(base.rows))
    let factor =
      isCorrected ? all / (all - 1) * (counted - 1) / (counted - Double(order)) : 1
    values = (0..<order * order).map { place in
      let (row, column) = (place / order, place % order)
      return factor * sum[max(row, column) * order + min(row, column)]
    }
    self.clusters = groups.count
  }
}

/// The score w (y - p) x of each row, x with a leading 1.
private struct Scores {
  let fit: LogisticFit
  let design: DesignMatrix
  let residuals: [Double]

  init(
    _ fit: LogisticFit, _ design: DesignMatrix, outcomes: [Double], weights: [Double]
  ) throws(LogisticError) {
    self.fit = fit
    self.design = design
    var predictors = [Double](repeating: fit.coefficients[0], count: design.rows)
    for (column, coefficient) in zip(fit.columns, fit.coefficients.dropFirst()) {
      for row in 0..<design.rows {
        let value = design[row, column]
        guard value.isFinite else { throw .nonFinite(column: design.names[column], row: row) }
        predictors[row] += coefficient * value
      }
    }
    residuals = outcomes.indices.map {
      weights[$0] * (outcomes[$0] - ScoreModel.probability(of: predictors[$0]))
    }
  }

  /// The fit's covariance times the sum of some rows' scores.
  func influence(of rows: ArraySlice<Int>) -> [Double] {
    let order = fit.coefficients.count
    var score = [Double](repeating: 0, count: order)
    for row in rows {
      score[0] += residuals[row]
      for (place, column) in fit.columns.enumerated() {
        score[place + 1] += residuals[row] * design[row, column]
      }
    }
    var influence = [Double](repeating: 0, count: order)
    for row in 0..<order {
      for column in 0..<order {
        influence[row] += fit.covariance[row * order + column] * score[column]
      }
    }
    return influence
  }
}
