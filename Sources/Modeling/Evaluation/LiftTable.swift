/// Outcomes by bands of falling score: deciles, unless another number of bands is asked for.
///
/// Band k of B holds the ranks from ⌊kN/B⌋ to ⌊(k+1)N/B⌋. Rows of equal score that lie across a
/// bound are shared out by expectation, so the table does not depend on the order of the rows.
public struct LiftTable: Sendable, Equatable {
  /// One band.
  public struct Band: Sendable, Equatable {
    /// The number of rows.
    public let rows: Int
    /// The expected number of rows whose outcome is 1; whole unless a tie lies across a bound.
    public let positives: Double
    /// The mean score: beside `rate` it shows calibration where scores are probabilities.
    public let meanScore: Double
    /// positives / rows.
    public let rate: Double
    /// `rate` over the rate of all rows.
    public let lift: Double
    /// The share of all positives in this band and those above it.
    public let cumulativeGain: Double
  }

  /// The bands, highest scores first; with fewer rows than bands, those that hold a row.
  public let bands: [Band]

  /// Counts outcomes of 0 and 1 by score.
  ///
  /// - Precondition: one outcome a score; at least one band.
  public init(
    scores: [Double], outcomes: [Double], bands count: Int = 10
  ) throws(EvaluationError) {
    checkOutcomes(outcomes, count: scores.count)
    precondition(count > 0, "a table has at least one band")
    if let row = scores.firstIndex(where: { $0.isNaN }) { throw .scoreInvalid(row: row) }
    let total = Double(outcomes.count { $0 == 1 })
    guard total > 0, Int(total) < outcomes.count else { throw .oneClass }
    let bounds = (0...count).map { $0 * scores.count / count }

    var positives = [Double](repeating: 0, count: count)
    var sums = [Double](repeating: 0, count: count)
    let order = scores.indices.sorted { scores[$0] > scores[$1] }
    var band = 0
    for group in order.runs(where: { scores[$0] == scores[$1] }) {
      let rate = Double(group.count { outcomes[$0] == 1 }) / Double(group.count)
      var rank = group.startIndex
      while rank < group.endIndex {
        while bounds[band + 1] <= rank { band += 1 }
        let end = min(group.endIndex, bounds[band + 1])
        positives[band] += rate * Double(end - rank)
        sums[band] += scores[group[rank]] * Double(end - rank)
        rank = end
      }
    }

    var found = 0.0
    var table: [Band] = []
    for band in 0..<count where bounds[band + 1] > bounds[band] {
      let rows = bounds[band + 1] - bounds[band]
      let rate = positives[band] / Double(rows)
      found += positives[band]
      table.append(
        Band(
          rows: rows, positives: positives[band], meanScore: sums[band] / Double(rows), rate: rate,
          lift: rate / (total / Double(outcomes.count)), cumulativeGain: found / total))
    }
    bands = table
  }
}
