/// Σ w z zᵀ of an intercept and numeric columns, a strip of rows at a time.
///
/// √w z is kept as scratch, a kilobyte a column; then each 4 columns meet each 3 in registers, so that
/// a number loaded takes part in several products. Sums of a strip are added in `Double`.
final class BlockGram<Vector: Lanes> {
  typealias Number = Vector.Scalar

  private static var stripTiles: Int {
    1024 / (MemoryLayout<Number>.stride * FeatureBlock.tileRows)
  }
  private static var stripVectors: Int {
    stripTiles * FeatureBlock.tileRows / Vector.scalarCount
  }

  private let columns: Int
  /// The intercept and the columns, rounded up to a multiple of 4; those added stay 0.
  private let order: Int
  /// As many again to a multiple of 3.
  private let width: Int
  private let strip: LaneBuffer<Number>
  private let root = LaneBuffer<Number>(count: FeatureBlock.tileRows)
  private let totals: LaneBuffer<Double>
  private var tiles = 0

  init(columns: Int) {
    self.columns = columns
    order = (columns + 4) / 4 * 4
    width = order + 2
    strip = LaneBuffer(count: width * Self.stripVectors * Vector.scalarCount)
    totals = LaneBuffer(count: order * width)
  }

  /// Adds a tile, each column `stride` numbers after the one before, with the curvature w of its rows.
  func add<Stored: BinaryFloatingPoint>(
    _ values: UnsafePointer<Stored>, stride: Int, curvature: UnsafePointer<Number>
  ) {
    let root = root.numbers
    let rows = FeatureBlock.tileRows
    let length = Self.stripVectors * Vector.scalarCount
    var target = strip.numbers + tiles * rows
    for row in 0..<rows {
      root[row] = curvature[row].squareRoot()
      target[row] = root[row]
    }
    for column in 0..<columns {
      let source = values + column * stride
      target += length
      for row in 0..<rows { target[row] = root[row] * Number(source[row]) }
    }
    tiles += 1
    if tiles == Self.stripTiles { flush() }
  }

  private func flush() {
    let vectors = tiles * FeatureBlock.tileRows / Vector.scalarCount
    let strip = strip.vectors(Vector.self)
    for row in stride(from: 0, to: order, by: 4) {
      for column in stride(from: 0, to: row + 4, by: 3) {
        Self.multiply(
          strip + row * Self.stripVectors, strip + column * Self.stripVectors, vectors: vectors,
          to: totals.numbers + row * width + column, width: width)
      }
    }
    tiles = 0
  }

  @inline(__always)
  private static func multiply(
    _ rows: UnsafePointer<Vector>, _ columns: UnsafePointer<Vector>, vectors: Int,
    to totals: UnsafeMutablePointer<Double>, width: Int
  ) {
    let length = stripVectors
    let zero = Vector.zero
    var (s00, s01, s02, s10, s11, s12) = (zero, zero, zero, zero, zero, zero)
    var (s20, s21, s22, s30, s31, s32) = (zero, zero, zero, zero, zero, zero)
    for vector in 0..<vectors {
      let a = columns[vector]
      let b = columns[vector + length]
      let c = columns[vector + 2 * length]
      let w = rows[vector]
      s00 = s00.adding(w, times: a)
      s01 = s01.adding(w, times: b)
      s02 = s02.adding(w, times: c)
      let x = rows[vector + length]
      s10 = s10.adding(x, times: a)
      s11 = s11.adding(x, times: b)
      s12 = s12.adding(x, times: c)
      let y = rows[vector + 2 * length]
      s20 = s20.adding(y, times: a)
      s21 = s21.adding(y, times: b)
      s22 = s22.adding(y, times: c)
      let z = rows[vector + 3 * length]
      s30 = s30.adding(z, times: a)
      s31 = s31.adding(z, times: b)
      s32 = s32.adding(z, times: c)
    }
    func add(_ row: Int, _ first: Vector, _ second: Vector, _ third: Vector) {
      let target = totals + row * width
      target[0] += Double(first.total)
      target[1] += Double(second.total)
      target[2] += Double(third.total)
    }
    add(0, s00, s01, s02)
    add(1, s10, s11, s12)
    add(2, s20, s21, s22)
    add(3, s30, s31, s32)
  }

  /// Adds the lower triangle to a matrix of more parameters.
  func finish(into hessian: inout [Double], order wide: Int) {
    flush()
    for row in 0...columns {
      for column in 0...row {
        hessian[row * wide + column] += totals.numbers[row * width + column]
      }
    }
  }
}
