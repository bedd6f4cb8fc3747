/// Numbers by their rank, and the largest number below each, without sorting them all.
///
/// Numbers are counted by the first 16 bits of their place among all numbers; only those that share
/// these bits with a number looked for are sorted.
struct OrderStatistics {
  /// The number of each rank, and the largest that is less; nil where none is.
  private(set) var found: [(number: Double, below: Double?)] = []

  /// - Parameters:
  ///   - numbers: finite ones.
  ///   - ranks: places among the sorted numbers, from 0, rising.
  init(_ numbers: [Double], ranks: [Int]) {
    guard !ranks.isEmpty else { return }
    var counts = [Int](repeating: 0, count: 1 << 16)
    for number in numbers { counts[Self.bin(of: number)] += 1 }
    var wanted: [(bin: Int, rank: Int, lower: Int?)] = []
    var (seen, lower): (Int, Int?) = (0, nil)
    var next = ranks[...]
    for bin in counts.indices where counts[bin] > 0 {
      while let rank = next.first, rank < seen + counts[bin] {
        wanted.append((bin, rank - seen, lower))
        next = next.dropFirst()
      }
      if next.isEmpty { break }
      seen += counts[bin]
      lower = bin
    }
    // -1 for a bin that nobody asks for.
    var place = [Int](repeating: -1, count: 1 << 16)
    var members: [[Double]] = []
    for bin in wanted.flatMap({ [$0.lower, $0.bin].compactMap { $0 } }) where place[bin] < 0 {
      place[bin] = members.count
      members.append([])
      members[members.count - 1].reserveCapacity(counts[bin])
    }
    for number in numbers {
      let member = place[Self.bin(of: number)]
      // 0 added makes 0 of -0.
      if member >= 0 { members[member].append(number + 0) }
    }
    for index in members.indices { members[index].sort() }
    found = wanted.map { bin, rank, lower in
      let own = members[place[bin]]
      let smaller = own.countOfRising(below: own[rank])
      return (
        own[rank],
        smaller > 0 ? own[smaller - 1] : lower.flatMap { members[place[$0]].last }
      )
    }
  }

  /// The first 16 bits of a number's place among all.
  @inline(__always)
  static func bin(of number: Double) -> Int {
    Int(TotalOrder.key(number + 0) >> 48)
  }
}

/// Numbers as whole ones in the same order.
enum TotalOrder {
  /// The place of a number that isn't NaN among all numbers; -0 comes before 0.
  @inline(__always)
  static func key(_ number: Double) -> UInt64 {
    let bits = number.bitPattern
    return bits >> 63 == 1 ? ~bits : bits | 1 << 63
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
  static func order(keys: [UInt64]) -> [Int] {
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
