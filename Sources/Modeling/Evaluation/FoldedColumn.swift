/// A column of numbers in order, to be judged fold by fold as `ColumnRanking` would rank it: put in order
/// once, and then only counted.
struct FoldedColumn {
  private let foldCount: Int
  /// How many numbers of the rarer outcome each fold has of each distinct one, rising; fold by fold.
  private var rarer: [Int]
  /// And how many of the other outcome in each of their slots.
  private var others: [Int]
  private let isPositiveRarer: Bool
  /// Of each fold, how many missing numbers have the outcome 1, and 0.
  private var missing: [(positives: Int, negatives: Int)]

  init(_ values: [Double], outcomes: [Double], rows: [Int], folds all: Folds) {
    foldCount = all.count
    missing = Array(repeating: (0, 0), count: all.count)
    var (ones, zeros): (FoldedNumbers, FoldedNumbers) = (.init(), .init())
    for place in rows.indices {
      let (value, fold) = (values[rows[place]], all.numbers[place])
      switch (value.isFinite, outcomes[rows[place]] == 1) {
      case (true, true): ones.append(value, fold)
      case (true, false): zeros.append(value, fold)
      case (false, true): missing[fold].positives += 1
      case (false, false): missing[fold].negatives += 1
      }
    }
    isPositiveRarer = ones.numbers.count <= zeros.numbers.count
    let (few, many) = isPositiveRarer ? (ones, zeros) : (zeros, ones)
    let slots = RankSlots(few.numbers)
    rarer = [Int](repeating: 0, count: slots.numbers.count * foldCount)
    others = [Int](repeating: 0, count: slots.count * foldCount)
    for (place, fold) in zip(slots.places, few.folds) { rarer[place * foldCount + fold] += 1 }
    for (slot, fold) in zip(slots.slots(of: many.numbers), many.folds) {
      others[Int(slot) * foldCount + fold] += 1
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
    let chosen = (0..<foldCount).filter(isIn)
    // Twice the pairs in which the rarer one is higher; a tie counts one.
    var pairs = 0
    var (few, lower) = (0, chosen.reduce(0) { $0 + others[$1] })
    for place in 0..<rarer.count / foldCount {
      var (here, equal, next) = (0, 0, 0)
      for fold in chosen {
        here += rarer[place * foldCount + fold]
        equal += others[(2 * place + 1) * foldCount + fold]
        next += others[(2 * place + 2) * foldCount + fold]
      }
      pairs += here * (2 * lower + equal)
      few += here
      lower += equal + next
    }
    let (positives, negatives) = isPositiveRarer ? (few, lower) : (lower, few)
    if !isPositiveRarer { pairs = 2 * few * lower - pairs }
    var (absentPositives, absentNegatives) = (0, 0)
    for fold in chosen {
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

/// Numbers of one outcome with their folds.
private struct FoldedNumbers {
  var numbers: [Double] = []
  var folds: [Int] = []

  mutating func append(_ number: Double, _ fold: Int) {
    numbers.append(number)
    folds.append(fold)
  }
}
