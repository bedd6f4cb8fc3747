/// Bands of numbers that hold about equal shares of the numbers that they were learned from.
///
/// Bound k of B - 1 lies midway between the ⌊kN/B⌋-th of the N sorted numbers (from 0) and the largest
/// number below it, so that a last digit moves no number into another band; where none is below it,
/// and where the bound before is the same, there is no bound: a value shared by many is one band. Where
/// none is left and the numbers differ, as those of a rare flag, the bound lies above the least.
public struct EqualMassBands: Sendable, Equatable {
  /// Where each band but the first begins, rising.
  public let bounds: [Double]

  /// Learns the bounds; what is not finite has no say.
  public init(_ numbers: [Double], bands count: Int = 10) {
    precondition(count > 1, "there are two bands or more")
    let sorted = numbers.filter { $0.isFinite }.sorted()
    var bounds: [Double] = []
    for band in 1..<count where !sorted.isEmpty {
      let number = sorted[band * sorted.count / count]
      let smaller = sorted.countOfRising(below: number)
      guard smaller > 0 else { continue }
      let bound = sorted[smaller - 1] / 2 + number / 2
      if bound > (bounds.last ?? -.infinity) { bounds.append(bound) }
    }
    if bounds.isEmpty, let least = sorted.first, let second = sorted.first(where: { $0 > least }) {
      bounds = [least / 2 + second / 2]
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
  public func band(of number: Double) -> Int { bounds.countOfRising(upTo: number) }
}
