/// Bands of numbers that hold about equal shares of the numbers that they were learned from.
///
/// Bound k of B - 1 is the ⌊kN/B⌋-th of the N sorted numbers (from 0); bounds that are the least
/// number, or equal to the one before, are left out, so that a value shared by many is one band. Where
/// none is left and the numbers differ, as those of a rare flag, the second least number is the bound.
public struct EqualMassBands: Sendable, Equatable {
  /// The least number of each band but the first, rising.
  public let bounds: [Double]

  /// Learns the bounds; what is not finite has no say.
  public init(_ numbers: [Double], bands count: Int = 10) {
    precondition(count > 0, "there is at least one band")
    let sorted = numbers.filter { $0.isFinite }.sorted()
    var bounds: [Double] = []
    for band in 1..<max(count, 2) where count > 1 && !sorted.isEmpty {
      let bound = sorted[band * sorted.count / count]
      if bound > (bounds.last ?? sorted[0]) { bounds.append(bound) }
    }
    if count > 1, bounds.isEmpty, let second = sorted.first(where: { $0 > sorted[0] }) {
      bounds = [second]
    }
    self.bounds = bounds
  }

  /// Takes bounds that were learned before.
  ///
  /// - Precondition: they rise.
  public init(bounds: [Double]) {
    precondition(zip(bounds, bounds.dropFirst()).allSatisfy { $0 < $1 }, "bounds rise")
    self.bounds = bounds
  }

  /// The number's band, from 0: how many bounds it reaches, as PostgreSQL's `width_bucket` counts.
  public func band(of number: Double) -> Int {
    var (low, high) = (0, bounds.count)
    while low < high {
      let middle = (low + high) / 2
      if bounds[middle] <= number { low = middle + 1 } else { high = middle }
    }
    return low
  }
}
