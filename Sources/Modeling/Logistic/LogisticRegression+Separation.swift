/// A loss of rows that some direction of the parameters may part without error.
protocol SeparableLoss: SmoothObjective {
  /// The names of the parameters after the intercept.
  var names: [String] { get }
  /// Whether a penalty keeps all coefficients finite.
  var isPenalised: Bool { get }
  /// The smallest and the largest of (2y - 1) η over the rows of positive weight, with the
  /// predictor η under the given parameters.
  func margins(along direction: [Double]) throws(Failure) -> ClosedRange<Double>
}

extension LogisticLoss: SeparableLoss {
  var names: [String] {
    let names = design.names
    return columns.map { names[$0] }
  }
  var isPenalised: Bool { penalty > 0 }
}

extension LogisticRegression {
  /// The terms of a direction that separates the outcomes, by falling share in it, or nil.
  ///
  /// No maximum exists if and only if some direction d ≠ 0 has (2y - 1) zᵀd ≥ 0 on all rows. Along
  /// such a direction the iterates run away at a steady pace while the rest of the model settles,
  /// so the last leg's movement, or the point that it reached, shows it; the rows then prove it.
  /// A margin within 1e-8 of the largest counts as 0.
  static func separatingTerms<Loss: SeparableLoss>(
    of loss: Loss, from start: [Double], to end: [Double]
  ) throws(Loss.Failure) -> [String]? {
    let movement = zip(end, start).map { $0 - $1 }
    for direction in [end, movement] {
      let margins = try loss.margins(along: direction)
      guard margins.upperBound > 0, margins.lowerBound >= -1e-8 * margins.upperBound else {
        continue
      }
      let shares = direction.dropFirst().map { abs($0) }
      let least = 1e-6 * (shares.max() ?? 0)
      return shares.indices.filter { shares[$0] > least }
        .sorted { (-shares[$0], $0) < (-shares[$1], $1) }
        .map { loss.names[$0] }
    }
    return nil
  }
}
