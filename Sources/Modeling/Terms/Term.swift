/// One column of a design, as a function of one raw column; a plain value that can be stored.
public struct Term: Sendable, Equatable, Codable {
  /// What is made of the raw column.
  public enum Kind: Sendable, Equatable, Codable {
    /// (value - centre) / scale of a numeric column; 0, the training mean, where it is missing.
    case linear(centre: Double, scale: Double)
    /// The same, held within ±`bound`: who stands far out counts as someone who stands there.
    case bounded(centre: Double, scale: Double)
    /// 1 where the value is missing, else 0.
    case missing
    /// 1 where the value is this level, else 0.
    case level(String)
    /// 1 where the value is none of the levels with a term of their own or in the reference:
    /// the levels too rare in training and those never seen there. A missing value is one of the
    /// others unless `missingIsKept`.
    case otherLevels(kept: [String], missingIsKept: Bool)
    /// The value of the cell that the row falls into, along one axis or two; the last axis runs
    /// fastest, and the first one's column is the term's.
    case table(axes: [TermAxis], values: [Double])
    /// The value of the segment that the row falls into; the first question's column is the term's.
    case segments(SegmentTree)
  }

  /// How many standard deviations a bounded term goes from the training mean.
  public static let bound = 3.0

  /// The name of the raw column; of a pair's table, of the first one.
  public let column: String
  /// What is made of it.
  public let kind: Kind
  /// The mean of the term over the training rows.
  public let trainingMean: Double

  /// Makes a term from its parts.
  public init(column: String, kind: Kind, trainingMean: Double) {
    self.column = column
    self.kind = kind
    self.trainingMean = trainingMean
  }

  /// Makes a table of one axis or two.
  ///
  /// - Precondition: there is one value a cell.
  public init(axes: [TermAxis], values: [Double], trainingMean: Double) {
    precondition(
      (1...2).contains(axes.count) && values.count == axes.reduce(1) { $0 * $1.count },
      "a table has one axis or two, and a value for each cell")
    self.init(
      column: axes[0].column, kind: .table(axes: axes, values: values), trainingMean: trainingMean)
  }

  /// Makes a term of segments.
  public init(segments: SegmentTree) {
    self.init(
      column: segments.columns.first ?? "", kind: .segments(segments), trainingMean: segments.mean)
  }

  /// The names of the raw columns, each once.
  public var columns: [String] {
    switch kind {
    case .table(let axes, _): axes.map(\.column)
    case .segments(let tree): tree.columns
    default: [column]
    }
  }

  /// The name for reports and fits: `age`, `age: missing`, `party = DEM`, `party: other levels`,
  /// `age: curve`, `age × party`.
  public var name: String {
    switch kind {
    case .linear, .bounded: column
    case .missing: "\(column): missing"
    case .level(let level): "\(column) = \(level)"
    case .otherLevels: "\(column): other levels"
    case .table(let axes, _):
      axes.count == 1 ? "\(column): curve" : columns.joined(separator: " × ")
    case .segments: "segments by \(columns.joined(separator: ", "))"
    }
  }

  /// The term's values for some rows of a frame.
  public func values(of frame: RawFrame, rows: [Int]) throws(TermError) -> [Double] {
    if case .table(let axes, let values) = kind {
      var places = [Int](repeating: 0, count: rows.count)
      for axis in axes {
        guard let cells = axis.cells(of: try frame.column(named: axis.column), rows: rows) else {
          throw .columnOfOtherType(axis.column)
        }
        for (index, cell) in cells.enumerated() {
          places[index] = places[index] * axis.count + Int(cell)
        }
      }
      return places.map { values[$0] }
    }
    if case .segments(let tree) = kind {
      var values = [Double](repeating: 0, count: rows.count)
      try tree.eachRow(of: frame, rows: rows, places: Array(rows.indices)) {
        values[$0] = $1
      } move: { _, _, _ in
      }
      return values
    }
    return try TermReader(self, frame).values(rows)
  }

  /// What each column adds to the term's values beyond the training mean, one a row.
  ///
  /// A table's are halved between its columns, as Shapley values of a pure pair are; what a segment
  /// says goes to the answers on the way there, by how much each moved the mean.
  func shares(
    of frame: RawFrame, rows: [Int]
  ) throws(TermError) -> [(column: String, values: [Double])] {
    if case .segments(let tree) = kind {
      let zeros = [Double](repeating: 0, count: rows.count)
      var moves = Dictionary(uniqueKeysWithValues: tree.columns.map { ($0, zeros) })
      try tree.eachRow(of: frame, rows: rows, places: Array(rows.indices)) { _, _ in
      } move: {
        moves[$0]?[$1] += $2
      }
      return tree.columns.map { ($0, moves[$0] ?? zeros) }
    }
    let values = try values(of: frame, rows: rows)
    let columns = columns
    return columns.map { column in
      (column, values.map { ($0 - trainingMean) / Double(columns.count) })
    }
  }
}
