/// What `AdditiveRegression` learned.
public struct AdditiveFit: Sendable {
  /// The tables with coefficient 1: columns, then pairs, each with a mean of 0 over the training
  /// rows. A pair's rows and columns have means of 0 too: it holds what they only say together.
  public let model: ScoreModel
  /// Numbers of the rows learned on: the training rows, or a part of them.
  public let rows: [Int]
  /// The log odds of each row learned on, by tables that had not seen its group: honest for choosing
  /// and for calibration, though of single bags.
  public let watchedLogOdds: [Double]
  /// Columns that make no table.
  public let dropped: [TermPlan.Dropped]
}
