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

    let rows = outcomes.indices.filter { weights[$0] > 0 }
    let groups = clusters.map { Self.groups(of: rows, $0) }
    let count = groups?.count ?? rows.count
    let order = fit.coefficients.count
    guard count > 1 else { throw .tooFewClusters(least: 2) }
    guard base.rows > order else { throw .tooFewClusters(least: order + 1) }

    // Σ u uᵀ is B (Σ s sᵀ) B of the clusters' scores s.
    var alone = [Bool](repeating: groups == nil, count: design.rows)
    for group in groups ?? [] where group.count == 1 { alone[group[group.startIndex]] = true }
    var sum = scores.products(ofRows: alone)
    let several = groups?.filter { $0.count > 1 } ?? []
    for (place, value) in scores.products(of: several).enumerated() { sum[place] += value }
    sum = Self.product(fit.covariance, Self.product(sum, fit.covariance, order), order)
    let (all, counted) = (Double(count), Double(base.rows))
    let factor =
      isCorrected ? all / (all - 1) * (counted - 1) / (counted - Double(order)) : 1
    values = (0..<order * order).map { place in
      let (row, column) = (place / order, place % order)
      return factor * sum[max(row, column) * order + min(row, column)]
    }
    self.clusters = count
  }

  /// The rows of each cluster.
  private static func groups(of rows: [Int], _ clusters: [Int64]) -> [ArraySlice<Int>] {
    let order = TotalOrder.order(
      keys: rows.map { UInt64(bitPattern: clusters[$0]) ^ 1 << 63 })
    return order.map { rows[$0] }.runs { clusters[$0] == clusters[$1] }
  }

  /// The product of two square matrices, row-major.
  private static func product(_ left: [Double], _ right: [Double], _ order: Int) -> [Double] {
    var product = [Double](repeating: 0, count: order * order)
    for row in 0..<order {
      for middle in 0..<order {
        let factor = left[row * order + middle]
        for column in 0..<order {
          product[row * order + column] += factor * right[middle * order + column]
        }
      }
    }
    return product
  }
}

/// The score w (y - p) x of each row, x with a leading 1.
private struct Scores: Sendable {
  let fit: LogisticFit
  let design: DesignMatrix
  let residuals: [Double]

  init(
    _ fit: LogisticFit, _ design: DesignMatrix, outcomes: [Double], weights: [Double]
  ) throws(LogisticError) {
    self.fit = fit
    self.design = design
    let parts = max(1, (design.rows + 8191) / 8192)
    let residuals = try Parts.map(parts) { part throws(LogisticError) in
      let rows = Parts.range(part, of: parts, count: design.rows)
      var predictors = [Double](repeating: fit.coefficients[0], count: rows.count)
      for (column, coefficient) in zip(fit.columns, fit.coefficients.dropFirst()) {
        for row in rows {
          let value = design[row, column]
          guard value.isFinite else { throw .nonFinite(column: design.names[column], row: row) }
          predictors[row - rows.lowerBound] += coefficient * value
        }
      }
      return rows.map {
        weights[$0]
          * (outcomes[$0] - ScoreModel.probability(of: predictors[$0 - rows.lowerBound]))
      }
    }
    self.residuals = Array(residuals.joined())
  }

  /// Σ s sᵀ of the scores of the rows that are chosen, row-major and whole.
  func products(ofRows isChosen: [Bool]) -> [Double] {
    let order = fit.coefficients.count
    let tile = FeatureBlock.tileRows
    return sum(of: design.rows) { rows, sum in
      let gram = BlockGram<SIMD4<Double>>(columns: order - 1)
      var values = [Double](repeating: 0, count: max(1, (order - 1) * tile))
      var squares = [Double](repeating: 0, count: tile)
      for first in stride(from: rows.lowerBound, to: rows.upperBound, by: tile) {
        let count = min(tile, rows.upperBound - first)
        for row in 0..<tile {
          let isIn = row < count && isChosen[first + row]
          squares[row] = isIn ? residuals[first + row] * residuals[first + row] : 0
        }
        for (place, column) in fit.columns.enumerated() {
          let start = column * design.rows + first
          for row in 0..<count { values[place * tile + row] = design.values[start + row] }
        }
        values.withUnsafeBufferPointer { values in
          squares.withUnsafeBufferPointer { squares in
            guard let values = values.baseAddress, let squares = squares.baseAddress else { return }
            gram.add(values, stride: tile, curvature: squares)
          }
        }
      }
      gram.finish(into: &sum, order: order)
    }
  }

  /// Σ s sᵀ of the summed scores of each cluster, row-major and whole.
  func products(of groups: [ArraySlice<Int>]) -> [Double] {
    let order = fit.coefficients.count
    return sum(of: groups.count) { range, sum in
      var score = [Double](repeating: 0, count: order)
      for group in groups[range] {
        for place in score.indices { score[place] = 0 }
        for row in group {
          score[0] += residuals[row]
          for (place, column) in fit.columns.enumerated() {
            score[place + 1] += residuals[row] * design[row, column]
          }
        }
        for row in 0..<order {
          let factor = score[row]
          for column in 0...row { sum[row * order + column] += factor * score[column] }
        }
      }
    }
  }

  /// A symmetric matrix as the sum of lower triangles over parts of a count, as many whatever the threads.
  private func sum(
    of count: Int, _ add: @Sendable (_ part: Range<Int>, _ sum: inout [Double]) -> Void
  ) -> [Double] {
    let order = fit.coefficients.count
    let parts = max(1, min(16, count / 4096))
    let sums = Parts.map(parts) { part in
      var sum = [Double](repeating: 0, count: order * order)
      add(Parts.range(part, of: parts, count: count), &sum)
      return sum
    }
    var total = sums[0]
    for other in sums.dropFirst() {
      for place in total.indices { total[place] += other[place] }
    }
    return (0..<order * order).map { place in
      let (row, column) = (place / order, place % order)
      return total[max(row, column) * order + min(row, column)]
    }
  }
}
