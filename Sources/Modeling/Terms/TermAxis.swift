/// How one raw column is cut into numbered cells, along which a table of log odds runs.
///
/// Cell 0 holds the missing values. Of a numeric column, cell 1 + k holds the values with k cuts at
/// or under them; of a categorical one, cell 1 + k holds level k, and the last cell all levels that
/// have none of their own.
public struct TermAxis: Sendable, Hashable, Codable {
  /// What the cells are.
  public enum Kind: Sendable, Hashable, Codable {
    /// Rising numbers; a value that equals a cut lies above it.
    case cuts([Double])
    /// Levels with a cell of their own.
    case levels([String])
  }

  /// The name of the raw column.
  public let column: String
  /// What the cells are.
  public let kind: Kind

  /// Makes an axis from its parts.
  public init(column: String, kind: Kind) {
    self.column = column
    self.kind = kind
  }

  /// The number of cells, the missing values' included.
  public var count: Int {
    switch kind {
    case .cuts(let cuts): cuts.count + 2
    case .levels(let levels): levels.count + 2
    }
  }

  /// The axis with the cuts, or the levels, of this one and another of the same column.
  func merged(with other: TermAxis) -> TermAxis {
    switch (kind, other.kind) {
    case (.cuts(let own), .cuts(let others)):
      let cuts = (own + others).sorted()
      return TermAxis(
        column: column,
        kind: .cuts(cuts.indices.filter { $0 == 0 || cuts[$0] != cuts[$0 - 1] }.map { cuts[$0] }))
    case (.levels(let own), .levels(let others)):
      return TermAxis(
        column: column, kind: .levels(own + others.filter { !own.contains($0) }))
    default: preconditionFailure("axes of one column are of one kind")
    }
  }

  /// For each cell, the one of a coarser axis that it lies in: an axis of the same column whose
  /// cuts, or levels, are all among this one's.
  func cells(in coarser: TermAxis) -> [Int] {
    switch (kind, coarser.kind) {
    case (.cuts(let cuts), .cuts(let others)):
      return [0, 1] + cuts.map { 1 + others.countOfRising(upTo: $0) }
    case (.levels(let levels), .levels(let others)):
      let places = Dictionary(uniqueKeysWithValues: zip(others, 1...))
      return [0] + levels.map { places[$0] ?? others.count + 1 } + [others.count + 1]
    default: preconditionFailure("axes of one column are of one kind")
    }
  }

  /// The cell of each of some rows; nil where the column's type does not fit.
  func cells(of raw: RawColumn, rows: [Int]) -> [Int32]? {
    switch (kind, raw) {
    case (.cuts(let cuts), .numeric(let values)):
      return rows.map {
        values[$0].isFinite ? Int32(1 + cuts.countOfRising(upTo: values[$0])) : 0
      }
    case (.levels(let levels), .categorical(let codes, let names)):
      let own = Dictionary(uniqueKeysWithValues: zip(levels, Int32(1)...))
      let others = Int32(levels.count + 1)
      let cellOfCode = names.map { own[$0] ?? others }
      return rows.map { codes[$0] < 0 ? 0 : cellOfCode[Int(codes[$0])] }
    default:
      return nil
    }
  }
}
