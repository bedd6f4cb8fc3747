/// Σ w z zᵀ of an intercept and numeric columns in `Float`, a strip of 256 rows at a time.
///
/// √w z is kept as scratch; then each 3 columns meet each 2 in registers, so that a number loaded
/// takes part in several products. Sums of a strip are added in `Double`.
final class SingleGram {
  private static let stripTiles = 4
  private static let stripVectors = stripTiles * FeatureBlock.tileVectors

  private let columns: Int
  /// The intercept and the columns, rounded up to a multiple of 6; those added stay 0.
  private let order: Int
  private let strip: LaneBuffer<Float>
  private let root = LaneBuffer<Float>(count: FeatureBlock.tileRows)
  private let totals: LaneBuffer<Double>
  private var tiles = 0

  init(columns: Int) {
    self.columns = columns
    order = (columns + 6) / 6 * 6
    strip = LaneBuffer(count: order * Self.stripVectors * 16)
    totals = LaneBuffer(count: order * order)
  }

  /// Adds a tile with the curvature w of its rows.
  func add(_ values: UnsafePointer<SIMD16<Float>>, curvature: UnsafePointer<Float>) {
    let root = root.numbers
    for row in 0..<FeatureBlock.tileRows { root[row] = curvature[row].squareRoot() }
    let weights = self.root.vectors(SIMD16<Float>.self)
    let (first, second, third, fourth) = (weights[0], weights[1], weights[2], weights[3])
    var target = strip.vectors(SIMD16<Float>.self) + tiles * FeatureBlock.tileVectors
    (target[0], target[1], target[2], target[3]) = (first, second, third, fourth)
    var source = values
    for _ in 0..<columns {
      target += Self.stripVectors
      target[0] = first * source[0]
      target[1] = second * source[1]
      target[2] = third * source[2]
      target[3] = fourth * source[3]
      source += FeatureBlock.tileVectors
    }
    tiles += 1
    if tiles == Self.stripTiles { flush() }
  }

  private func flush() {
    let vectors = tiles * FeatureBlock.tileVectors
    let strip = strip.vectors(SIMD16<Float>.self)
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
    _ rows: UnsafePointer<SIMD16<Float>>, _ columns: UnsafePointer<SIMD16<Float>>, vectors: Int,
    to totals: UnsafeMutablePointer<Double>
  ) {
    let length = Self.stripVectors
    let zero = SIMD16<Float>(repeating: 0)
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
    totals[0] += Double(LaneMath.sum(s00))
    totals[1] += Double(LaneMath.sum(s01))
    totals[order] += Double(LaneMath.sum(s10))
    totals[order + 1] += Double(LaneMath.sum(s11))
    totals[2 * order] += Double(LaneMath.sum(s20))
    totals[2 * order + 1] += Double(LaneMath.sum(s21))
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
