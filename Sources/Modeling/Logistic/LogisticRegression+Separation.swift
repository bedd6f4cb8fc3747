extension LogisticRegression {
  /// The terms of a direction that separates the outcomes, by falling share in it, or nil.
  ///
  /// No maximum exists if and only if some direction d ≠ 0 has (2y - 1) zᵀd ≥ 0 on all rows. Along
  /// such a direction the iterates run away at a steady pace while the rest of the model settles,
  /// so the last leg's movement, or the point that it reached, shows it; the rows then prove it.
  /// A margin within 1e-8 of the largest counts as 0.
  static func separatingTerms(
    of loss: LogisticLoss, from start: [Double], to end: [Double]
  ) -> [String]? {
    let movement = zip(end, start).map { $0 - $1 }
    for direction in [end, movement] {
      let margins = loss.margins(along: direction)
      guard margins.upperBound > 0, margins.lowerBound >= -1e-8 * margins.upperBound else {
        continue
      }
      let shares = direction.dropFirst().map { abs($0) }
      let least = 1e-6 * (shares.max() ?? 0)
      return shares.indices.filter { shares[$0] > least }
        .sorted { (-shares[$0], $0) < (-shares[$1], $1) }
        .map { loss.design.names[loss.columns[$0]] }
    }
    return nil
  }
}
