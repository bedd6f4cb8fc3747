/// A column of numbers in order, to be judged fold by fold as `ColumnRanking` would rank it: sorted once,
/// and then only counted.
struct FoldedColumn {
  /// The fold of each finite number, rising; whether its outcome is 1; and whether it is the last of
  /// equal ones.
  private var folds: [Int32] = []
  private var isPositive: [Bool] = []
  private var endsGroup: [Bool] = []
  /// Of each fold, how many missing numbers have the outcome 1, and 0.
  private var missing: [(positives: Int, negatives: Int)]

  init(_ values: [Double], outcomes: [Double], rows: [Int], folds all: Folds) {
    missing = Array(repeating: (0, 0), count: all.count)
    var places: [Int] = []
    for place in rows.indices {
      if values[rows[place]].isFinite {
        places.append(place)
      } else if outcomes[rows[place]] == 1 {
        missing[all.numbers[place]].positives += 1
      } else {
        missing[all.numbers[place]].negatives += 1
      }
    }
    let numbers = places.map { values[rows[$0]] }
    let order = TotalOrder.order(numbers)
    folds = order.map { Int32(all.numbers[places[$0]]) }
    isPositive = order.map { outcomes[rows[places[$0]]] == 1 }
    endsGroup = order.indices.map {
      $0 + 1 == order.count || numbers[order[$0]] != numbers[order[$0 + 1]]
    }
  }

  /// The sum over some folds of the area in each, ranked as is best on the others.
  func areas(of judged: [Int]) -> Double {
    judged.reduce(0) { sum, fold in
      let learned = areas { $0 != fold }
      // As in `ColumnRanking`: rising, missing below or above; falling, missing above or below.
      let choices = [learned.below, learned.above, 1 - learned.below, 1 - learned.above]
      let best = choices.indices.max { choices[$0] < choices[$1] } ?? 0
      let found = areas { $0 == fold }
      return sum + [found.below, found.above, 1 - found.below, 1 - found.above][best]
    }
  }

  /// The area of ranking by the number rising, with missing ones below or above all others.
  private func areas(_ isIn: (Int) -> Bool) -> (below: Double, above: Double) {
    let chosen = missing.indices.map(isIn)
    var (positives, negatives) = (0, 0)
    // Twice the pairs in which the positive is higher; a tie counts one.
    var pairs = 0
    var (positivesHere, negativesHere) = (0, 0)
    for place in folds.indices {
      if chosen[Int(folds[place])] {
        if isPositive[place] { positivesHere += 1 } else { negativesHere += 1 }
      }
      if endsGroup[place] {
        pairs += positivesHere * (2 * negatives + negativesHere)
        positives += positivesHere
        negatives += negativesHere
        (positivesHere, negativesHere) = (0, 0)
      }
    }
    var (absentPositives, absentNegatives) = (0, 0)
    for fold in missing.indices where chosen[fold] {
      absentPositives += missing[fold].positives
      absentNegatives += missing[fold].negatives
    }
    let ties = absentPositives * absentNegatives
    let all = 2 * Double(positives + absentPositives) * Double(negatives + absentNegatives)
    return (
      Double(pairs + 2 * positives * absentNegatives + ties) / all,
      Double(pairs + 2 * absentPositives * negatives + ties) / all
    )
  }
}
