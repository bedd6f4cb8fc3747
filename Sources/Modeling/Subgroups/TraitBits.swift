/// The traits' rows packed for one target: rows with the outcome come first, so that one pass of counting
/// gives both how many people a conjunction has and how many of them have the outcome.
struct TraitBits: Sendable {
  let traits: Int
  /// Words a trait; the first `positiveWords` are of rows with the outcome.
  let words: Int
  let positiveWords: Int
  private(set) var bits: [UInt64]

  /// All rows.
  init(_ traits: [Trait], target: RowSet) {
    let positives = (0..<target.rows).filter(target.contains)
    let others = (0..<target.rows).filter { !target.contains($0) }
    self.init(traits, positives, others)
  }

  /// Those with the outcome alone, as a lot has it.
  init(_ traits: [Trait], positives: [Int]) { self.init(traits, positives, []) }

  /// Rows in an order of their own, of which so many come first.
  init(_ traits: [Trait], rows: [Int], first: Int) {
    self.init(traits, Array(rows[..<first]), Array(rows[first...]))
  }

  private init(_ traits: [Trait], _ positives: [Int], _ others: [Int]) {
    self.traits = traits.count
    positiveWords = (positives.count + 63) / 64
    words = positiveWords + (others.count + 63) / 64
    bits = Array(repeating: 0, count: traits.count * words)
    for (index, trait) in traits.enumerated() {
      let start = index * words
      Self.gather(trait.rows, positives, into: &bits, at: start)
      Self.gather(trait.rows, others, into: &bits, at: start + positiveWords)
    }
  }

  private static func gather(
    _ set: RowSet, _ rows: [Int], into bits: inout [UInt64], at start: Int
  ) {
    for (place, row) in rows.enumerated() where set.contains(row) {
      bits[start + place >> 6] |= 1 << (place & 63)
    }
  }

  /// Counts every conjunction whose last trait is `last`, as a tally counts rows.
  ///
  /// - Parameters:
  ///   - minimum: nothing narrower than a smaller conjunction is counted.
  ///   - known: the sizes of all, where they were counted before.
  func count(
    _ all: Conjunctions, _ columns: [Int], last: Int, minimum: Int32,
    known: UnsafePointer<Int32>? = nil, _ tally: some ConjunctionTally
  ) {
    bits.withUnsafeBufferPointer { bits in
      guard let base = bits.baseAddress else { return }
      var scratch = [UInt64](repeating: 0, count: max(1, words) * max(1, all.depth - 1))
      scratch.withUnsafeMutableBufferPointer { scratch in
        guard let room = scratch.baseAddress else { return }
        let walk = ConjunctionWalk(
          bits: base, words: words, columns: columns, all: all, minimum: minimum, known: known,
          scratch: room, tally: tally)
        walk.start(last)
      }
    }
  }
}

/// Counts what the rows of both of two sets hold, for a conjunction by its number.
protocol ConjunctionTally {
  func count(_ left: UnsafePointer<UInt64>, _ right: UnsafePointer<UInt64>, _ index: Int)
}

/// How many rows there are, and how many of them, which come first, have an outcome.
struct OutcomeTally: ConjunctionTally {
  let words: Int
  let positiveWords: Int
  /// Nil where sizes are known.
  let sizes: UnsafeMutablePointer<Int32>?
  let positives: UnsafeMutablePointer<Int32>

  @inline(__always)
  func count(_ left: UnsafePointer<UInt64>, _ right: UnsafePointer<UInt64>, _ index: Int) {
    var with = 0
    for word in 0..<positiveWords { with &+= (left[word] & right[word]).nonzeroBitCount }
    positives[index] = Int32(truncatingIfNeeded: with)
    guard let sizes else { return }
    var without = 0
    for word in positiveWords..<words { without &+= (left[word] & right[word]).nonzeroBitCount }
    sizes[index] = Int32(truncatingIfNeeded: with &+ without)
  }
}

/// One descent through the conjunctions.
private struct ConjunctionWalk<Tally: ConjunctionTally> {
  let bits: UnsafePointer<UInt64>
  let words: Int
  let columns: [Int]
  let all: Conjunctions
  let minimum: Int32
  /// The sizes of all, where they were counted before.
  let known: UnsafePointer<Int32>?
  let scratch: UnsafeMutablePointer<UInt64>
  let tally: Tally

  func start(_ last: Int) {
    let own = bits + last * words
    // Of depth 1: the trait itself.
    tally.count(own, own, all.starts[0] + last)
    guard all.depth > 1 else { return }
    for depth in 2...all.depth {
      descend(
        own, below: last, place: depth - 2, chosen: [columns[last]],
        index: all.starts[depth - 1] + all.part(last, at: depth - 1))
    }
  }

  /// Adds one trait in a place and those before it, all below another.
  private func descend(
    _ rows: UnsafePointer<UInt64>, below: Int, place: Int, chosen: [Int], index: Int
  ) {
    for trait in 0..<below where !chosen.contains(columns[trait]) {
      let own = bits + trait * words
      let number = index + all.part(trait, at: place)
      if place == 0 {
        if let known, known[number] < minimum { continue }
        tally.count(rows, own, number)
      } else {
        let joined = scratch + place * words
        // A generalisation too small has no narrower one that isn't.
        var count = 0
        for word in 0..<words {
          let both = rows[word] & own[word]
          joined[word] = both
          count &+= both.nonzeroBitCount
        }
        if known == nil, count < Int(minimum) { continue }
        descend(
          joined, below: trait, place: place - 1, chosen: chosen + [columns[trait]], index: number)
      }
    }
  }
}
