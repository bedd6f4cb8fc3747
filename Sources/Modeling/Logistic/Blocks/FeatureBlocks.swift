internal import RealModule

/// Packed rows in memory.
public struct FeatureBlocks: FeatureBlockSource {
  /// A column to pack.
  public enum Column: Sendable {
    /// Numbers that a `Float` holds as they are: the model is of exactly these.
    case numbers([Float])
    /// Codes, each a place among the levels' names.
    case codes([UInt16], levels: [String])
  }

  /// The columns and the number of rows.
  public let shape: FeatureShape
  private let blocks: [FeatureBlock]

  /// The block of a number.
  public func block(_ number: Int) -> FeatureBlock { blocks[number] }

  init(shape: FeatureShape, blocks: [FeatureBlock]) {
    self.shape = shape
    self.blocks = blocks
  }

  /// The first blocks.
  func first(_ count: Int) -> FeatureBlocks {
    FeatureBlocks(shape: shape.first(count), blocks: Array(blocks.prefix(count)))
  }

  /// Packs columns.
  ///
  /// Numeric columns stand before categorical ones, each kind in the given order. What is stored of
  /// a number is exact: a column is divided by a power of 2, and a centre is taken off only where
  /// that rounds no number.
  ///
  /// - Parameters:
  ///   - columns: Names and columns, each with one element a row.
  ///   - outcomes: 0 or 1, one a row.
  ///   - weights: Case weights of at least 0, one a row, kept as `Float`; nil for all 1.
  ///   - threads: How many threads pack; the result doesn't depend on it.
  /// - Throws: `LogisticError` for a number, an outcome or a weight that is none.
  /// - Precondition: all columns have one element a row; codes name levels.
  public init(
    _ columns: [(name: String, column: Column)], outcomes: [Double], weights: [Float]? = nil,
    threads: Int = Parts.processors
  ) throws(LogisticError) {
    var numbers: [(name: String, values: [Float])] = []
    var codes: [(name: String, values: [UInt16], levels: [String])] = []
    for (name, column) in columns {
      switch column {
      case .numbers(let values): numbers.append((name, values))
      case .codes(let values, let levels): codes.append((name, values, levels))
      }
    }
    precondition(
      numbers.allSatisfy { $0.values.count == outcomes.count }
        && codes.allSatisfy { $0.values.count == outcomes.count }
        && weights?.count ?? outcomes.count == outcomes.count,
      "packed columns have one element a row")
    try Self.check(outcomes, weights)
    let shape = FeatureShape(
      rows: outcomes.count,
      numeric: numbers.map { Self.description($0.name, $0.values) },
      categorical: codes.map { FeatureShape.Categorical(name: $0.name, levels: $0.levels) })
    let packer = BlockPacker(
      shape: shape, numbers: numbers.map(\.values), codes: codes.map(\.values),
      outcomes: outcomes, weights: weights)
    self = try packer.blocks(threads: threads)
  }

  /// Checks outcomes and weights.
  private static func check(_ outcomes: [Double], _ weights: [Float]?) throws(LogisticError) {
    if let row = outcomes.firstIndex(where: { $0 != 0 && $0 != 1 }) {
      throw .outcomeNotBinary(row: row)
    }
    if let row = weights?.firstIndex(where: { !($0 >= 0 && $0.isFinite) }) {
      throw .weightInvalid(row: row)
    }
  }

  /// Centre and scale of a column by a thousand of its rows: a power of 2 near the deviation, and the
  /// mean where it is far from 0.
  private static func description(_ name: String, _ values: [Float]) -> FeatureShape.Numeric {
    let step = max(1, values.count / 1000)
    let some = stride(from: 0, to: values.count, by: step).map { Double(values[$0]) }
    let mean = some.reduce(0, +) / Double(max(1, some.count))
    let variance =
      some.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / Double(max(1, some.count))
    let deviation = variance.squareRoot()
    // A number that is none is told by the packer, with its row.
    guard deviation.isFinite else { return FeatureShape.Numeric(name: name) }
    let size = deviation > 0 ? deviation : max(abs(mean), 1e-30)
    return FeatureShape.Numeric(
      name: name, centre: abs(mean) > 4 * deviation ? Double(Float(mean)) : 0,
      scale: Double.exp2(Double.log2(size).rounded()))
  }
}
