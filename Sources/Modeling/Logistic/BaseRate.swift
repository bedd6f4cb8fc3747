internal import RealModule

/// Counts and rate of the outcomes of a fit, with its checks of outcomes and weights.
struct BaseRate {
  /// Rows of positive weight.
  let rows: Int
  /// Those of them whose outcome is 1.
  let positives: Int
  /// Log odds of the weighted rate.
  let logOdds: Double
  /// Log likelihood of the weighted rate.
  let logLikelihood: Double

  /// The share of the rows that have the rarer outcome.
  var rarerShare: Double { Double(min(positives, rows - positives)) / Double(rows) }

  /// Counts outcomes (0 or 1) with their weights.
  init(outcomes: [Double], weights: [Double]) throws(LogisticError) {
    var rows = 0
    var positives = 0
    var weightOfOnes = 0.0
    var weightOfZeros = 0.0
    for row in outcomes.indices {
      guard outcomes[row] == 0 || outcomes[row] == 1 else { throw .outcomeNotBinary(row: row) }
      guard weights[row] >= 0 && weights[row].isFinite else { throw .weightInvalid(row: row) }
      guard weights[row] > 0 else { continue }
      rows += 1
      if outcomes[row] == 1 {
        positives += 1
        weightOfOnes += weights[row]
      } else {
        weightOfZeros += weights[row]
      }
    }
    try self.init(
      rows: rows, positives: positives, weightOfOnes: weightOfOnes, weightOfZeros: weightOfZeros)
  }

  /// The rate of rows counted already.
  init(
    rows: Int, positives: Int, weightOfOnes: Double, weightOfZeros: Double
  ) throws(LogisticError) {
    guard rows > 0 else { throw .noRows }
    guard positives > 0 && positives < rows else { throw .oneClass(positive: positives > 0) }
    self.rows = rows
    self.positives = positives
    logOdds = Double.log(weightOfOnes / weightOfZeros)
    // Each class weighs -log of its share; written by ratios, no digits cancel at small rates.
    logLikelihood =
      -weightOfOnes * Double.log(onePlus: weightOfZeros / weightOfOnes)
      - weightOfZeros * Double.log(onePlus: weightOfOnes / weightOfZeros)
  }
}
