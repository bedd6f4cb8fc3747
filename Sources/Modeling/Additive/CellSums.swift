/// Sums of residuals and curvatures by cell: all that a step of boosting asks of the rows.
struct CellSums {
  private(set) var residuals: [Double]
  private(set) var curvatures: [Double]

  /// Sums over the rows' cells, each below `count`.
  init(_ rows: BoostedRows, at cells: [UInt16], count: Int) {
    residuals = [Double](repeating: 0, count: count)
    curvatures = residuals
    Self.gather(cells.span, rows.residuals.span, rows.curvatures.span, &residuals, &curvatures)
  }

  private static func gather(
    _ cells: Span<UInt16>, _ rowResiduals: Span<Float>, _ rowCurvatures: Span<Float>,
    _ ownResiduals: inout [Double], _ ownCurvatures: inout [Double]
  ) {
    var residuals = ownResiduals.mutableSpan
    var curvatures = ownCurvatures.mutableSpan
    for row in 0..<cells.count {
      let cell = Int(cells[row])
      residuals[cell] += Double(rowResiduals[row])
      curvatures[cell] += Double(rowCurvatures[row])
    }
  }
}
