/// What the columns of packed rows are, and how the numbers stored stand for those given.
///
/// A model over them has one parameter for the intercept, then one a numeric column, then one a
/// level of each categorical column, in this order.
public struct FeatureShape: Sendable, Equatable {
  /// A column of numbers: what is stored is z = (x - centre) / scale, as a `Float`.
  public struct Numeric: Sendable, Equatable {
    /// The column's name.
    public var name: String
    /// What is taken off each number; any value gives the same model.
    public var centre: Double
    /// What each number is divided by, above 0; any value gives the same model.
    public var scale: Double

    /// Makes a description of a column.
    public init(name: String, centre: Double = 0, scale: Double = 1) {
      self.name = name
      self.centre = centre
      self.scale = scale
    }
  }

  /// A column of codes, each the number of a level.
  public struct Categorical: Sendable, Equatable {
    /// The column's name.
    public var name: String
    /// The names of the levels; a code is a place in this list.
    public var levels: [String]

    /// Makes a description of a column.
    ///
    /// - Precondition: there are 1 to 65,536 levels.
    public init(name: String, levels: [String]) {
      precondition((1...65_536).contains(levels.count), "a code has 16 bits")
      self.name = name
      self.levels = levels
    }
  }

  /// The number of rows.
  public private(set) var rows: Int
  /// The columns of numbers.
  public let numeric: [Numeric]
  /// The columns of codes.
  public let categorical: [Categorical]
  /// The parameter of each categorical column's first level.
  let firstLevels: [Int]
  /// The tables that categorical columns are looked up in.
  let tables: [CodeTable]
  /// Where each table begins in the tables laid end to end, and their length.
  let tableStarts: [Int]
  /// The rows of a full block: 4,096, or a tile where tiles are handed out one by one.
  private(set) var blockRows = FeatureBlock.rows

  /// Makes a shape.
  public init(rows: Int, numeric: [Numeric], categorical: [Categorical] = []) {
    self.rows = rows
    self.numeric = numeric
    self.categorical = categorical
    var next = 1 + numeric.count
    firstLevels = categorical.map { column in
      defer { next += column.levels.count }
      return next
    }
    tables = CodeTable.fused(levels: categorical.map(\.levels.count))
    var length = 0
    tableStarts =
      tables.map { table in
        defer { length += table.entries }
        return length
      } + [length]
  }

  /// The same columns of some tiles, each a block of its own.
  func ofTiles(_ count: Int) -> FeatureShape {
    var shape = self
    shape.rows = count * FeatureBlock.tileRows
    shape.blockRows = FeatureBlock.tileRows
    return shape
  }

  /// The same columns of the first blocks alone.
  func first(_ blocks: Int) -> FeatureShape {
    var shape = self
    shape.rows = min(rows, blocks * blockRows)
    return shape
  }

  /// The intercept, the numeric columns and all levels.
  public var parameterCount: Int {
    categorical.reduce(1 + numeric.count) { $0 + $1.levels.count }
  }

  /// The blocks that the rows fill.
  public var blockCount: Int { (rows + blockRows - 1) / blockRows }

  /// The rows of a block, by their numbers.
  public func rows(ofBlock block: Int) -> Range<Int> {
    block * blockRows..<min(rows, (block + 1) * blockRows)
  }

  /// The name of each parameter: the intercept's, columns', and `column=level`.
  var parameterNames: [String] {
    [LogisticFit.interceptName] + numeric.map(\.name)
      + categorical.flatMap { column in column.levels.map { "\(column.name)=\($0)" } }
  }
}
