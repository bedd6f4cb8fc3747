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
    self = Self.counted(numbers, rows: nil, bands: count).bands
  }

  /// Learns the bounds from some rows of a column, and counts how many of the rows' numbers are not finite
  /// and how many of the others fall into each band.
  public static func counted(
    _ numbers: [Double], rows: [Int]?, bands count: Int = 10
  ) -> (bands: EqualMassBands, missing: Int, counts: [Int]) {
    precondition(count > 1, "there are two bands or more")
    let all = rows?.count ?? numbers.count
    let keys = keys(of: numbers, rows)
    let ranks = keys.isEmpty ? [] : (1..<count).map { $0 * keys.count / count }
    var bounds: [Double] = []
    var below: [Int] = []
    var isTold = true
    for found in OrderStatistics(keys: keys, ranks: ranks).found {
      guard let lower = found.below else { continue }
      let bound = lower / 2 + found.number / 2
      if bound > (bounds.last ?? -.infinity) {
        bounds.append(bound)
        below.append(found.countBelow)
        // Between numbers that are neighbours there is none.
        isTold = isTold && bound > lower
      }
    }
    if bounds.isEmpty, let least = keys.min(), let second = keys.lazy.filter({ $0 > least }).min() {
      bounds = [TotalOrder.number(least) / 2 + TotalOrder.number(second) / 2]
      isTold = false
    }
    let bands = EqualMassBands(bounds: bounds)
    guard isTold else {
      let counts = bands.counts(numbers, rows: rows)
      return (bands, counts.missing, counts.bands)
    }
    let ends = [0] + below + [keys.count]
    return (bands, all - keys.count, zip(ends, ends.dropFirst()).map { $1 - $0 })
  }

  /// The places of finite numbers among all numbers.
  private static func keys(of numbers: [Double], _ rows: [Int]?) -> [UInt64] {
    [UInt64](unsafeUninitializedCapacity: (rows?.count ?? numbers.count) + 1) { keys, count in
      func add(_ number: Double) {
        // Written in any case, and kept where it is finite.
        keys[count] = TotalOrder.key(number + 0)
        count += number.isFinite ? 1 : 0
      }
      if let rows {
        for row in rows { add(numbers[row]) }
      } else {
        for number in numbers { add(number) }
      }
    }
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

  /// How many numbers of a column, or of some rows of it, are not finite, and how many of the others fall
  /// into each band.
  public func counts(
    _ numbers: [Double], rows: [Int]? = nil
  ) -> (missing: Int, bands: [Int]) {
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
    func add(_ number: Double) {
      guard number.isFinite else {
        missing += 1
        return
      }
      let found = Int(bandOfBin[OrderStatistics.bin(of: number)])
      counts[found < 0 ? band(of: number) : found] += 1
    }
    if let rows {
      for row in rows { add(numbers[row]) }
    } else {
      for number in numbers { add(number) }
    }
    return (missing, counts)
  }
}
