/// The structural components of an area under the ROC curve: V₁₀ and V₀₁ of `AUC`.
public struct Placements: Sendable {
  /// For each positive, the share of negatives that it beats.
  let ofPositives: [Double]
  /// For each negative, the share of positives that beat it.
  let ofNegatives: [Double]

  private init(ofPositives: [Double], ofNegatives: [Double]) {
    self.ofPositives = ofPositives
    self.ofNegatives = ofNegatives
  }

  /// Ranks the rows; ties count one half.
  ///
  /// - Precondition: one outcome a score.
  public init(scores: [Double], outcomes: [Double]) throws(EvaluationError) {
    checkOutcomes(outcomes, count: scores.count)
    let positives = outcomes.count { $0 == 1 }
    let negatives = outcomes.count - positives
    guard positives > 0, negatives > 0 else { throw .oneClass }
    if let row = scores.firstIndex(where: { $0.isNaN }) { throw .scoreInvalid(row: row) }

    // Only the rarer ones are sorted; of equal scores each beats one half.
    let isRarer = positives <= negatives ? 1.0 : 0
    var (few, many): ([Double], [Double]) = ([], [])
    for (score, outcome) in zip(scores, outcomes) {
      if outcome == isRarer { few.append(score) } else { many.append(score) }
    }
    let slots = RankSlots(few)
    let found = slots.slots(of: many)
    var rarer = [Int](repeating: 0, count: slots.numbers.count)
    var others = [Int](repeating: 0, count: slots.count)
    for place in slots.places { rarer[place] += 1 }
    for slot in found { others[Int(slot)] += 1 }
    var shareOfRarer = [Double](repeating: 0, count: rarer.count)
    var shareOfSlot = [Double](repeating: 0, count: slots.count)
    var (below, fewBelow) = (others[0], 0)
    for place in rarer.indices {
      let equal = others[2 * place + 1]
      shareOfRarer[place] = (Double(below) + Double(equal) / 2) / Double(many.count)
      shareOfSlot[2 * place + 1] =
        (Double(fewBelow) + Double(rarer[place]) / 2) / Double(few.count)
      fewBelow += rarer[place]
      shareOfSlot[2 * place + 2] = Double(fewBelow) / Double(few.count)
      below += equal + others[2 * place + 2]
    }
    // A positive's share is of those under it, a negative's of those above it.
    if isRarer == 1 {
      ofPositives = slots.places.map { shareOfRarer[$0] }
      ofNegatives = found.map { 1 - shareOfSlot[Int($0)] }
    } else {
      ofPositives = found.map { shareOfSlot[Int($0)] }
      ofNegatives = slots.places.map { 1 - shareOfRarer[$0] }
    }
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
