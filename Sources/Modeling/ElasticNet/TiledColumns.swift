internal import RealModule

/// Columns centred and scaled, in single precision and tiles of rows, so that a pass reads memory from
/// front to back and half as much of it.
///
/// A value is off by at most 6e-8 of itself, once for all passes: the minimum is that of these values,
/// within about 1e-8 of the columns' own. Sums are in double precision.
struct TiledColumns {
  /// Rows in a tile: a column's numbers in it are a page of 4 KiB, which the processor reads ahead.
  ///
  /// Tiles of 128 rows take twice the time.
  static let tile = 1024

  /// The number of tiles; rows past the end of the last one are zeros.
  let tiles: Int
  /// The number of columns.
  let count: Int
  /// The numbers of each tile, column after column.
  private let values: [[Float]]

  /// Packs the `used` columns, none of which is constant.
  init(_ design: DesignMatrix, used: [Int], scaling: ColumnScaling, threads: Int) {
    let tiles = (design.rows + Self.tile - 1) / Self.tile
    self.tiles = tiles
    count = used.count
    let length = used.count * Self.tile
    values = Parts.map(tiles, threads: threads) { tile in
      var packed = [Float](repeating: 0, count: length)
      var target = packed.mutableSpan
      let first = tile * Self.tile
      let rows = min(Self.tile, design.rows - first)
      for (place, column) in used.enumerated() {
        let centre = scaling.centres[column]
        let inverseScale = 1 / scaling.scales[column]
        let start = place * Self.tile
        let source = design.values.span.extracting(
          column * design.rows + first..<column * design.rows + first + rows)
        for row in 0..<rows { target[start + row] = Float((source[row] - centre) * inverseScale) }
      }
      return packed
    }
  }

  /// A column's value in a row.
  subscript(row: Int, column: Int) -> Double {
    Double(values[row / Self.tile][column * Self.tile + row % Self.tile])
  }

  /// Adds columns, each times its coefficient, to a tile's predictors.
  func add(
    _ columns: [(column: Int, coefficient: Double)], ofTile tile: Int,
    to predictors: inout MutableSpan<Double>
  ) {
    precondition(predictors.count == Self.tile && tile < tiles, "a number a row of the tile")
    precondition(columns.allSatisfy { $0.column < count }, "a column lies in its matrix")
    let packed = self.values[tile]
    let values = packed.span
    var next = 0
    // Four at a time, so that a predictor is read and written once for four columns.
    while next + 4 <= columns.count {
      let (a, b, c, d) = (columns[next], columns[next + 1], columns[next + 2], columns[next + 3])
      let (first, second) = (a.column * Self.tile, b.column * Self.tile)
      let (third, fourth) = (c.column * Self.tile, d.column * Self.tile)
      for row in 0..<Self.tile {
        var sum = predictors[unchecked: row]
        sum = Relaxed.multiplyAdd(a.coefficient, Double(values[unchecked: first &+ row]), sum)
        sum = Relaxed.multiplyAdd(b.coefficient, Double(values[unchecked: second &+ row]), sum)
        sum = Relaxed.multiplyAdd(c.coefficient, Double(values[unchecked: third &+ row]), sum)
        sum = Relaxed.multiplyAdd(d.coefficient, Double(values[unchecked: fourth &+ row]), sum)
        predictors[unchecked: row] = sum
      }
      next += 4
    }
    for (column, coefficient) in columns[next...] {
      let first = column * Self.tile
      for row in 0..<Self.tile {
        predictors[unchecked: row] = Relaxed.multiplyAdd(
          coefficient, Double(values[unchecked: first &+ row]), predictors[unchecked: row])
      }
    }
  }

  /// Adds the products of a tile's residuals with columns to a sum a column.
  func addProducts(
    of columns: [Int], ofTile tile: Int, with residuals: Span<Double>,
    to sums: inout MutableSpan<Double>
  ) {
    precondition(residuals.count == Self.tile && tile < tiles, "a number a row of the tile")
    precondition(
      columns.count == sums.count && columns.allSatisfy { $0 < count }, "a sum a column")
    let packed = self.values[tile]
    let values = packed.span
    var next = 0
    while next + 4 <= columns.count {
      let (first, second) = (columns[next] * Self.tile, columns[next + 1] * Self.tile)
      let (third, fourth) = (columns[next + 2] * Self.tile, columns[next + 3] * Self.tile)
      var (a, b, c, d) = (0.0, 0.0, 0.0, 0.0)
      for row in 0..<Self.tile {
        let residual = residuals[unchecked: row]
        a = Relaxed.multiplyAdd(residual, Double(values[unchecked: first &+ row]), a)
        b = Relaxed.multiplyAdd(residual, Double(values[unchecked: second &+ row]), b)
        c = Relaxed.multiplyAdd(residual, Double(values[unchecked: third &+ row]), c)
        d = Relaxed.multiplyAdd(residual, Double(values[unchecked: fourth &+ row]), d)
      }
      sums[next] += a
      sums[next + 1] += b
      sums[next + 2] += c
      sums[next + 3] += d
      next += 4
    }
    for place in next..<columns.count {
      let first = columns[place] * Self.tile
      var sum = 0.0
      for row in 0..<Self.tile {
        sum = Relaxed.multiplyAdd(
          residuals[unchecked: row], Double(values[unchecked: first &+ row]), sum)
      }
      sums[place] += sum
    }
  }
}
