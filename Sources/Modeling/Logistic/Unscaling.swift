/// The linear map from coefficients of scaled columns back to those of the columns as they came.
///
/// bⱼ = b̃ⱼ / scaleⱼ and b₀ = b̃₀ - Σⱼ bⱼ centreⱼ.
struct Unscaling {
  private let centres: [Double]
  private let scales: [Double]

  /// The map for the columns that a loss uses.
  init(_ loss: LogisticLoss) {
    centres = loss.columns.map { loss.scaling.centres[$0] }
    scales = loss.columns.map { loss.scaling.scales[$0] }
  }

  /// The map for given centres and scales.
  init(centres: [Double], scales: [Double]) {
    self.centres = centres
    self.scales = scales
  }

  /// Maps coefficients, the intercept first.
  func coefficients(_ scaled: [Double]) -> [Double] {
    let slopes = zip(scaled.dropFirst(), scales).map { $0 / $1 }
    return [scaled[0] - zip(slopes, centres).reduce(0) { $0 + $1.0 * $1.1 }] + slopes
  }

  /// Maps a covariance matrix, row-major: the map on its columns, then on its rows.
  func covariance(_ scaled: [Double]) -> [Double] {
    let order = scales.count + 1
    func mapRows(_ matrix: [Double]) -> [Double] {
      (0..<order).flatMap { coefficients(Array(matrix[$0 * order..<($0 + 1) * order])) }
    }
    func transposed(_ matrix: [Double]) -> [Double] {
      (0..<order * order).map { matrix[$0 % order * order + $0 / order] }
    }
    return mapRows(transposed(mapRows(scaled)))
  }
}
