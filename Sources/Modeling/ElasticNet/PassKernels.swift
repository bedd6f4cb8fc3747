internal import RealModule

/// A column of a column-major matrix, (x - centre) factor.
struct ScaledColumn {
  /// Where the column begins.
  let start: Int
  let centre: Double
  let factor: Double
}

/// Adds columns of a matrix to the first elements of a target, one an element of `rows`.
func addColumns(
  _ columns: [ScaledColumn], of values: Span<Double>, rows: Range<Int>,
  to target: inout MutableSpan<Double>
) {
  precondition(rows.count <= target.count, "a block of rows fits its scratch")
  for column in columns {
    precondition(
      column.start + rows.lowerBound >= 0 && column.start + rows.upperBound <= values.count,
      "a column lies in its matrix")
  }
  let count = rows.count
  var next = 0
  // Four at a time, so that the target is read and written once for four columns.
  while next + 4 <= columns.count {
    let (a, b, c, d) = (columns[next], columns[next + 1], columns[next + 2], columns[next + 3])
    let first = a.start + rows.lowerBound
    let second = b.start + rows.lowerBound
    let third = c.start + rows.lowerBound
    let fourth = d.start + rows.lowerBound
    for row in 0..<count {
      var sum = target[unchecked: row]
      sum = Relaxed.multiplyAdd(a.factor, values[unchecked: first &+ row] - a.centre, sum)
      sum = Relaxed.multiplyAdd(b.factor, values[unchecked: second &+ row] - b.centre, sum)
      sum = Relaxed.multiplyAdd(c.factor, values[unchecked: third &+ row] - c.centre, sum)
      sum = Relaxed.multiplyAdd(d.factor, values[unchecked: fourth &+ row] - d.centre, sum)
      target[unchecked: row] = sum
    }
    next += 4
  }
  while next < columns.count {
    let column = columns[next]
    let first = column.start + rows.lowerBound
    for row in 0..<count {
      target[unchecked: row] = Relaxed.multiplyAdd(
        column.factor, values[unchecked: first &+ row] - column.centre, target[unchecked: row])
    }
    next += 1
  }
}

/// Adds Σ residual (x - centre) factor over some rows to each column's sum.
func addSlopes(
  _ columns: [ScaledColumn], of values: Span<Double>, rows: Range<Int>,
  _ residuals: Span<Double>, to sums: inout MutableSpan<Double>
) {
  precondition(
    rows.upperBound <= residuals.count && columns.count == sums.count, "a residual a row")
  for column in columns {
    precondition(
      column.start + rows.lowerBound >= 0 && column.start + rows.upperBound <= values.count,
      "a column lies in its matrix")
  }
  var next = 0
  while next + 4 <= columns.count {
    let (a, b, c, d) = (columns[next], columns[next + 1], columns[next + 2], columns[next + 3])
    var (first, second, third, fourth) = (0.0, 0.0, 0.0, 0.0)
    for row in rows {
      let residual = residuals[unchecked: row]
      first = Relaxed.multiplyAdd(residual, values[unchecked: a.start &+ row] - a.centre, first)
      second = Relaxed.multiplyAdd(residual, values[unchecked: b.start &+ row] - b.centre, second)
      third = Relaxed.multiplyAdd(residual, values[unchecked: c.start &+ row] - c.centre, third)
      fourth = Relaxed.multiplyAdd(residual, values[unchecked: d.start &+ row] - d.centre, fourth)
    }
    sums[next] += first * a.factor
    sums[next + 1] += second * b.factor
    sums[next + 2] += third * c.factor
    sums[next + 3] += fourth * d.factor
    next += 4
  }
  while next < columns.count {
    let column = columns[next]
    var sum = 0.0
    for row in rows {
      sum = Relaxed.multiplyAdd(
        residuals[unchecked: row], values[unchecked: column.start &+ row] - column.centre, sum)
    }
    sums[next] += sum * column.factor
    next += 1
  }
}

