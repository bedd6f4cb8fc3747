/// What was counted of every conjunction, of amounts or of an experiment.
struct MeasuredTable: Sendable {
  private let all: Conjunctions
  private let columns: [Int]
  private let outcome: MeasuredOutcome
  private let measure: Measure
  private let everyone: MeasuredSums
  private let minimum: Int32
  private let leastGain: Double?
  private let threads: Int
  private let sums: [MeasuredSums]

  init(_ search: MeasuredSearch, _ traits: [Trait], _ outcome: MeasuredOutcome) {
    all = Conjunctions(traits: traits.count, depth: min(search.depth, traits.count))
    columns = traits.map(\.column)
    self.outcome = outcome
    measure = Measure(outcome)
    everyone = outcome.sums()
    minimum = Int32(clamping: max(1, search.minimumSize))
    leastGain = search.leastGain
    threads = search.threads
    let planes = MeasuredPlanes(outcome)
    let bits = TraitBits(traits, rows: planes.order, first: planes.firstRows)
    var sums = [MeasuredSums](repeating: MeasuredSums(size: 0), count: all.count)
    let (all, columns, minimum, threads) = (all, columns, minimum, threads)
    sums.withUnsafeMutableBufferPointer { sums in
      guard let start = sums.baseAddress else { return }
      // Each part writes what is of its own last trait.
      nonisolated(unsafe) let into = start
      _ = Parts.map(bits.traits, threads: threads) { part in
        planes.count(
          bits, all, columns, last: bits.traits - 1 - part, minimum: minimum, known: nil,
          into: into)
      }
    }
    self.sums = sums
  }

  /// The best groups.
  func best(_ count: Int) -> [MeasuredSearch.Group] {
    var best = BestGroups<MeasuredSearch.Group>(count)
    for index in sums.indices where sums[index].size >= minimum {
      let quality = quality(index, sums, of: everyone, beyond: best.least)
      guard quality > best.least else { continue }
      best.offer(
        MeasuredSearch.Group(
          traits: all.traits(of: index), size: Int(sums[index].size),
          value: measure.kind.value(sums[index]) ?? 0, quality: quality, sums: sums[index]))
    }
    return best.groups
  }

  /// The quality of a group; -infinity as soon as it isn't beyond another, or a trait adds too little.
  @inline(__always)
  private func quality(
    _ index: Int, _ sums: [MeasuredSums], of everyone: MeasuredSums, beyond: Double
  ) -> Double {
    let own = sums[index]
    let quality = measure.root(own, of: everyone)
    guard quality > max(0, beyond) else { return -.infinity }
    guard let leastGain else { return quality }
    if quality < leastGain { return -.infinity }
    for general in all.generalisations(all.traits(of: index))
    where measure.root(own, of: sums[general]) < leastGain {
      return -.infinity
    }
    return quality
  }

  /// The largest quality of any group in each of so many deals: of the amounts to the people, or of the
  /// treatment to the people with the responses that they gave.
  func largestByLot(
    _ traits: [Trait], _ households: MeasuredLots, lots: Int, seed: UInt64
  ) -> [Double] {
    let known = sums.map(\.size)
    return Parts.map(lots, threads: threads) { lot in
      var random = SplitMix64(seed: seed, lot: lot)
      let planes = MeasuredPlanes(outcome, dealtBy: &random, households)
      let everyone = planes.everyone
      let bits = TraitBits(
        traits, rows: planes.needsAllRows ? planes.order : Array(planes.order[..<planes.firstRows]),
        first: planes.firstRows)
      var dealt = sums
      dealt.withUnsafeMutableBufferPointer { dealt in
        known.withUnsafeBufferPointer { known in
          guard let into = dealt.baseAddress else { return }
          for last in 0..<all.traits {
            planes.count(
              bits, all, columns, last: last, minimum: minimum, known: known.baseAddress,
              into: into)
          }
        }
      }
      var largest = 0.0
      for index in dealt.indices where dealt[index].size >= minimum {
        largest = max(largest, quality(index, dealt, of: everyone, beyond: largest))
      }
      return largest
    }
  }
}

/// The lots of an outcome, household by household.
enum MeasuredLots: Sendable {
  case amounts(HouseholdLots)
  case treatment(TreatmentLots)

  init(_ households: Households, _ outcome: MeasuredOutcome) {
    switch outcome {
    case .amounts(let amounts):
      self = .amounts(HouseholdLots(households) { amounts[$0] > 0 })
    case .uplift(let treated, _): self = .treatment(TreatmentLots(households, treated: treated))
    }
  }
}

/// An outcome as planes of bits over rows in an order of their own, so that groups are counted by words.
///
/// Amounts above 0 come first, each a binary number whose digits are planes; of an experiment those who
/// responded come first, and one plane says who was treated.
private struct MeasuredPlanes: Sendable {
  /// The rows in the order of their bits.
  let order: [Int]
  /// How many of them have an amount, or responded.
  let firstRows: Int
  /// What is counted of all rows: of a dealt treatment others of those treated have responded.
  let everyone: MeasuredSums
  /// Whether sums turn on rows without an amount too.
  let needsAllRows: Bool
  /// Planes a word, one after another.
  private let planes: [UInt64]
  private let planeCount: Int

  init(_ outcome: MeasuredOutcome) {
    switch outcome {
    case .amounts(let amounts):
      let first = amounts.indices.filter { amounts[$0] > 0 }
      self.init(
        amounts: first.map { amounts[$0] },
        order: first + amounts.indices.filter { amounts[$0] <= 0 }, of: amounts.count)
    case .uplift(let treated, let responded):
      self.init(treated, responded)
    }
  }

