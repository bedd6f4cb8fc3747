extension FeatureBlocks {
  /// Packs the scaled columns of a loss, each number rounded to a `Float`.
  private init(_ loss: LogisticLoss) {
    let scaling = loss.scaling
    // Of the largest weight, so that none is too large for a `Float`.
    let unit = loss.weights.max() ?? 1
    let shape = FeatureShape(
      rows: loss.design.rows,
      numeric: loss.columns.map { FeatureShape.Numeric(name: loss.design.names[$0]) })
    let blocks = Parts.map(shape.blockCount) { number in
      let rows = shape.rows(ofBlock: number)
      return FeatureBlock(rows: rows.count, shape: shape) { place, row in
        let column = loss.columns[place]
        let value = loss.design[rows.lowerBound + row, column]
        return Float((value - scaling.centres[column]) / scaling.scales[column])
      } outcome: { row in
        loss.outcomes[rows.lowerBound + row] == 1
      } weight: { row in
        Float(loss.weights[rows.lowerBound + row] / unit)
      }
    }
    self.init(shape: shape, blocks: blocks)
  }

  /// The parameters of a point near a loss's optimum, by few readings of its rows in `Float`; nil where
  /// Newton's method is as cheap, or where rounding leaves no way there.
  static func nearOptimum(of loss: LogisticLoss, _ base: BaseRate) -> [Double]? {
    let size = BlockSample.size(
      rows: loss.design.rows, parameters: loss.parameterCount, rarerShare: base.rarerShare)
    guard size != nil else { return nil }
    var options = LogisticRegression.BlockOptions()
    options.penalty = loss.penalty
    // The columns are scaled already.
    options.penalisesScaled = false
    return try? BlockFit(FeatureBlocks(loss), options).nearOptimum()
  }
}
