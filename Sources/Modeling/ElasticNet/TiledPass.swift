internal import RealModule

/// A pass over the tiles of packed columns.
///
/// A column whose coefficient is 0 isn't read for the predictor, nor one whose slope nobody asks for.
struct TiledPass: LogisticPass {
  private let design: TiledColumns
  let rows: Int
  /// Padded with zeros to whole tiles, as the numbers below.
  private let outcomes: [Double]
  let shares: [Double]
  private(set) var curvatures: [Double]
  private var residuals: [Double]

  /// Makes a pass over the `used` columns, none of which is constant.
  init(
    _ design: DesignMatrix, used: [Int], scaling: ColumnScaling, outcomes: [Double],
    weights: [Double]
  ) {
    self.design = TiledColumns(design, used: used, scaling: scaling)
    rows = design.rows
    let padding = [Double](
      repeating: 0, count: self.design.tiles * TiledColumns.tile - design.rows)
    self.outcomes = outcomes + padding
    let total = weights.reduce(0, +)
    shares = weights.map { $0 / total } + padding
    curvatures = [Double](repeating: 0, count: shares.count)
    residuals = curvatures
  }

  var columns: Int { design.count }

  mutating func move(
    to point: ScaledPoint, slopesOf chosen: [Int]
  ) -> (loss: Double, intercept: Double, slopes: [Double]) {
    let support = point.coefficients.enumerated().filter { $0.element != 0 }
      .map { (column: $0.offset, coefficient: $0.element) }
    var slopes = [Double](repeating: 0, count: chosen.count)
    var predictors = [Double](repeating: 0, count: TiledColumns.tile)
    var (loss, intercept) = (0.0, 0.0)
    // Taken out of self, so that both can be written to at once.
    var (residuals, curvatures) = (self.residuals, self.curvatures)
    (self.residuals, self.curvatures) = ([], [])
    for tile in 0..<design.tiles {
      var target = predictors.mutableSpan
      for row in 0..<TiledColumns.tile { target[row] = point.intercept }
      design.add(support, ofTile: tile, to: &target)
      let sums = weigh(
        tile, predictors.span, residuals: &residuals, curvatures: &curvatures)
      loss += sums.loss
      intercept += sums.residual
      var slope = slopes.mutableSpan
      design.addProducts(
        of: chosen, ofTile: tile, with: residuals.span.extracting(Self.range(tile)), to: &slope)
    }
    (self.residuals, self.curvatures) = (residuals, curvatures)
    return (loss, intercept, slopes)
  }

  func slopes(of chosen: [Int]) -> [Double] {
    var slopes = [Double](repeating: 0, count: chosen.count)
    for tile in 0..<design.tiles where !chosen.isEmpty {
      var slope = slopes.mutableSpan
      design.addProducts(
        of: chosen, ofTile: tile, with: residuals.span.extracting(Self.range(tile)), to: &slope)
    }
    return slopes
  }

  func values(of column: Int, rows: [Int]) -> [Double] { rows.map { design[$0, column] } }

  private static func range(_ tile: Int) -> Range<Int> {
    tile * TiledColumns.tile..<(tile + 1) * TiledColumns.tile
  }

  /// Sets a tile's residuals and curvatures, and sums loss and residuals.
  ///
  /// With e = exp(-|η|) nothing overflows and no digits cancel, however far out a row is.
  private func weigh(
    _ tile: Int, _ predictors: Span<Double>, residuals: inout [Double], curvatures: inout [Double]
  ) -> (loss: Double, residual: Double) {
    let outcomes = outcomes.span.extracting(Self.range(tile))
    let shares = shares.span.extracting(Self.range(tile))
    var residuals = residuals.mutableSpan
    var curvatures = curvatures.mutableSpan
    let start = tile * TiledColumns.tile
    precondition(
      predictors.count == TiledColumns.tile && start + TiledColumns.tile <= residuals.count
        && residuals.count == curvatures.count, "a number a row of the tile")
    var (loss, residualSum) = (0.0, 0.0)
    for row in 0..<TiledColumns.tile {
      let sign = 2 * outcomes[unchecked: row] - 1
      let margin = sign * predictors[unchecked: row]
      let share = shares[unchecked: row]
      let tail = Double.laneExp(notAbove0: -abs(margin))
      let head = 1 / (1 + tail)
      let residual = -sign * share * (margin > 0 ? tail * head : head)
      loss = Relaxed.sum(loss, share * ((margin < 0 ? -margin : 0) + Double.laneLog(onePlus: tail)))
      residualSum = Relaxed.sum(residualSum, residual)
      residuals[unchecked: start &+ row] = residual
      curvatures[unchecked: start &+ row] = share * tail * head * head
    }
    return (loss, residualSum)
  }
}
