extension FeatureBlocks {
  /// Packs the scaled columns of a loss, each number rounded to a `Float`.
  private init(_ loss: LogisticLoss) {
    let (scaling, names) = (loss.scaling, loss.design.names)
    // Of the largest weight, so that none is too large for a `Float`.
    let unit = loss.weights.max() ?? 1
    let shape = FeatureShape(
      rows: loss.design.rows,
      numeric: loss.columns.map { FeatureShape.Numeric(name: names[$0]) })
    let blocks = Parts.map(shape.blockCount) { number in
      let rows = shape.rows(ofBlock: number)
      let tiles = (rows.count + FeatureBlock.tileRows - 1) / FeatureBlock.tileRows
      var block = FeatureBlock(tiles: tiles, shape: shape)
      withUnsafeTemporaryAllocation(of: Double.self, capacity: FeatureBlock.rows) { values in
        guard let values = values.baseAddress else { return }
        for (place, column) in loss.columns.enumerated() {
          loss.design.read(column, rows, into: values)
          let (centre, scale) = (scaling.centres[column], scaling.scales[column])
          block.setColumn(place, of: loss.columns.count, rows: rows.count) {
            Float((values[$0] - centre) / scale)
          }
        }
      }
      block.setVotes(rows: rows.count) { row in
        let weight = Float(loss.weights[rows.lowerBound + row] / unit)
        return loss.outcomes[rows.lowerBound + row] == 1 ? weight : -weight
      }
      return block
    }
    self.init(shape: shape, blocks: blocks)
  }

  /// The parameters of a point near a loss's optimum, by few readings of its rows in `Float`, and whether
  /// the rows drawn show that no column is a combination of others; nil where Newton's method is as
  /// cheap, or where rounding leaves no way there.
  static func nearOptimum(
    of loss: LogisticLoss, _ base: BaseRate
  ) -> (parameters: [Double], isIndependent: Bool)? {
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