/// Sets residuals and curvatures of some rows, and sums loss and residuals.
///
/// With e = exp(-|η|) nothing overflows and no digits cancel, however far out a row is.
func weighRows(
  _ rows: Range<Int>, predictors: Span<Double>, outcomes: Span<Double>, shares: Span<Double>,
  residuals: inout MutableSpan<Double>, curvatures: inout MutableSpan<Double>
) -> (loss: Double, residual: Double) {
  precondition(
    rows.lowerBound >= 0 && rows.count <= predictors.count && rows.upperBound <= outcomes.count
      && rows.upperBound <= shares.count && rows.upperBound <= residuals.count
      && rows.upperBound <= curvatures.count, "a number a row")
  var loss = 0.0
  var residualSum = 0.0
  let start = rows.lowerBound
  for offset in 0..<rows.count {
    let row = start &+ offset
    let sign = 2 * outcomes[unchecked: row] - 1
    let margin = sign * predictors[unchecked: offset]
    let share = shares[unchecked: row]
    let tail = exponential(ofNegative: -abs(margin))
    let head = 1 / (1 + tail)
    let miss = margin > 0 ? tail * head : head
    let residual = -sign * share * miss
    loss = Relaxed.sum(loss, share * ((margin < 0 ? -margin : 0) + logarithm(onePlus: tail)))
    residualSum = Relaxed.sum(residualSum, residual)
    residuals[unchecked: row] = residual
    curvatures[unchecked: row] = share * tail * head * head
  }
  return (loss, residualSum)
}

/// exp(x) for x ≤ 0, to two units in the last place, from plain arithmetic, which vectorises where
/// a call of the C library can't; under -708 it is exp(-708).
@inline(__always)
func exponential(ofNegative x: Double) -> Double {
  let held = x > -708 ? x : -708
  // Adding 1.5 · 2^52 rounds to a whole number, which then stands in the lowest bits.
  let shifted = held * 1.4426950408889634 + 6_755_399_441_055_744
  let whole = shifted - 6_755_399_441_055_744
  // x - k log 2 in two parts, the first of which k divides without rounding.
  let rest = (held - whole * 0.693147180369123816490) - whole * 1.90821492927058770002e-10
  // Taylor's series: at |rest| ≤ (log 2)/2 the first term left out is under 1e-17.
  var sum = 1.0 / 6_227_020_800
  sum = Relaxed.multiplyAdd(sum, rest, 1.0 / 479_001_600)
  sum = Relaxed.multiplyAdd(sum, rest, 1.0 / 39_916_800)
  sum = Relaxed.multiplyAdd(sum, rest, 1.0 / 3_628_800)
  sum = Relaxed.multiplyAdd(sum, rest, 1.0 / 362_880)
  sum = Relaxed.multiplyAdd(sum, rest, 1.0 / 40_320)
  sum = Relaxed.multiplyAdd(sum, rest, 1.0 / 5_040)
  sum = Relaxed.multiplyAdd(sum, rest, 1.0 / 720)
  sum = Relaxed.multiplyAdd(sum, rest, 1.0 / 120)
  sum = Relaxed.multiplyAdd(sum, rest, 1.0 / 24)
  sum = Relaxed.multiplyAdd(sum, rest, 1.0 / 6)
  sum = Relaxed.multiplyAdd(sum, rest, 0.5)
  sum = Relaxed.multiplyAdd(sum, rest, 1)
  sum = Relaxed.multiplyAdd(sum, rest, 1)
  return sum * Double(bitPattern: (shifted.bitPattern &+ 1023) << 52)
}

/// log(1 + t) for t from 0 to 1, to two units in the last place.
@inline(__always)
func logarithm(onePlus t: Double) -> Double {
  // 2 artanh(s), whose series at s ≤ 1/3 falls by a ninth a term.
  let s = t / (2 + t)
  let square = s * s
  var sum = 1.0 / 33
  sum = Relaxed.multiplyAdd(sum, square, 1.0 / 31)
  sum = Relaxed.multiplyAdd(sum, square, 1.0 / 29)
  sum = Relaxed.multiplyAdd(sum, square, 1.0 / 27)
  sum = Relaxed.multiplyAdd(sum, square, 1.0 / 25)
  sum = Relaxed.multiplyAdd(sum, square, 1.0 / 23)
  sum = Relaxed.multiplyAdd(sum, square, 1.0 / 21)
  sum = Relaxed.multiplyAdd(sum, square, 1.0 / 19)
  sum = Relaxed.multiplyAdd(sum, square, 1.0 / 17)
  sum = Relaxed.multiplyAdd(sum, square, 1.0 / 15)
  sum = Relaxed.multiplyAdd(sum, square, 1.0 / 13)
  sum = Relaxed.multiplyAdd(sum, square, 1.0 / 11)
  sum = Relaxed.multiplyAdd(sum, square, 1.0 / 9)
  sum = Relaxed.multiplyAdd(sum, square, 1.0 / 7)
  sum = Relaxed.multiplyAdd(sum, square, 1.0 / 5)
  sum = Relaxed.multiplyAdd(sum, square, 1.0 / 3)
  sum = Relaxed.multiplyAdd(sum, square, 1)
  return 2 * s * sum
}
