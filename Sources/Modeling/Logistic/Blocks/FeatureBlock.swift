/// Up to 4,096 rows of features, packed for passes that take them in order.
///
/// Rows stand in tiles of 32, a tile small enough for a first-level cache. Within a tile each numeric
/// column is 32 numbers in a row, and each table of codes 32 codes. Rows past the end hold zeros and
/// weigh nothing, so that every loop runs over whole tiles.
public struct FeatureBlock: Sendable {
  /// The rows of a full block: after so many, sums in `Float` are added to those in `Double`.
  public static let rows = 4096
  /// The rows of a tile.
  static let tileRows = 32
  /// The vectors of 16 rows in a tile.
  static let tileVectors = 2

  /// The number of tiles.
  private(set) var tiles: Int
  /// Where they begin in what is stored, which other blocks may share.
  private var firstTile = 0
  /// The numbers: vector v of column j of tile t stands at (t · columns + j) · 2 + v.
  private(set) var values: [SIMD16<Float>]
  /// Joint codes: row r of table k of tile t stands at (t · tables + k) · 32 + r.
  private(set) var codes: [UInt16]
  /// Case weights, negative where the outcome is 0: two vectors a tile.
  private(set) var votes: [SIMD16<Float>]

  /// A block of rows that are all zero and weigh nothing.
  init(tiles: Int, shape: FeatureShape) {
    self.tiles = tiles
    values = [SIMD16<Float>](
      repeating: .zero, count: max(1, tiles * shape.numeric.count * Self.tileVectors))
    codes = [UInt16](
      repeating: 0, count: max(1, tiles * shape.tables.count * Self.tileRows))
    votes = [SIMD16<Float>](repeating: .zero, count: tiles * Self.tileVectors)
  }

  /// A block of the given number of rows, filled by closures that write to it.
  ///
  /// - Parameters:
  ///   - rows: 1 to 4,096.
  ///   - shape: The columns.
  ///   - number: z of a numeric column and a row.
  ///   - code: The code of a categorical column and a row, which must be one of its levels.
  ///   - outcome: Whether a row's outcome is 1.
  ///   - weight: The case weight of a row, finite and not negative; nil for 1.
  public init(
    rows: Int, shape: FeatureShape, number: (_ column: Int, _ row: Int) -> Float,
    code: (_ column: Int, _ row: Int) -> UInt16 = { _, _ in 0 }, outcome: (_ row: Int) -> Bool,
    weight: ((_ row: Int) -> Float)? = nil
  ) {
    precondition((1...Self.rows).contains(rows), "a block has 1 to 4,096 rows")
    self.init(tiles: (rows + Self.tileRows - 1) / Self.tileRows, shape: shape)
    for column in shape.numeric.indices {
      setColumn(column, of: shape.numeric.count, rows: rows) { number(column, $0) }
    }
    for (table, description) in shape.tables.enumerated() {
      for (member, column) in description.members.enumerated() {
        addCodes(member, of: table, rows: rows, shape: shape) { code(column, $0) }
      }
    }
    setVotes(rows: rows) { row in
      let weight = weight?(row) ?? 1
      precondition(weight >= 0 && weight.isFinite, "a weight is finite and not negative")
      return outcome(row) ? weight : -weight
    }
  }

  /// Stores z of the first rows of a column, of `columns` numeric ones.
  @inline(__always)
  mutating func setColumn(
    _ column: Int, of columns: Int, rows: Int, _ number: (_ row: Int) -> Float
  ) {
    values.withUnsafeMutableBytes { bytes in
      let values = bytes.bindMemory(to: Float.self)
      for tile in 0..<tiles {
        let start = (tile * columns + column) * Self.tileRows
        let first = tile * Self.tileRows
        for row in 0..<min(Self.tileRows, rows - first) {
          values[start + row] = number(first + row)
        }
      }
    }
  }

  /// Adds the codes of the first rows of a member column to the joint codes of its table.
  @inline(__always)
  mutating func addCodes(
    _ member: Int, of table: Int, rows: Int, shape: FeatureShape, _ code: (_ row: Int) -> UInt16
  ) {
    let levels = shape.tables[table].levels[member]
    let stride = UInt16(shape.tables[table].strides[member])
    var largest: UInt16 = 0
    codes.withUnsafeMutableBufferPointer { codes in
      for tile in 0..<tiles {
        let start = (tile * shape.tables.count + table) * Self.tileRows
        let first = tile * Self.tileRows
        for row in 0..<min(Self.tileRows, rows - first) {
          let code = code(first + row)
          largest = max(largest, code)
          codes[start + row] &+= code &* stride
        }
      }
    }
    precondition(Int(largest) < levels, "a code names one of its column's levels")
  }

  /// Stores the votes of the first rows: their weights, negative where the outcome is 0.
  @inline(__always)
  mutating func setVotes(rows: Int, _ vote: (_ row: Int) -> Float) {
    votes.withUnsafeMutableBytes { bytes in
      let votes = bytes.bindMemory(to: Float.self)
      for row in 0..<rows { votes[row] = vote(row) }
    }
  }

  /// Hands out numbers, codes and votes of each tile.
  @inline(__always)
  func eachTile(
    _ shape: FeatureShape,
    _ body: (
      _ values: UnsafePointer<Float>, _ codes: UnsafePointer<UInt16>,
      _ votes: UnsafePointer<Float>
    ) -> Void
  ) {
    let columns = shape.numeric.count
    let tables = shape.tables.count
    values.withUnsafeBytes { values in
      codes.withUnsafeBufferPointer { codes in
        votes.withUnsafeBytes { votes in
          // No array is empty: the initialiser sees to it.
          guard let values = values.baseAddress, let codes = codes.baseAddress,
            let votes = votes.baseAddress
          else { return }
          let numbers = values.assumingMemoryBound(to: Float.self)
          let weights = votes.assumingMemoryBound(to: Float.self)
          for tile in firstTile..<firstTile + tiles {
            let first = tile * Self.tileRows
            body(numbers + first * columns, codes + first * tables, weights + first)
          }
        }
      }
    }
  }

  /// One of the tiles, by reference.
  func tile(_ tile: Int) -> FeatureBlock {
    var part = self
    part.firstTile += tile
    part.tiles = 1
    return part
  }

  /// The same rows in memory of their own, so that what is stored beside them can go.
  func copied(_ shape: FeatureShape) -> FeatureBlock {
    var copy = self
    func cut<Value>(_ stored: [Value], _ perTile: Int) -> [Value] {
      Array(stored[firstTile * perTile..<(firstTile + tiles) * perTile])
    }
    // A block without columns keeps its one unused number.
    if !shape.numeric.isEmpty { copy.values = cut(values, shape.numeric.count * Self.tileVectors) }
    if !shape.tables.isEmpty { copy.codes = cut(codes, shape.tables.count * Self.tileRows) }
    copy.votes = cut(votes, Self.tileVectors)
    copy.firstTile = 0
    return copy
  }
}
