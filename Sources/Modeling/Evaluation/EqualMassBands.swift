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
    let finite = numbers.filter { $0.isFinite }
    var bounds: [Double] = []
    let ranks = finite.isEmpty ? [] : (1..<count).map { $0 * finite.count / count }
    for (number, below) in OrderStatistics(finite, ranks: ranks).found {
      guard let below else { continue }
      let bound = below / 2 + number / 2
      if bound > (bounds.last ?? -.infinity) { bounds.append(bound) }
    }
    if bounds.isEmpty, let least = finite.min(),
      let second = finite.lazy.filter({ $0 > least }).min()
    {
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

  /// How many of some numbers are not finite, and how many of the others fall into each band.
  public func counts(_ numbers: [Double]) -> (missing: Int, bands: [Int]) {
    // The band of each first 16 bits of a number's place among all; -1 where a bound has them too.
    var bandOfBin = [Int32](repeating: Int32(bounds.count), count: 1 << 16)
    var next = 0
    for (band, bound) in bounds.enumerated() {
      let bin = OrderStatistics.bin(of: bound)
      while next < bin {
        bandOfBin[next] = Int32(band)
        next += 1
      }
      bandOfBin[bin] = -1
      next = bin + 1
    }
    var missing = 0
    var counts = [Int](repeating: 0, count: bounds.count + 1)
    for number in numbers {
      guard number.isFinite else {
        missing += 1
        continue
      }
      let found = Int(bandOfBin[OrderStatistics.bin(of: number)])
      counts[found < 0 ? band(of: number) : found] += 1
    }
    return (missing, counts)
  }
}
