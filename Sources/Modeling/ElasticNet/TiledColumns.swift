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
  /// Tile after tile, and in each column after column.
  private let values: [Float]

  /// Packs the `used` columns, none of which is constant.
  init(_ design: DesignMatrix, used: [Int], scaling: ColumnScaling) {
    let tiles = (design.rows + Self.tile - 1) / Self.tile
    var packed = [Float](repeating: 0, count: tiles * used.count * Self.tile)
    var target = packed.mutableSpan
    let source = design.values.span
    for (place, column) in used.enumerated() {
      let centre = scaling.centres[column]
      let inverseScale = 1 / scaling.scales[column]
      for tile in 0..<tiles {
        let first = tile * Self.tile
        let start = (tile * used.count + place) * Self.tile
        let rows = min(Self.tile, design.rows - first)
        let slice = source.extracting(
          column * design.rows + first..<column * design.rows + first + rows)
        for row in 0..<rows { target[start + row] = Float((slice[row] - centre) * inverseScale) }
      }
    }
    self.tiles = tiles
    count = used.count
    values = packed
  }

  /// A column's value in a row.
  subscript(row: Int, column: Int) -> Double {
    Double(values[start(row / Self.tile, column) + row % Self.tile])
  }

  /// Adds columns, each times its coefficient, to a tile's predictors.
  func add(
    _ columns: [(column: Int, coefficient: Double)], ofTile tile: Int,
    to predictors: inout MutableSpan<Double>
  ) {
    precondition(predictors.count == Self.tile && tile < tiles, "a number a row of the tile")
    precondition(columns.allSatisfy { $0.column < count }, "a column lies in its matrix")
    let values = values.span
    var next = 0
    // Four at a time, so that a predictor is read and written once for four columns.
    while next + 4 <= columns.count {
      let (a, b, c, d) = (columns[next], columns[next + 1], columns[next + 2], columns[next + 3])
      let (first, second) = (start(tile, a.column), start(tile, b.column))
      let (third, fourth) = (start(tile, c.column), start(tile, d.column))
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
      let first = start(tile, column)
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
    let values = values.span
    var next = 0
    while next + 4 <= columns.count {
      let (first, second) = (start(tile, columns[next]), start(tile, columns[next + 1]))
      let (third, fourth) = (start(tile, columns[next + 2]), start(tile, columns[next + 3]))
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
      let first = start(tile, columns[place])
      var sum = 0.0
      for row in 0..<Self.tile {
        sum = Relaxed.multiplyAdd(
          residuals[unchecked: row], Double(values[unchecked: first &+ row]), sum)
      }
      sums[place] += sum
    }
  }

  private func start(_ tile: Int, _ column: Int) -> Int { (tile * count + column) * Self.tile }
}
