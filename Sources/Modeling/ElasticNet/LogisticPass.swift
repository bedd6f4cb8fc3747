/// An intercept and one coefficient for each column of a pass, on the scale of centred and scaled
/// columns.
struct ScaledPoint: Equatable {
  var intercept: Double
  var coefficients: [Double]
}

/// All that an elastic-net solver asks of the data: the mean logistic loss over weighted rows, of
/// centred and scaled columns, and its first derivatives at the point moved to last.
protocol LogisticPass {
  /// The number of rows.
  var rows: Int { get }
  /// The number of columns.
  var columns: Int { get }
  /// How many threads work for it.
  var threads: Int { get }
  /// Goes to a point: the mean loss there, its slope in the intercept, and its slope in each of
  /// the chosen columns.
  mutating func move(
    to point: ScaledPoint, slopesOf chosen: [Int]
  ) -> (loss: Double, intercept: Double, slopes: [Double])
  /// The loss's slope in each of the chosen columns, where the pass stands.
  func slopes(of chosen: [Int]) -> [Double]
  /// Each row's share of the loss's curvature in its linear predictor, w p (1 - p) / W.
  var curvatures: [Double] { get }
  /// Each row's share of the weight, w / W.
  var shares: [Double] { get }
  /// The scaled values of a column at the chosen rows.
  func values(of column: Int, rows: [Int]) -> [Double]
}
