/// The structural components of an area under the ROC curve: V₁₀ and V₀₁ of `AUC`.
struct Placements {
  /// For each positive, the share of negatives that it beats.
  let ofPositives: [Double]
  /// For each negative, the share of positives that beat it.
  let ofNegatives: [Double]

  private init(ofPositives: [Double], ofNegatives: [Double]) {
    self.ofPositives = ofPositives
    self.ofNegatives = ofNegatives
  }

  /// Ranks the rows; ties count one half.
  init(scores: [Double], outcomes: [Double]) throws(EvaluationError) {
    checkOutcomes(outcomes, count: scores.count)
    let positives = outcomes.count { $0 == 1 }
    let negatives = outcomes.count - positives
    guard positives > 0, negatives > 0 else { throw .oneClass }
    if let row = scores.firstIndex(where: { $0.isNaN }) { throw .scoreInvalid(row: row) }

    // One sort and one sweep: in a group of equal scores each positive beats all negatives under
    // the group and half of those in it, and so for the negatives.
    let order = TotalOrder.order(scores)
    var share = [Double](repeating: 0, count: scores.count)
    var positivesBelow = 0
    var negativesBelow = 0
    for group in order.runs(where: { scores[$0] == scores[$1] }) {
      let positivesHere = group.count { outcomes[$0] == 1 }
      let negativesHere = group.count - positivesHere
      let beaten = (Double(negativesBelow) + Double(negativesHere) / 2) / Double(negatives)
      let beating =
        1 - (Double(positivesBelow) + Double(positivesHere) / 2) / Double(positives)
      for row in group { share[row] = outcomes[row] == 1 ? beaten : beating }
      positivesBelow += positivesHere
      negativesBelow += negativesHere
    }
    ofPositives = outcomes.indices.filter { outcomes[$0] == 1 }.map { share[$0] }
    ofNegatives = outcomes.indices.filter { outcomes[$0] != 1 }.map { share[$0] }
  }

  /// The area (or difference of areas) whose components these are.
  var area: Double { ofPositives.reduce(0, +) / Double(ofPositives.count) }

  /// The variance of `area`.
  var variance: Double {
    func part(_ values: [Double]) -> Double {
      let count = Double(values.count)
      let mean = values.reduce(0, +) / count
      return values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / (count - 1) / count
    }
    return part(ofPositives) + part(ofNegatives)
  }

  /// The components of a difference of two areas on the same rows.
  func subtracting(_ other: Placements) -> Placements {
    Placements(
      ofPositives: zip(ofPositives, other.ofPositives).map { $0 - $1 },
      ofNegatives: zip(ofNegatives, other.ofNegatives).map { $0 - $1 })
  }
}

extension Array {
  /// The longest runs of neighbours that a relation joins.
  func runs(where joined: (Element, Element) -> Bool) -> [ArraySlice<Element>] {
    var runs: [ArraySlice<Element>] = []
    var start = 0
    for end in indices where end + 1 == count || !joined(self[end], self[end + 1]) {
      runs.append(self[start...end])
      start = end + 1
    }
    return runs
  }
}
