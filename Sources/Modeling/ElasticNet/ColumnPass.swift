/// A pass over the columns of a design as they stand, in double precision and without a copy.
///
/// Rows are taken in blocks that stay in the cache. A column whose coefficient is 0 isn't read for
/// the predictor, nor one whose slope nobody asks for, so a pass costs what its columns cost.
struct ColumnPass: LogisticPass {
  /// Rows in a block: with two hundred columns its values fill half of a 1 MB cache.
  private static let blockRows = 256

  private let design: DesignMatrix
  private let used: [Int]
  private let centres: [Double]
  private let inverseScales: [Double]
  private let outcomes: [Double]
  let shares: [Double]
  private(set) var curvatures: [Double]
  private var residuals: [Double]

  /// Makes a pass over the `used` columns, none of which is constant.
  init(
    _ design: DesignMatrix, used: [Int], scaling: ColumnScaling, outcomes: [Double],
    weights: [Double]
  ) {
    self.design = design
    self.used = used
    centres = used.map { scaling.centres[$0] }
    inverseScales = used.map { 1 / scaling.scales[$0] }
    self.outcomes = outcomes
    let total = weights.reduce(0, +)
    shares = weights.map { $0 / total }
    curvatures = [Double](repeating: 0, count: design.rows)
    residuals = curvatures
  }

  var rows: Int { design.rows }
  var columns: Int { used.count }

  mutating func move(
    to point: ScaledPoint, slopesOf chosen: [Int]
  ) -> (loss: Double, intercept: Double, slopes: [Double]) {
    let support = columnsInUse(point)
    let gradient = chosen.map { column($0, factor: inverseScales[$0]) }
    var slopes = [Double](repeating: 0, count: chosen.count)
    var predictors = [Double](repeating: 0, count: Self.blockRows)
    var loss = 0.0
    var intercept = 0.0
    // Taken out of self, so that both can be written to at once.
    var residuals = self.residuals
    var curvatures = self.curvatures
    self.residuals = []
    self.curvatures = []
    for start in stride(from: 0, to: design.rows, by: Self.blockRows) {
      let block = start..<min(start + Self.blockRows, design.rows)
      var target = predictors.mutableSpan
      for row in 0..<block.count { target[row] = point.intercept }
      addColumns(support, of: design.values.span, rows: block, to: &target)
      var residual = residuals.mutableSpan
      var curvature = curvatures.mutableSpan
      let sums = weighRows(
        block, predictors: predictors.span, outcomes: outcomes.span, shares: shares.span,
        residuals: &residual, curvatures: &curvature)
      loss += sums.loss
      intercept += sums.residual
      var slope = slopes.mutableSpan
      addSlopes(gradient, of: design.values.span, rows: block, residuals.span, to: &slope)
    }
    self.residuals = residuals
    self.curvatures = curvatures
    return (loss, intercept, slopes)
  }

  func slopes(of chosen: [Int]) -> [Double] {
    let gradient = chosen.map { column($0, factor: inverseScales[$0]) }
    var slopes = [Double](repeating: 0, count: chosen.count)
    for start in stride(from: 0, to: design.rows, by: Self.blockRows) {
      var slope = slopes.mutableSpan
      addSlopes(
        gradient, of: design.values.span,
        rows: start..<min(start + Self.blockRows, design.rows), residuals.span, to: &slope)
    }
    return slopes
  }

  func values(of column: Int, rows: [Int]) -> [Double] {
    let start = used[column] * design.rows
    let centre = centres[column]
    let inverseScale = inverseScales[column]
    return rows.map { (design.values[start + $0] - centre) * inverseScale }
  }

  private func columnsInUse(_ point: ScaledPoint) -> [ScaledColumn] {
    point.coefficients.indices.compactMap {
      point.coefficients[$0] == 0
        ? nil : column($0, factor: point.coefficients[$0] * inverseScales[$0])
    }
  }

  private func column(_ index: Int, factor: Double) -> ScaledColumn {
    ScaledColumn(start: used[index] * design.rows, centre: centres[index], factor: factor)
  }
}
