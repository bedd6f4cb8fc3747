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
    _ fit: LogisticFit, _ design: some DesignColumns, outcomes: [Double],
    weights: [Double]? = nil, clusters: [Int64]? = nil, isCorrected: Bool = true
  ) throws(LogisticError) {
    let weights = weights ?? [Double](repeating: 1, count: design.rows)
    precondition(
      outcomes.count == design.rows && weights.count == design.rows
        && (clusters?.count ?? design.rows) == design.rows, "a number a row")
    let base = try BaseRate(outcomes: outcomes, weights: weights)
    let scores = try Scores(fit, design, outcomes: outcomes, weights: weights)

    var alone = weights.map { $0 > 0 }
    let several = clusters.map { Self.several(&alone, $0) } ?? []
    let count = alone.count { $0 } + several.count
    let order = fit.coefficients.count
    guard count > 1 else { throw .tooFewClusters(least: 2) }
    guard base.rows > order else { throw .tooFewClusters(least: order + 1) }

    // Σ u uᵀ is B (Σ s sᵀ) B of the clusters' scores s.
    var sum = scores.products(ofRows: alone)
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

  /// The rows of each cluster that has several of those that count, which then count alone no more.
  private static func several(_ counts: inout [Bool], _ clusters: [Int64]) -> [ArraySlice<Int>] {
    // Of a bit for each of many hashes one that is met once is of a cluster with one row; the few rows
    // that are left are put in order.
    let bits = max(16, 64 - counts.count.leadingZeroBitCount + 4)
    func place(_ row: Int) -> (word: Int, bit: UInt64) {
      let hash = Int(SplitMix64.mix(UInt64(bitPattern: clusters[row])) >> UInt64(64 - bits))
      return (hash >> 6, 1 << UInt64(hash & 63))
    }
    var met = [UInt64](repeating: 0, count: 1 << (bits - 6))
    var metAgain = met
    for row in counts.indices where counts[row] {
      let (word, bit) = place(row)
      metAgain[word] |= met[word] & bit
      met[word] |= bit
    }
    let rest = counts.indices.filter { row in
      guard counts[row] else { return false }
      let (word, bit) = place(row)
      return metAgain[word] & bit != 0
    }
    let order = TotalOrder.order(
      keys: rest.map { UInt64(bitPattern: clusters[$0]) ^ 1 << 63 })
    let several = order.map { rest[$0] }.runs { clusters[$0] == clusters[$1] }
      .filter { $0.count > 1 }
    for row in several.joined() { counts[row] = false }
    return several
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
private struct Scores<Design: DesignColumns>: Sendable {
  let fit: LogisticFit
  let design: Design
  let residuals: [Double]

  init(
    _ fit: LogisticFit, _ design: Design, outcomes: [Double], weights: [Double]
  ) throws(LogisticError) {
    self.fit = fit
    self.design = design
    let stretch = 2048
    let parts = max(1, (design.rows + stretch - 1) / stretch)
    let residuals = try Parts.map(parts) { part throws(LogisticError) in
      let rows = part * stretch..<min(design.rows, (part + 1) * stretch)
      var predictors = [Double](repeating: fit.coefficients[0], count: rows.count)
      var values = [Double](repeating: 0, count: rows.count)
      for (column, coefficient) in zip(fit.columns, fit.coefficients.dropFirst()) {
        values.withUnsafeMutableBufferPointer { values in
          if let first = values.baseAddress { design.read(column, rows, into: first) }
        }
        if let row = values.firstIndex(where: { !$0.isFinite }) {
          throw .nonFinite(column: design.names[column], row: rows.lowerBound + row)
        }
        for row in predictors.indices { predictors[row] += coefficient * values[row] }
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
    let (tile, length) = (FeatureBlock.tileRows, LogisticBlock.rows)
    return sum(of: design.rows) { rows, sum in
      let gram = BlockGram<SIMD4<Double>>(columns: order - 1)
      var values = [Double](repeating: 0, count: max(1, (order - 1) * length))
      var squares = [Double](repeating: 0, count: length)
      for first in stride(from: rows.lowerBound, to: rows.upperBound, by: length) {
        let count = min(length, rows.upperBound - first)
        for row in 0..<length {
          let isIn = row < count && isChosen[first + row]
          squares[row] = isIn ? residuals[first + row] * residuals[first + row] : 0
        }
        values.withUnsafeMutableBufferPointer { values in
          squares.withUnsafeBufferPointer { squares in
            guard let values = values.baseAddress, let squares = squares.baseAddress else { return }
            // Rows past the end hold what was there before, and weigh nothing.
            for (place, column) in fit.columns.enumerated() {
              design.read(column, first..<first + count, into: values + place * length)
            }
            for start in stride(from: 0, to: count, by: tile) {
              gram.add(values + start, stride: length, curvature: squares + start)
            }
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
            score[place + 1] += residuals[row] * design.number(row, column)
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
