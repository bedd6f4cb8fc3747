/// Outcomes by bands of falling score: deciles, unless another number of bands is asked for.
///
/// Band k of B holds the ranks from ⌊kN/B⌋ to ⌊(k+1)N/B⌋; of rows with weights, those from kW/B to
/// (k+1)W/B of the weight W. Rows of equal score that lie across a bound are shared out by
/// expectation, so the table does not depend on the order of the rows; of a row with a weight that
/// lies across one, a part falls on either side.
public struct LiftTable: Sendable, Equatable {
  /// One band.
  public struct Band: Sendable, Equatable {
    /// The number of rows, or their weight.
    public let rows: Double
    /// The expected number (or weight) of rows whose outcome is 1; of rows without weights, whole
    /// unless a tie lies across a bound.
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
  /// - Parameter weights: How much each row counts; nil for all alike.
  /// - Precondition: one outcome, and one weight above zero, a score; at least one band.
  public init(
    scores: [Double], outcomes: [Double], weights: [Double]? = nil, bands count: Int = 10
  ) throws(EvaluationError) {
    checkOutcomes(outcomes, count: scores.count)
    precondition(count > 0, "a table has at least one band")
    precondition(weights == nil || weights?.count == outcomes.count, "a weight a row")
    if let row = scores.firstIndex(where: { $0.isNaN }) { throw .scoreInvalid(row: row) }
    let ones = outcomes.count { $0 == 1 }
    guard ones > 0, ones < outcomes.count else { throw .oneClass }

    let groups = TotalOrder.order(scores).reversed()
      .runs(where: { scores[$0] == scores[$1] })
      .map { ScoreGroup($0, scores, outcomes, weights) }
    // Added in the order of the sweep below, so that it ends at exactly the last bound.
    let all = groups.reduce(0) { $0 + $1.weight }
    let total = groups.reduce(0) { $0 + $1.positives }
    let bounds = (0...count).map { band in
      if band == count { return all }
      return weights == nil
        ? Double(band * scores.count / count) : Double(band) * all / Double(count)
    }

    var positives = [Double](repeating: 0, count: count)
    var sums = [Double](repeating: 0, count: count)
    var band = 0
    var place = 0.0
    for group in groups {
      let end = place + group.weight
      while place < end {
        while bounds[band + 1] <= place { band += 1 }
        let stop = min(end, bounds[band + 1])
        positives[band] += group.positives / group.weight * (stop - place)
        sums[band] += group.score * (stop - place)
        place = stop
      }
    }

    var found = 0.0
    var table: [Band] = []
    for band in 0..<count where bounds[band + 1] > bounds[band] {
      let rows = bounds[band + 1] - bounds[band]
      let rate = positives[band] / rows
      found += positives[band]
      table.append(
        Band(
          rows: rows, positives: positives[band], meanScore: sums[band] / rows, rate: rate,
          lift: rate / (total / all), cumulativeGain: found / total))
    }
    bands = table
  }
}

/// Rows of one score, with their weight and that of their positives.
private struct ScoreGroup {
  let score: Double
  let weight: Double
  let positives: Double

  init(
    _ rows: ArraySlice<Int>, _ scores: [Double], _ outcomes: [Double], _ weights: [Double]?
  ) {
    score = scores[rows[rows.startIndex]]
    weight = rows.reduce(0) { $0 + (weights?[$1] ?? 1) }
    positives = rows.reduce(0) { $0 + (weights?[$1] ?? 1) * outcomes[$1] }
  }
}
