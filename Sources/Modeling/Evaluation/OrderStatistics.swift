/// Numbers by their rank, and the largest number below each, without sorting them.
///
/// Numbers are counted by the first 16 bits of their place among all numbers; of those that share these
/// bits with a number looked for the next bits that differ are counted, until few are left.
public struct OrderStatistics: Sendable {
  /// A number of a rank.
  public struct Found: Sendable {
    /// The number.
    public let number: Double
    /// The largest number that is less; nil where none is.
    let below: Double?
    /// How many are less.
    let countBelow: Int
  }

  /// The number of each rank.
  public let found: [Found]

  /// - Parameters:
  ///   - numbers: finite ones.
  ///   - ranks: places among the sorted numbers, from 0, rising.
  public init(_ numbers: [Double], ranks: [Int]) {
    // 0 added makes 0 of -0.
    self.init(keys: numbers.map { TotalOrder.key($0 + 0) }, ranks: ranks)
  }

  /// - Parameter keys: the places of finite numbers among all, those of 0 but not of -0 among them.
  init(keys: [UInt64], ranks: [Int]) {
    guard !ranks.isEmpty else {
      found = []
      return
    }
    var counts = [UInt32](repeating: 0, count: 1 << 16)
    for key in keys { counts[Int(truncatingIfNeeded: key >> 48)] += 1 }
    var wanted: [(bin: Int, rank: Int, seen: Int, lower: Int?)] = []
    var (seen, lower): (Int, Int?) = (0, nil)
    var next = ranks[...]
    for bin in counts.indices where counts[bin] > 0 {
      while let rank = next.first, rank < seen + Int(counts[bin]) {
        wanted.append((bin, rank - seen, seen, lower))
        next = next.dropFirst()
      }
      if next.isEmpty { break }
      seen += Int(counts[bin])
      lower = bin
    }
    let members = Self.members(of: Set(wanted.map(\.bin)).sorted(), keys, counts)
    var found: [Found] = []
    for (bin, rank, seen, lower) in wanted {
      let pick = Self.pick(members[bin] ?? [], rank)
      let below = pick.below ?? lower.map { Self.largest(ofBin: $0, keys) }
      found.append(
        Found(
          number: TotalOrder.number(pick.key), below: below.map(TotalOrder.number),
          countBelow: seen + pick.countBelow))
    }
    self.found = found
  }

  /// The keys of some bins.
  private static func members(
    of bins: [Int], _ keys: [UInt64], _ counts: [UInt32]
  ) -> [Int: [UInt64]] {
    let all = bins.reduce(0) { $0 + Int(counts[$1]) }
    // Keys of a bin that is asked for go behind one another; all others to one place that is left free.
    var ends = [Int](repeating: 0, count: bins.count + 1)
    var place = [UInt16](repeating: UInt16(bins.count), count: 1 << 16)
    var start = 0
    for (index, bin) in bins.enumerated() {
      ends[index] = start
      place[bin] = UInt16(index)
      start += Int(counts[bin])
    }
    ends[bins.count] = all
    let gathered = [UInt64](unsafeUninitializedCapacity: all + 1) { target, count in
      count = all
      ends.withUnsafeMutableBufferPointer { ends in
        place.withUnsafeBufferPointer { place in
          let rest = bins.count
          for key in keys {
            let index = Int(place[Int(truncatingIfNeeded: key >> 48)])
            target[ends[index]] = key
            ends[index] += index == rest ? 0 : 1
          }
        }
      }
    }
    return Dictionary(
      uniqueKeysWithValues: bins.enumerated().map { index, bin in
        (bin, Array(gathered[(ends[index] - Int(counts[bin]))..<ends[index]]))
      })
  }

  /// The key of a rank, the largest below it and how many are below it.
  private static func pick(
    _ keys: [UInt64], _ rank: Int
  ) -> (key: UInt64, below: UInt64?, countBelow: Int) {
    var (keys, rank, countBelow, below) = (keys, rank, 0, UInt64?.none)
    while true {
      let first = keys[0]
      let differing = keys.reduce(0) { $0 | ($1 ^ first) }
      guard differing != 0 else { return (first, below, countBelow) }
      guard keys.count > 64 else {
        keys.sort()
        let less = keys.firstIndex(of: keys[rank]) ?? 0
        return (keys[rank], less > 0 ? keys[less - 1] : below, countBelow + less)
      }
      let shift = UInt64(max(0, 64 - differing.leadingZeroBitCount - 11))
      var counts = [Int](repeating: 0, count: 2048)
      for key in keys { counts[Int(truncatingIfNeeded: key >> shift) & 2047] += 1 }
      var (digit, less) = (0, 0)
      while less + counts[digit] <= rank {
        less += counts[digit]
        digit += 1
      }
      if less > 0 {
        let lower = keys.lazy.filter { Int(truncatingIfNeeded: $0 >> shift) & 2047 < digit }
        below = lower.max()
      }
      keys = keys.filter { Int(truncatingIfNeeded: $0 >> shift) & 2047 == digit }
      rank -= less
      countBelow += less
    }
  }

  private static func largest(ofBin bin: Int, _ keys: [UInt64]) -> UInt64 {
    keys.reduce(0) { $1 >> 48 == UInt64(bin) ? max($0, $1) : $0 }
  }

  /// The first 16 bits of a number's place among all.
  @inline(__always)
  static func bin(of number: Double) -> Int {
    Int(TotalOrder.key(number + 0) >> 48)
  }
}

/// Numbers as whole ones in the same order.
public enum TotalOrder {
  /// The place of a number that isn't NaN among all numbers; -0 comes before 0.
  @inline(__always)
  static func key(_ number: Double) -> UInt64 {
    let bits = number.bitPattern
    return bits >> 63 == 1 ? ~bits : bits | 1 << 63
  }

  /// The number of a place.
  static func number(_ key: UInt64) -> Double {
    Double(bitPattern: key >> 63 == 1 ? key & ~(1 << 63) : ~key)
  }

  /// The places of numbers, those of the least first; of equal ones the first first.
  ///
  /// - Precondition: none is NaN, and there are fewer than 2^32.
  static func order(_ numbers: [Double]) -> [Int] { order(keys: numbers.map { key($0 + 0) }) }

  /// The places of keys, those of the least first; of equal ones the first first.
  ///
  /// A sort by eleven bits at a time, from the last to the first.
  ///
  /// - Precondition: there are fewer than 2^32.
  public static func order(keys: [UInt64]) -> [Int] {
    var pairs = keys.enumerated().map { (key: $0.element, place: UInt32($0.offset)) }
    guard pairs.count > 2048 else {
      return pairs.sorted { ($0.key, $0.place) < ($1.key, $1.place) }.map { Int($0.place) }
    }
    var others = pairs
    for shift in stride(from: 0, to: 64, by: 11) {
      var starts = [Int](repeating: 0, count: 2048)
      for pair in pairs { starts[Int(truncatingIfNeeded: pair.key >> shift) & 2047] += 1 }
      if starts.contains(pairs.count) { continue }
      var sum = 0
      for digit in starts.indices { (starts[digit], sum) = (sum, sum + starts[digit]) }
      pairs.withUnsafeBufferPointer { from in
        others.withUnsafeMutableBufferPointer { to in
          starts.withUnsafeMutableBufferPointer { starts in
            for pair in from {
              let digit = Int(truncatingIfNeeded: pair.key >> shift) & 2047
              to[starts[digit]] = pair
              starts[digit] += 1
            }
          }
        }
      }
      swap(&pairs, &others)
    }
    return pairs.map { Int($0.place) }
  }
}
