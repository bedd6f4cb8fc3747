/// Named columns of numbers, stored column after column: `values[column * rows + row]`.
public struct DesignMatrix: Sendable, Equatable {
  /// The number of rows.
  public let rows: Int
  /// One name a column, in order.
  public let names: [String]
  /// The numbers, `rows * names.count` of them, column after column.
  public let values: [Double]

  /// Makes a matrix from its column-major values.
  ///
  /// - Precondition: `values.count == rows * names.count`.
  public init(rows: Int, names: [String], values: [Double]) {
    precondition(values.count == rows * names.count, "a design matrix needs rows * columns values")
    self.rows = rows
    self.names = names
    self.values = values
  }

  /// The number of columns.
  public var columns: Int { names.count }

  /// The number at a row and a column, both counted from 0.
  public subscript(row: Int, column: Int) -> Double { values[column * rows + row] }

  /// The columns of the given numbers, in that order.
  public func selecting(_ columns: [Int]) -> DesignMatrix {
    DesignMatrix(
      rows: rows, names: columns.map { names[$0] },
      values: columns.flatMap { values[$0 * rows..<($0 + 1) * rows] })
  }
}
