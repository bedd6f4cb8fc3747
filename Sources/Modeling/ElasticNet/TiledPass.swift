internal import RealModule

/// A pass over the tiles of packed columns, some tiles a thread.
///
/// A column whose coefficient is 0 isn't read for the predictor, nor one whose slope nobody asks for.
/// Tiles are cut into parts by their number alone, and sums merged in the parts' order.
struct TiledPass: LogisticPass {
  private let design: TiledColumns
  let rows: Int
  let threads: Int
  /// Padded with zeros to whole tiles.
  private let outcomes: [Double]
  let shares: [Double]
  /// What the rows of each part got where the pass stands.
  private var parts: [Part]

  /// The rows of some tiles: each one's share of the loss's slope and curvature in its predictor.
  private struct Part: Sendable {
    let tiles: Range<Int>
    var residuals: [Double]
    var curvatures: [Double]
    var (loss, intercept) = (0.0, 0.0)
    var slopes: [Double] = []

    init(_ tiles: Range<Int>) {
      self.tiles = tiles
      residuals = [Double](repeating: 0, count: tiles.count * TiledColumns.tile)
      curvatures = residuals
    }

    /// Where a tile's rows stand.
    func range(_ tile: Int) -> Range<Int> {
      (tile - tiles.lowerBound) * TiledColumns.tile..<(tile + 1 - tiles.lowerBound)
        * TiledColumns.tile
    }
  }

  /// Makes a pass over the `used` columns, none of which is constant.
  init(
    _ design: DesignMatrix, used: [Int], scaling: ColumnScaling, outcomes: [Double],
    weights: [Double], threads: Int
  ) {
    self.design = TiledColumns(design, used: used, scaling: scaling, threads: threads)
    rows = design.rows
    self.threads = threads
    let tiles = self.design.tiles
    let padding = [Double](repeating: 0, count: tiles * TiledColumns.tile - design.rows)
    self.outcomes = outcomes + padding
    let total = weights.reduce(0, +)
    shares = weights.map { $0 / total } + padding
    // Under four tiles a part costs more than it spares.
    let count = max(1, min(16, tiles / 4))
    parts = (0..<count).map { Part($0 * tiles / count..<($0 + 1) * tiles / count) }
  }

  var columns: Int { design.count }

  var curvatures: [Double] { parts.flatMap(\.curvatures) }

  mutating func move(
    to point: ScaledPoint, slopesOf chosen: [Int]
  ) -> (loss: Double, intercept: Double, slopes: [Double]) {
    let support = point.coefficients.enumerated().filter { $0.element != 0 }
      .map { (column: $0.offset, coefficient: $0.element) }
    let before = self
    parts = Parts.map(parts.count, threads: threads) { number in
      var part = Part(before.parts[number].tiles)
      before.fill(&part, point.intercept, support, slopesOf: chosen)
      return part
    }
    var (loss, intercept) = (0.0, 0.0)
    for part in parts {
      loss += part.loss
      intercept += part.intercept
    }
    return (loss, intercept, Self.sum(parts.map(\.slopes), count: chosen.count))
  }

  func slopes(of chosen: [Int]) -> [Double] {
    guard !chosen.isEmpty else { return [] }
    let slopes = Parts.map(parts.count, threads: threads) { number in
      var slopes = [Double](repeating: 0, count: chosen.count)
      let part = parts[number]
      for tile in part.tiles {
        var slope = slopes.mutableSpan
        design.addProducts(
          of: chosen, ofTile: tile, with: part.residuals.span.extracting(part.range(tile)),
          to: &slope)
      }
      return slopes
    }
    return Self.sum(slopes, count: chosen.count)
  }

  func values(of column: Int, rows: [Int]) -> [Double] { rows.map { design[$0, column] } }

  private static func sum(_ parts: [[Double]], count: Int) -> [Double] {
    var sums = [Double](repeating: 0, count: count)
    for part in parts {
      for place in sums.indices { sums[place] += part[place] }
    }
    return sums
  }

  private func fill(
    _ part: inout Part, _ intercept: Double, _ support: [(column: Int, coefficient: Double)],
    slopesOf chosen: [Int]
  ) {
    var slopes = [Double](repeating: 0, count: chosen.count)
    var predictors = [Double](repeating: 0, count: TiledColumns.tile)
    for tile in part.tiles {
      var target = predictors.mutableSpan
      for row in 0..<TiledColumns.tile { target[row] = intercept }
      design.add(support, ofTile: tile, to: &target)
      let sums = weigh(
        tile, predictors.span, at: part.range(tile).lowerBound, &part.residuals, &part.curvatures)
      part.loss += sums.loss
      part.intercept += sums.residual
      let residuals = part.residuals.span.extracting(part.range(tile))
      var slope = slopes.mutableSpan
      design.addProducts(of: chosen, ofTile: tile, with: residuals, to: &slope)
    }
    part.slopes = slopes
  }

  /// Sets a tile's residuals and curvatures from a place on, and sums losses and residuals.
  ///
  /// With e = exp(-|η|) nothing overflows and no digits cancel, however far out a row is.
  private func weigh(
    _ tile: Int, _ predictors: Span<Double>, at start: Int, _ residuals: inout [Double],
    _ curvatures: inout [Double]
  ) -> (loss: Double, residual: Double) {
    let rows = tile * TiledColumns.tile..<(tile + 1) * TiledColumns.tile
    let outcomes = outcomes.span.extracting(rows)
    let shares = shares.span.extracting(rows)
    var residuals = residuals.mutableSpan
    var curvatures = curvatures.mutableSpan
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
