/// What `AdditiveRegression` learned.
public struct AdditiveFit: Sendable {
  /// The tables with coefficient 1, columns before pairs.
  ///
  /// Each has a mean of 0 over the training rows; so have a pair's rows and columns, for it holds
  /// only what its columns say together.
  public let model: ScoreModel
  /// The log odds that learning began from: those of the rate.
  let start: Double
  /// Numbers of the rows learned on: the training rows, or a part of them.
  public let rows: [Int]
  /// The log odds of each row learned on, by tables that had not seen its group: honest for choosing
  /// and for calibration, though of single bags.
  public let watchedLogOdds: [Double]
  /// The cells of those rows.
  let grid: CellGrid
  /// Columns that make no table.
  public let dropped: [TermPlan.Dropped]
}
