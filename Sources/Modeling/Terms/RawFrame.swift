/// One column as it comes from a table, before it becomes columns of a design.
public enum RawColumn: Sendable, Equatable {
  /// Numbers; what is not finite is missing.
  case numeric([Double])
  /// Codes into `levels`; -1 is missing.
  case categorical(codes: [Int32], levels: [String])

  var count: Int {
    switch self {
    case .numeric(let values): values.count
    case .categorical(let codes, _): codes.count
    }
  }
}

/// Named raw columns of equal length.
public struct RawFrame: Sendable, Equatable {
  /// The number of rows.
  public let rows: Int
  /// One name a column, in order, each once.
  public let names: [String]
  /// The columns.
  public let columns: [RawColumn]

  /// Makes a frame from its columns.
  ///
  /// - Precondition: names are unique, and so are the levels of a column; each column has `rows`
  ///   elements; each code is -1 or an index into its levels.
  public init(rows: Int, columns: [(name: String, column: RawColumn)]) {
    precondition(Set(columns.map(\.name)).count == columns.count, "a frame's names are unique")
    for (_, column) in columns {
      precondition(column.count == rows, "a frame's columns are of one length")
      if case .categorical(let codes, let levels) = column {
        precondition(Set(levels).count == levels.count, "a column's levels are unique")
        precondition(
          codes.allSatisfy { $0 >= -1 && Int($0) < levels.count }, "a code is -1 or names a level")
      }
    }
    self.rows = rows
    names = columns.map(\.name)
    self.columns = columns.map(\.column)
  }

  /// The column of a name.
  func column(named name: String) throws(TermError) -> RawColumn {
    guard let index = names.firstIndex(of: name) else { throw .columnAbsent(name) }
    return columns[index]
  }

  /// The rows of the given numbers, in that order.
  public func taking(_ rows: [Int]) -> RawFrame {
    RawFrame(
      rows: rows.count,
      columns: zip(names, columns).map { name, column in
        switch column {
        case .numeric(let values): (name, .numeric(rows.map { values[$0] }))
        case .categorical(let codes, let levels):
          (name, .categorical(codes: rows.map { codes[$0] }, levels: levels))
        }
      })
  }
}
