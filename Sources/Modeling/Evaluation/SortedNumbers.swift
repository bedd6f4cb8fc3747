extension [Double] {
  /// How many of rising numbers lie below a number.
  func countOfRising(below number: Double) -> Int { lengthOfPrefix { $0 < number } }

  /// How many of rising numbers lie at or below a number, as PostgreSQL's `width_bucket` counts.
  func countOfRising(upTo number: Double) -> Int { lengthOfPrefix { $0 <= number } }

  /// How many of the first numbers meet a condition that none meets after one that doesn't.
  private func lengthOfPrefix(_ isWithin: (Double) -> Bool) -> Int {
    var (low, high) = (0, count)
    while low < high {
      let middle = (low + high) / 2
      if isWithin(self[middle]) { low = middle + 1 } else { high = middle }
    }
    return low
  }
}
