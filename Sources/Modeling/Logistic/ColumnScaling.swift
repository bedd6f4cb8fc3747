internal import RealModule

/// Weighted mean and standard deviation of each column, by which a fit centres and scales.
struct ColumnScaling: Sendable {
  /// The weighted mean of each column.
  let centres: [Double]
  /// The weighted standard deviation (divisor: total weight) of each column; 0 for a constant one.
  let scales: [Double]

  /// Measures all columns of a design, some columns a thread.
  init(
    _ design: some DesignColumns, weights: [Double], threads: Int = 1
  ) throws(LogisticError) {
    let total = weights.reduce(0, +)
    let shares = weights.map { $0 / total }
    let names = design.names
    let columns = try Parts.map(names.count, threads: threads) { column throws(LogisticError) in
      var measure = ColumnMeasure(design: design, column: column, shares: shares)
      guard let moments = measure.moments() else {
        throw .nonFinite(column: names[column], row: measure.firstNonFinite() ?? 0)
      }
      return moments
    }
    centres = columns.map(\.centre)
    scales = columns.map(\.scale)
  }
}

/// One column on its way through: a few thousand rows at a time, added up in lanes.
private struct ColumnMeasure<Design: DesignColumns> {
  let design: Design
  let column: Int
  /// The share of each row in the weight of all.
  let shares: [Double]
  private var values = [Double](repeating: 0, count: 2048)

  init(design: Design, column: Int, shares: [Double]) {
    self.design = design
    self.column = column
    self.shares = shares
  }

  /// Reads stretch after stretch.
  private mutating func eachStretch(
    _ body: (_ values: UnsafePointer<Double>, _ shares: UnsafePointer<Double>, _ rows: Range<Int>)
      -> Void
  ) {
    let (count, design, column, shares) = (values.count, design, column, shares)
    values.withUnsafeMutableBufferPointer { values in
      shares.withUnsafeBufferPointer { shares in
        guard let values = values.baseAddress, let shares = shares.baseAddress else { return }
        for start in stride(from: 0, to: design.rows, by: count) {
          let rows = start..<min(design.rows, start + count)
          design.read(column, rows, into: values)
          body(values, shares + start, rows)
        }
      }
    }
  }

  /// The weighted mean and deviation; nil where a number is none.
  mutating func moments() -> (centre: Double, scale: Double)? {
    var sum = 0.0
    // 0 times what is no number is no number.
    var nothing = 0.0
    var lowest = Int64.max
    var highest = Int64.min
    eachStretch { values, shares, rows in
      var (part, zeros, low, high) = (0.0, 0.0, Int64.max, Int64.min)
      for row in 0..<rows.count {
        part = Relaxed.multiplyAdd(shares[row], values[row], part)
        zeros = Relaxed.multiplyAdd(values[row], 0, zeros)
      }
      for row in 0..<rows.count {
        let key = Self.key(values[row])
        low = min(low, shares[row] > 0 ? key : .max)
        high = max(high, shares[row] > 0 ? key : .min)
      }
      sum += part
      nothing += zeros
      lowest = min(lowest, low)
      highest = max(highest, high)
    }
    guard nothing == 0 else { return nil }
    let (least, most) = (Self.number(lowest), Self.number(highest))
    // Any centre gives the same model; of a constant column its own value leaves exact zeros.
    let centre = least == most ? least : sum
    // Deviations are taken relative to the widest one, so that no square overflows.
    let widest = max(most - centre, centre - least)
    guard widest > 0 else { return (centre, 0) }
    var squares = 0.0
    eachStretch { values, shares, rows in
      var part = 0.0
      for row in 0..<rows.count {
        let deviation = (values[row] - centre) / widest
        part = Relaxed.multiplyAdd(shares[row] * deviation, deviation, part)
      }
      squares += part
    }
    return (centre, widest * squares.squareRoot())
  }

  /// The first row whose number is none.
  mutating func firstNonFinite() -> Int? {
    var found: Int?
    eachStretch { values, _, rows in
      if found == nil, let row = (0..<rows.count).first(where: { !values[$0].isFinite }) {
        found = rows.lowerBound + row
      }
    }
    return found
  }

  /// Finite numbers as whole ones in the same order, since those compare in lanes; -0 is 0.
  private static func key(_ number: Double) -> Int64 {
    let bits = Int64(bitPattern: (number + 0).bitPattern)
    return bits ^ (bits >> 63 & .max)
  }

  private static func number(_ key: Int64) -> Double {
    Double(bitPattern: UInt64(bitPattern: key ^ (key >> 63 & .max)))
  }
}
