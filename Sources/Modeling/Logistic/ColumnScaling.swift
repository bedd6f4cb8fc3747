/// Weighted mean and standard deviation of each column, by which a fit centres and scales.
struct ColumnScaling: Sendable {
  /// The weighted mean of each column.
  let centres: [Double]
  /// The weighted standard deviation (divisor: total weight) of each column; 0 for a constant one.
  let scales: [Double]

  /// Measures all columns of a matrix, some columns a thread.
  init(_ design: DesignMatrix, weights: [Double], threads: Int = 1) throws(LogisticError) {
    let total = weights.reduce(0, +)
    let columns = try Parts.map(design.columns, threads: threads) { column throws(LogisticError) in
      try Self.measure(design, column, weights, total: total)
    }
    centres = columns.map(\.centre)
    scales = columns.map(\.scale)
  }

  private static func measure(
    _ design: DesignMatrix, _ column: Int, _ weights: [Double], total: Double
  ) throws(LogisticError) -> (centre: Double, scale: Double) {
    let start = column * design.rows
    var sum = 0.0
    var lowest = Double.infinity
    var highest = -Double.infinity
    for row in 0..<design.rows {
      let value = design.values[start + row]
      guard value.isFinite else {
        throw .nonFinite(column: design.names[column], row: row)
      }
      guard weights[row] > 0 else { continue }
      sum += weights[row] / total * value
      lowest = min(lowest, value)
      highest = max(highest, value)
    }
    // Any centre gives the same model; of a constant column its own value leaves exact zeros.
    let centre = lowest == highest ? lowest : sum
    // Deviations are taken relative to the widest one, so that no square overflows.
    let widest = max(highest - centre, centre - lowest)
    var squares = 0.0
    if widest > 0 {
      for row in 0..<design.rows where weights[row] > 0 {
        let deviation = (design.values[start + row] - centre) / widest
        squares += weights[row] / total * deviation * deviation
      }
    }
    return (centre, widest * squares.squareRoot())
  }
}
