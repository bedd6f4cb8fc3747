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

  /// Counts every conjunction whose last trait is `last`.
  ///
  /// - Parameters:
  ///   - minimum: nothing narrower than a smaller conjunction is counted.
  ///   - known: the sizes of all, where only those with the outcome are counted.
  func count(
    _ all: Conjunctions, _ columns: [Int], last: Int, into sizes: UnsafeMutablePointer<Int32>,
    _ positives: UnsafeMutablePointer<Int32>, minimum: Int32,
    known: UnsafePointer<Int32>? = nil
  ) {
    bits.withUnsafeBufferPointer { bits in
      guard let base = bits.baseAddress else { return }
      var scratch = [UInt64](repeating: 0, count: max(1, words) * max(1, all.depth - 1))
      scratch.withUnsafeMutableBufferPointer { scratch in
        guard let room = scratch.baseAddress else { return }
        var counter = Counter(
          bits: base, words: words, positiveWords: positiveWords, columns: columns, all: all,
          sizes: sizes, positives: positives, minimum: minimum, known: known, scratch: room)
        counter.start(last)
      }
    }
  }

  /// One descent through the conjunctions.
  private struct Counter {
    let bits: UnsafePointer<UInt64>
    let words: Int
    let positiveWords: Int
    let columns: [Int]
    let all: Conjunctions
    let sizes: UnsafeMutablePointer<Int32>
    let positives: UnsafeMutablePointer<Int32>
    let minimum: Int32
    /// The sizes of all, where only those with the outcome are counted.
    let known: UnsafePointer<Int32>?
    let scratch: UnsafeMutablePointer<UInt64>

    mutating func start(_ last: Int) {
      let own = bits + last * words
      // Of depth 1: the trait itself.
      let index = all.starts[0] + last
      tally(own, index)
      guard all.depth > 1 else { return }
      for depth in 2...all.depth {
        descend(
          own, below: last, place: depth - 2, chosen: [columns[last]],
          index: all.starts[depth - 1] + all.part(last, at: depth - 1))
      }
    }

    @inline(__always)
    private func tally(_ rows: UnsafePointer<UInt64>, _ index: Int) {
      var with = 0
      for word in 0..<positiveWords { with &+= rows[word].nonzeroBitCount }
      positives[index] = Int32(truncatingIfNeeded: with)
      guard known == nil else { return }
      var without = 0
      for word in positiveWords..<words { without &+= rows[word].nonzeroBitCount }
      sizes[index] = Int32(truncatingIfNeeded: with &+ without)
    }

    /// Adds one trait in a place and those before it, all below another.
    private mutating func descend(
      _ rows: UnsafePointer<UInt64>, below: Int, place: Int, chosen: [Int], index: Int
    ) {
      for trait in 0..<below where !chosen.contains(columns[trait]) {
        let own = bits + trait * words
        let number = index + all.part(trait, at: place)
        if place == 0 {
          if let known, known[number] < minimum { continue }
          meet(rows, own, number)
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
            joined, below: trait, place: place - 1, chosen: chosen + [columns[trait]], index: number
          )
        }
      }
    }

    @inline(__always)
    private func meet(
      _ left: UnsafePointer<UInt64>, _ right: UnsafePointer<UInt64>, _ index: Int
    ) {
      var with = 0
      for word in 0..<positiveWords { with &+= (left[word] & right[word]).nonzeroBitCount }
      positives[index] = Int32(truncatingIfNeeded: with)
      guard known == nil else { return }
      var without = 0
      for word in positiveWords..<words {
        without &+= (left[word] & right[word]).nonzeroBitCount
      }
      sizes[index] = Int32(truncatingIfNeeded: with &+ without)
    }
  }
}
