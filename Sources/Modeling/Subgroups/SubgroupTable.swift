/// What was counted of every conjunction.
struct SubgroupTable: Sendable {
  private let search: SubgroupSearch
  private let all: Conjunctions
  private let columns: [Int]
  private let rows: Int
  private let positiveRows: Int
  private let sizes: [Int32]
  private let positives: [Int32]
  private let logs: LogTable

  init(_ search: SubgroupSearch, _ traits: [Trait], _ target: RowSet) {
    self.search = search
    all = Conjunctions(traits: traits.count, depth: min(search.depth, traits.count))
    columns = traits.map(\.column)
    rows = target.rows
    positiveRows = target.count
    logs = LogTable(upTo: rows)
    (sizes, positives) = Self.counts(
      TraitBits(traits, target: target), all, columns, minimum: max(1, search.minimumSize),
      threads: search.threads)
  }

  private static func counts(
    _ bits: TraitBits, _ all: Conjunctions, _ columns: [Int], minimum: Int, threads: Int
  ) -> (sizes: [Int32], positives: [Int32]) {
    var sizes = [Int32](repeating: 0, count: all.count)
    var positives = sizes
    sizes.withUnsafeMutableBufferPointer { sizes in
      positives.withUnsafeMutableBufferPointer { positives in
        guard let size = sizes.baseAddress, let positive = positives.baseAddress else { return }
        // Each part writes what is of its own last trait.
        nonisolated(unsafe) let into = (size, positive)
        _ = Parts.map(bits.traits, threads: threads) { part in
          bits.count(
            all, columns, last: bits.traits - 1 - part, minimum: Int32(clamping: minimum),
            OutcomeTally(
              words: bits.words, positiveWords: bits.positiveWords, sizes: into.0,
              positives: into.1))
        }
      }
    }
    return (sizes, positives)
  }

  /// The best by the search's quality.
  func best(_ count: Int) -> [SubgroupSearch.Group] {
    var best = BestGroups<SubgroupSearch.Group>(count)
    for index in sizes.indices where sizes[index] >= minimum {
      let quality = quality(index, positives, beyond: best.least)
      guard quality > best.least else { continue }
      best.offer(
        SubgroupSearch.Group(
          traits: all.traits(of: index), size: Int(sizes[index]),
          positives: Int(positives[index]), quality: quality))
    }
    return best.groups
  }

  private var minimum: Int32 { Int32(clamping: max(1, search.minimumSize)) }

  /// The quality of a group, by the positives of all groups; -infinity as soon as it isn't beyond another.
  @inline(__always)
  private func quality(_ index: Int, _ positives: [Int32], beyond: Double) -> Double {
    let size = Int(sizes[index])
    let own = Int(positives[index])
    if beyond >= 0, own * rows <= positiveRows * size { return -.infinity }
    let quality = search.quality.value(size: size, positives: own, of: rows, positiveRows, logs)
    guard let leastGain = search.leastGain, quality > beyond else { return quality }
    // One trait is added to everyone.
    if index < all.starts[1],
      logs.signedRoot(size: size, positives: own, of: rows, positiveRows) < leastGain
    {
      return -.infinity
    }
    for general in all.generalisations(all.traits(of: index)) {
      let gain = logs.signedRoot(
        size: size, positives: own, of: Int(sizes[general]), Int(positives[general]))
      if gain < leastGain { return -.infinity }
    }
    return quality
  }

  /// The largest quality of any group in each of so many deals of the outcomes.
  func largestByLot(
    _ traits: [Trait], _ households: HouseholdLots, lots: Int, seed: UInt64
  ) -> [Double] {
    Parts.map(lots, threads: search.threads) { lot in
      var random = SplitMix64(seed: seed, lot: lot)
      var order = households.order
      var dealt: [Int] = []
      dealt.reserveCapacity(positiveRows)
      households.deal(&random, &order) { row, _ in dealt.append(row) }
      let bits = TraitBits(traits, positives: dealt)
      var counts = [Int32](repeating: 0, count: all.count)
      sizes.withUnsafeBufferPointer { sizes in
        counts.withUnsafeMutableBufferPointer { counts in
          guard let known = sizes.baseAddress, let count = counts.baseAddress else { return }
          for last in 0..<all.traits {
            bits.count(
              all, columns, last: last, minimum: minimum, known: known,
              OutcomeTally(
                words: bits.words, positiveWords: bits.positiveWords, sizes: nil,
                positives: count))
          }
        }
      }
      return largest(counts)
    }
  }

  private func largest(_ counts: [Int32]) -> Double {
    var largest = -Double.infinity
    for index in sizes.indices where sizes[index] >= minimum {
      largest = max(largest, quality(index, counts, beyond: largest))
    }
    return largest
  }
}
