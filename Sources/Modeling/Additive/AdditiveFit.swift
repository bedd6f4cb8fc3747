/// What `AdditiveRegression` learned.
public struct AdditiveFit: Sendable {
  /// A table of log odds.
  public struct Table: Sendable, Equatable {
    /// Its axes, one or two.
    public let axes: [TermAxis]
    /// By cell, the last axis running fastest.
    public let values: [Double]
  }

  /// The log odds that all tables add to.
  public let intercept: Double
  /// The tables: columns, then pairs.
  public let tables: [Table]
  /// The log odds of each row learned on, by tables that had not seen its group: honest for choosing
  /// and for calibration, though of single bags.
  public let watchedLogOdds: [Double]
  /// Columns that make no table.
  public let dropped: [TermPlan.Dropped]

  /// The log odds of some rows of a frame.
  public func logOdds(_ frame: RawFrame, rows: [Int]) -> [Double] {
    var sums = [Double](repeating: intercept, count: rows.count)
    for table in tables {
      let cells = table.axes.compactMap { axis in
        frame.names.firstIndex(of: axis.column).flatMap {
          axis.cells(of: frame.columns[$0], rows: rows)
        }
      }
      for row in rows.indices {
        var cell = 0
        for (axis, own) in zip(table.axes, cells) { cell = cell * axis.count + Int(own[row]) }
        sums[row] += table.values[cell]
      }
    }
    return sums
  }
}
