/// A set of rows, packed 64 to a word.
public struct RowSet: Hashable, Sendable {
  /// How many rows there are, in the set or not.
  public let rows: Int
  private(set) var words: [UInt64]

  /// The rows, of so many, of which `isIn` is true.
  public init(rows: Int, where isIn: (_ row: Int) throws -> Bool) rethrows {
    self.rows = rows
    words = []
    words.reserveCapacity((rows + 63) / 64)
    for start in stride(from: 0, to: rows, by: 64) {
      var word: UInt64 = 0
      for row in start..<min(start + 64, rows) where try isIn(row) { word |= 1 << (row - start) }
      words.append(word)
    }
  }

  /// Of a larger set, some of its rows.
  init(rows count: Int, in set: RowSet, of rows: [Int]) {
    self.init(rows: count) { set.contains(rows[$0]) }
  }

  /// The rows in the set, rising.
  var members: [Int] { (0..<rows).filter(contains) }

  /// The rows that aren't, rising.
  var others: [Int] { (0..<rows).filter { !contains($0) } }

  /// Whether a row is in the set.
  @inline(__always)
  public func contains(_ row: Int) -> Bool { words[row >> 6] >> (row & 63) & 1 == 1 }

  mutating func insert(_ row: Int) { words[row >> 6] |= 1 << (row & 63) }

  mutating func formIntersection(_ other: RowSet) {
    for word in words.indices { words[word] &= other.words[word] }
  }

  mutating func formUnion(_ other: RowSet) {
    for word in words.indices { words[word] |= other.words[word] }
  }

  mutating func subtract(_ other: RowSet) {
    for word in words.indices { words[word] &= ~other.words[word] }
  }

  func intersection(_ other: RowSet) -> RowSet {
    var both = self
    both.formIntersection(other)
    return both
  }

  func subtracting(_ other: RowSet) -> RowSet {
    var rest = self
    rest.subtract(other)
    return rest
  }

  var isEmpty: Bool { words.allSatisfy { $0 == 0 } }

  /// All of so many rows.
  static func all(_ rows: Int) -> RowSet { RowSet(rows: rows) { _ in true } }

  /// What two sets have in common, as a share of what either has (Jaccard); 0 of two empty ones.
  func overlap(_ other: RowSet) -> Double {
    var both = 0
    var either = 0
    for (one, two) in zip(words, other.words) {
      both += (one & two).nonzeroBitCount
      either += (one | two).nonzeroBitCount
    }
    return either > 0 ? Double(both) / Double(either) : 0
  }

  /// Whether two sets have more than half of what either has in common.
  public func isMostly(_ other: RowSet) -> Bool { overlap(other) > 0.5 }

  /// How many rows are in the set.
  public var count: Int { words.reduce(0) { $0 + $1.nonzeroBitCount } }
}
