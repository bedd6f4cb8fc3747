internal import RealModule

/// Rows with their outcomes and the log odds that boosting has come to.
struct BoostedRows {
  let outcomes: [Float]
  private(set) var scores: [Float]
  /// y - p and p (1 - p) of each row.
  private(set) var residuals: [Float]
  private(set) var curvatures: [Float]

  init(outcomes: [Float], scores: [Float]) {
    self.outcomes = outcomes
    self.scores = scores
    residuals = [Float](repeating: 0, count: outcomes.count)
    curvatures = residuals
    refresh()
  }

  var count: Int { outcomes.count }

  /// Adds to each row's log odds what a table says of its cell.
  mutating func add(_ table: [Float], at cells: [UInt16]) {
    let (cells, table) = (cells.span, table.span)
    var scores = scores.mutableSpan
    for row in 0..<cells.count { scores[row] += table[Int(cells[row])] }
    refresh()
  }

  /// Adds to each row's log odds.
  mutating func add(_ step: [Float]) {
    for row in scores.indices { scores[row] += step[row] }
    refresh()
  }

  private mutating func refresh() {
    // A local name: the spans below keep all of self for themselves.
    let (scores, outcomes) = (scores, outcomes)
    Self.refresh(scores.span, outcomes.span, &residuals, &curvatures)
  }

  private static func refresh(
    _ scores: Span<Float>, _ outcomes: Span<Float>, _ ownResiduals: inout [Float],
    _ ownCurvatures: inout [Float]
  ) {
    var residuals = ownResiduals.mutableSpan
    var curvatures = ownCurvatures.mutableSpan
    for row in 0..<outcomes.count {
      // exp(-|x|) by a power of two and a polynomial of degree 6, to 2e-7: plenty for a step, and
      // a processor's lanes take it.
      let score = scores[row]
      let size = -(score < 0 ? -score : score)
      let power = (size < -80 ? -80 : size) * 1.442695041
      let shifted = power + 12_582_912
      let fraction = (power - (shifted - 12_582_912)) * 0.6931471806
      var sum: Float = 1.0 / 720
      sum = sum * fraction + 1.0 / 120
      sum = sum * fraction + 1.0 / 24
      sum = sum * fraction + 1.0 / 6
      sum = sum * fraction + 0.5
      sum = sum * fraction + 1
      sum = sum * fraction + 1
      let tail = Float(bitPattern: sum.bitPattern &+ (shifted.bitPattern &<< 23))
      let head = 1 / (1 + tail)
      let probability = score < 0 ? tail * head : head
      residuals[row] = outcomes[row] - probability
      curvatures[row] = tail * head * head
    }
  }

  /// The log loss of all rows.
  var loss: Double {
    var sum = 0.0
    for row in outcomes.indices {
      let margin = Double(outcomes[row] > 0.5 ? scores[row] : -scores[row])
      sum += max(-margin, 0) + Double.log(onePlus: Double.exp(-abs(margin)))
    }
    return sum
  }
}
