/// Which rows are of one household: people whose answers are alike, and who are asked or contacted together.
public struct Households: Sendable {
  /// Each row's household, numbered from 0.
  let ofRow: [Int32]
  /// How many there are.
  let count: Int

  /// Takes any numbers, a row each, equal where rows are of one household.
  public init(_ keys: [Int64]) {
    var places: [Int64: Int32] = [:]
    ofRow = keys.map { key in
      if let place = places[key] { return place }
      let place = Int32(places.count)
      places[key] = place
      return place
    }
    count = places.count
  }

  /// So many people who live alone.
  public static func alone(_ rows: Int) -> Households {
    Households(ofRow: (0..<rows).map { Int32($0) }, count: rows)
  }

  private init(ofRow: [Int32], count: Int) {
    self.ofRow = ofRow
    self.count = count
  }

  /// The households of some of the rows.
  func part(_ rows: [Int]) -> Households { Households(rows.map { Int64(ofRow[$0]) }) }

  /// The rows of each household, of a set of rows or of all, one household's after another's, and where each
  /// household's begin; the last entry is the count of all.
  func rows(of set: RowSet? = nil) -> (rows: [Int32], starts: [Int]) {
    var starts = [Int](repeating: 0, count: count + 1)
    for row in ofRow.indices where set?.contains(row) ?? true { starts[Int(ofRow[row]) + 1] += 1 }
    for household in 0..<count { starts[household + 1] += starts[household] }
    var (next, rows) = (starts, [Int32](repeating: 0, count: starts[count]))
    for row in ofRow.indices where set?.contains(row) ?? true {
      rows[next[Int(ofRow[row])]] = Int32(row)
      next[Int(ofRow[row])] += 1
    }
    return (rows, starts)
  }

  /// How many times the variance of a sum of residuals is that of as many people who live alone; at least 1.
  func designEffect(of rows: [Int], _ residual: (_ row: Int) -> Double) -> Double {
    var sums: [Int32: Double] = [:]
    var alone = 0.0
    for row in rows {
      let own = residual(row)
      sums[ofRow[row], default: 0] += own
      alone += own * own
    }
    guard alone > 0 else { return 1 }
    // In the order of rows, so that the sum has the same bits on any machine.
    var together = 0.0
    for row in rows {
      if let sum = sums.removeValue(forKey: ofRow[row]) { together += sum * sum }
    }
    return max(1, together / alone)
  }

  /// How alike the people of a household are: the correlation of two of them; 0 where nobody lives together.
  func correlation(_ values: (_ row: Int) -> Double) -> Double {
    guard !ofRow.isEmpty else { return 0 }
    let mean = ofRow.indices.reduce(0.0) { $0 + values($1) } / Double(ofRow.count)
    var (sums, sizes) = ([Double](repeating: 0, count: count), [Double](repeating: 0, count: count))
    var squares = 0.0
    for row in ofRow.indices {
      let residual = values(row) - mean
      sums[Int(ofRow[row])] += residual
      sizes[Int(ofRow[row])] += 1
      squares += residual * residual
    }
    let pairs = sizes.reduce(0) { $0 + $1 * ($1 - 1) }
    guard pairs > 0, squares > 0 else { return 0 }
    let together = sums.reduce(0) { $0 + $1 * $1 }
    return min(1, max(0, (together - squares) / pairs * Double(ofRow.count) / squares))
  }

  /// The mean, over people of some rows, of how many of them are of one's household.
  func meanCompany(_ rows: [Int]) -> Double {
    guard !rows.isEmpty else { return 1 }
    var sizes: [Int32: Int] = [:]
    for row in rows { sizes[ofRow[row], default: 0] += 1 }
    return Double(sizes.values.reduce(0) { $0 + $1 * $1 }) / Double(rows.count)
  }
}
