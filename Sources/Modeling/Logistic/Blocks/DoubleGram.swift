/// Σ w z zᵀ of an intercept and numeric columns in `Double`, a strip of 128 rows at a time.
///
/// √w z is kept as scratch; then each 3 columns meet each 2 in registers, so that a number loaded
/// takes part in several products. The twin of `SingleGram`.
final class DoubleGram {
  private static let stripTiles = 2
  private static let stripVectors = stripTiles * FeatureBlock.tileRows / 8

  private let columns: Int
  /// The intercept and the columns, rounded up to a multiple of 6; those added stay 0.
  private let order: Int
  private let strip: LaneBuffer<Double>
  private let root = LaneBuffer<Double>(count: FeatureBlock.tileRows)
  private let totals: LaneBuffer<Double>
  private var tiles = 0

  init(columns: Int) {
    self.columns = columns
    order = (columns + 6) / 6 * 6
    strip = LaneBuffer(count: order * Self.stripVectors * 8)
    totals = LaneBuffer(count: order * order)
  }

  /// Adds a tile with the curvature w of its rows.
  func add(_ values: UnsafePointer<Float>, curvature: UnsafePointer<Double>) {
    let root = root.numbers
    for row in 0..<FeatureBlock.tileRows { root[row] = curvature[row].squareRoot() }
    let length = Self.stripVectors * 8
    let strip = strip.numbers + tiles * FeatureBlock.tileRows
    for row in 0..<FeatureBlock.tileRows { strip[row] = root[row] }
    for column in 0..<columns {
      let source = values + column * FeatureBlock.tileRows
      let target = strip + (column + 1) * length
      for row in 0..<FeatureBlock.tileRows { target[row] = root[row] * Double(source[row]) }
    }
    tiles += 1
    if tiles == Self.stripTiles { flush() }
  }

  private func flush() {
    let vectors = tiles * FeatureBlock.tileRows / 8
    let strip = strip.vectors(SIMD8<Double>.self)
    for row in stride(from: 0, to: order, by: 3) {
      for column in stride(from: 0, to: row + 3, by: 2) {
        multiply(
          strip + row * Self.stripVectors, strip + column * Self.stripVectors, vectors: vectors,
          to: totals.numbers + row * order + column)
      }
    }
    tiles = 0
  }

  @inline(__always)
  private func multiply(
    _ rows: UnsafePointer<SIMD8<Double>>, _ columns: UnsafePointer<SIMD8<Double>>, vectors: Int,
    to totals: UnsafeMutablePointer<Double>
  ) {
    let length = Self.stripVectors
    let zero = SIMD8<Double>(repeating: 0)
    var (s00, s01, s10, s11, s20, s21) = (zero, zero, zero, zero, zero, zero)
    for vector in 0..<vectors {
      let a = columns[vector]
      let b = columns[vector + length]
      let x = rows[vector]
      s00 += x * a
      s01 += x * b
      let y = rows[vector + length]
      s10 += y * a
      s11 += y * b
      let z = rows[vector + 2 * length]
      s20 += z * a
      s21 += z * b
    }
    totals[0] += LaneMath.sum(s00)
    totals[1] += LaneMath.sum(s01)
    totals[order] += LaneMath.sum(s10)
    totals[order + 1] += LaneMath.sum(s11)
    totals[2 * order] += LaneMath.sum(s20)
    totals[2 * order + 1] += LaneMath.sum(s21)
  }

  /// Adds the lower triangle to a matrix of more parameters.
  func finish(into hessian: inout [Double], order wide: Int) {
    flush()
    for row in 0...columns {
      for column in 0...row {
        hessian[row * wide + column] += totals.numbers[row * order + column]
      }
    }
  }
}