  /// The same with the amounts, or the treatment, dealt by lot; of amounts only the rows that have one.
  init(_ outcome: MeasuredOutcome, dealtBy random: inout SplitMix64, _ lots: MeasuredLots) {
    switch (outcome, lots) {
    case (.amounts(let amounts), .amounts(let lots)):
      var (rows, dealt, order) = ([Int](), [Int64](), lots.order)
      lots.deal(&random, &order) { row, from in
        rows.append(row)
        dealt.append(amounts[from])
      }
      self.init(amounts: dealt, order: rows, of: amounts.count)
    case (.uplift(_, let responded), .treatment(let lots)):
      self.init(lots.deal(&random), responded)
    default: preconditionFailure("lots of another outcome")
    }
  }

  private init(amounts: [Int64], order: [Int], of people: Int) {
    self.order = order
    firstRows = amounts.count
    needsAllRows = false
    everyone = MeasuredSums(size: Int32(people), total: amounts.reduce(0, +))
    let digits = max(1, Int64.bitWidth - (amounts.max() ?? 1).leadingZeroBitCount)
    planeCount = digits
    // One word at least, that nobody's amount looks like no plane.
    var planes = [UInt64](repeating: 0, count: max(1, (amounts.count + 63) / 64 * digits))
    for (place, amount) in amounts.enumerated() {
      for digit in 0..<digits where amount >> digit & 1 == 1 {
        planes[place >> 6 * digits + digit] |= 1 << (place & 63)
      }
    }
    self.planes = planes
  }

  private init(_ treated: RowSet, _ responded: RowSet) {
    let rows = 0..<treated.rows
    let first = rows.filter(responded.contains)
    order = first + rows.filter { !responded.contains($0) }
    firstRows = first.count
    needsAllRows = true
    everyone = MeasuredOutcome.uplift(treated: treated, responded: responded).sums()
    planeCount = 1
    // As `TraitBits` has them: whoever comes after the first begins with a word of their own.
    let firstWords = (first.count + 63) / 64
    var planes = [UInt64](
      repeating: 0, count: max(1, firstWords + (rows.count - first.count + 63) / 64))
    for (place, row) in order.enumerated() where treated.contains(row) {
      let bit = place < first.count ? place : firstWords * 64 + place - first.count
      planes[bit >> 6] |= 1 << (bit & 63)
    }
    self.planes = planes
  }

  func count(
    _ bits: TraitBits, _ all: Conjunctions, _ columns: [Int], last: Int, minimum: Int32,
    known: UnsafePointer<Int32>?, into sums: UnsafeMutablePointer<MeasuredSums>
  ) {
    planes.withUnsafeBufferPointer { planes in
      var digits = [Int](repeating: 0, count: planeCount)
      digits.withUnsafeMutableBufferPointer { digits in
        guard let digit = digits.baseAddress, let plane = planes.baseAddress else { return }
        if needsAllRows {
          bits.count(
            all, columns, last: last, minimum: minimum, known: known,
            UpliftTally(
              words: bits.words, firstWords: bits.positiveWords, treated: plane, sums: sums))
        } else {
          bits.count(
            all, columns, last: last, minimum: minimum, known: known,
            AmountTally(
              words: bits.words, firstWords: bits.positiveWords, planes: plane,
              planeCount: planeCount, digits: digit, isSized: known == nil, sums: sums))
        }
      }
    }
  }
}

private struct AmountTally: ConjunctionTally {
  let words: Int
  let firstWords: Int
  let planes: UnsafePointer<UInt64>
  let planeCount: Int
  /// Room for how often each digit is set.
  let digits: UnsafeMutablePointer<Int>
  /// Whether sizes are counted too.
  let isSized: Bool
  let sums: UnsafeMutablePointer<MeasuredSums>

  @inline(__always)
  func count(_ left: UnsafePointer<UInt64>, _ right: UnsafePointer<UInt64>, _ index: Int) {
    for digit in 0..<planeCount { digits[digit] = 0 }
    var size = 0
    for word in 0..<firstWords {
      let both = left[word] & right[word]
      if both == 0 { continue }
      size &+= both.nonzeroBitCount
      let plane = planes + word * planeCount
      for digit in 0..<planeCount { digits[digit] &+= (both & plane[digit]).nonzeroBitCount }
    }
    var total: Int64 = 0
    for digit in 0..<planeCount { total &+= Int64(digits[digit]) << Int64(digit) }
    sums[index].total = total
    guard isSized else { return }
    for word in firstWords..<words { size &+= (left[word] & right[word]).nonzeroBitCount }
    sums[index].size = Int32(truncatingIfNeeded: size)
  }
}

private struct UpliftTally: ConjunctionTally {
  let words: Int
  let firstWords: Int
  let treated: UnsafePointer<UInt64>
  let sums: UnsafeMutablePointer<MeasuredSums>

  @inline(__always)
  func count(_ left: UnsafePointer<UInt64>, _ right: UnsafePointer<UInt64>, _ index: Int) {
    var (responded, treatedResponded, others, treatedOthers) = (0, 0, 0, 0)
    for word in 0..<firstWords {
      let both = left[word] & right[word]
      responded &+= both.nonzeroBitCount
      treatedResponded &+= (both & treated[word]).nonzeroBitCount
    }
    for word in firstWords..<words {
      let both = left[word] & right[word]
      others &+= both.nonzeroBitCount
      treatedOthers &+= (both & treated[word]).nonzeroBitCount
    }
    sums[index] = MeasuredSums(
      size: Int32(truncatingIfNeeded: responded &+ others),
      treated: Int32(truncatingIfNeeded: treatedResponded &+ treatedOthers),
      total: Int64(responded), treatedTotal: Int64(treatedResponded))
  }
}
