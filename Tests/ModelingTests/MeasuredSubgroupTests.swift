import Testing

@testable import Modeling

// The testing library has one of its own.
private typealias Trait = Modeling.Trait

/// Groups of people who give more, or whom a contact moves more, than others.
@Suite struct MeasuredSubgroupTests {
  /// Four columns of a few levels each.
  private static func traits(_ rows: Int, _ random: inout SplitMix64) -> (
    traits: [Trait], values: [[Int]]
  ) {
    var traits: [Trait] = []
    var values: [[Int]] = []
    for (column, levels) in [2, 3, 5, 3].enumerated() {
      let own = (0..<rows).map { _ in random.below(levels) }
      values.append(own)
      for level in 0..<levels {
        traits.append(
          Trait("\(column)=\(level)", column: column, rows: RowSet(rows: rows) { own[$0] == level })
        )
      }
    }
    return (traits, values)
  }

  private static func chance(_ random: inout SplitMix64) -> Double {
    Double(random.next() >> 11) / 0x1p53
  }

  /// Amounts of whom few have one, or an experiment's answers; people of a planted group (sex 1, region 2,
  /// age 3) give more often, or are moved more.
  private static func outcome(
    _ values: [[Int]], isUplift: Bool, planted: Bool, effect: Double = 0, _ random: inout SplitMix64
  ) -> MeasuredOutcome {
    let rows = values[0].count
    func isPlanted(_ row: Int) -> Bool {
      planted && values[0][row] == 1 && values[1][row] == 2 && values[2][row] == 3
    }
    var (amounts, treated, responded): ([Int64], [Bool], [Bool]) = ([], [], [])
    for row in 0..<rows {
      let gives = chance(&random) < (isPlanted(row) ? 0.2 : 0.03)
      amounts.append(gives ? Int64(500 + random.below(12) * random.below(3_000)) : 0)
      treated.append(random.below(2) == 0)
      let base = values[3][row] == 0 ? 0.3 : 0.1
      let moved = treated[row] ? (isPlanted(row) ? 0.3 : effect) : 0
      responded.append(chance(&random) < base + moved)
    }
    return isUplift
      ? .uplift(
        treated: RowSet(rows: rows) { treated[$0] }, responded: RowSet(rows: rows) { responded[$0] }
      )
      : .amounts(amounts)
  }

  @Test(arguments: 0..<16)
  func `the best of an exhaustive search is the best of all, summed one by one`(_ seed: Int) {
    var random = SplitMix64(seed: UInt64(seed) + 40)
    let (traits, values) = Self.traits(150 + random.below(300), &random)
    let outcome = Self.outcome(values, isUplift: seed % 2 == 1, planted: true, &random)
    let measure = Measure(outcome)
    let everyone = outcome.sums()
    var expected: [Double] = []
    func extend(_ chosen: [Int]) {
      if !chosen.isEmpty {
        let rows = RowSet(rows: outcome.rows) { row in
          chosen.allSatisfy { traits[$0].rows.contains(row) }
        }
        let root = measure.root(outcome.sums(of: rows), of: everyone)
        if rows.count >= 10, root > 0 { expected.append(root) }
      }
      guard chosen.count < 1 + seed % 4 else { return }
      for trait in (chosen.last ?? -1) + 1..<traits.count
      where !chosen.contains(where: { traits[$0].column == traits[trait].column }) {
        extend(chosen + [trait])
      }
    }
    extend([])
    let best = MeasuredSearch(depth: 1 + seed % 4, minimumSize: 10, threads: 1 + seed % 2)
      .best(expected.count + 5, of: traits, outcome)
    #expect(best.count == expected.count)
    #expect(zip(best, expected.sorted(by: >)).allSatisfy { abs($0.quality - $1) <= 1e-12 })
    for group in best.prefix(10) {
      let rows = RowSet(rows: outcome.rows) { row in
        group.traits.allSatisfy { traits[$0].rows.contains(row) }
      }
      let told = outcome.share(of: rows)
      #expect(group.size == told.size && group.value == told.rate)
    }
  }

  @Test(arguments: [false, true])
  func `a planted group is found first and holds up`(_ isUplift: Bool) throws {
    var found = 0
    for seed in 0..<10 {
      var random = SplitMix64(seed: UInt64(seed) + 7)
      let (traits, values) = Self.traits(12_000, &random)
      let outcome = Self.outcome(values, isUplift: isUplift, planted: true, &random)
      let isSearched = RowSet(rows: 12_000) { _ in random.below(3) > 0 }
      let findings = SubgroupDiscovery(
        search: SubgroupSearch(quality: .evidence, leastGain: 2, depth: 3, minimumSize: 30),
        lots: 39, seed: UInt64(seed)
      ).findings(traits, outcome, isSearched: isSearched)
      guard let first = findings.first, first.traits == [1, 4, 8], first.holdsUp else { continue }
      found += 1
      #expect(first.interval.contains(first.confirmed.rate))
      // Drawn in from its own rate towards everyone's.
      #expect(first.shrunkenRate < first.confirmed.rate && first.shrunkenRate > first.everyone.rate)
    }
    // A third of the people, who must bear the group out against each of its parents, lets one in ten or so go.
    #expect(found >= 8)
  }

  @Test(arguments: [(false, 0.0), (true, 0), (true, 0.15)])
  func `where no group differs one is called significant about as often as was said`(
    _ isUplift: Bool, _ effect: Double
  ) throws {
    var (significant, holding) = (0, 0)
    for seed in 0..<200 {
      var random = SplitMix64(seed: UInt64(seed) + 1_000)
      let (traits, values) = Self.traits(1_500, &random)
      let outcome = Self.outcome(
        values, isUplift: isUplift, planted: false, effect: effect, &random)
      let isSearched = RowSet(rows: 1_500) { _ in random.below(3) > 0 }
      let findings = SubgroupDiscovery(
        search: SubgroupSearch(quality: .evidence, leastGain: 2, depth: 2, minimumSize: 30),
        lots: 39, seed: UInt64(seed)
      ).findings(traits, outcome, isSearched: isSearched)
      if findings.contains(where: { $0.familyWiseP <= 0.05 }) { significant += 1 }
      if findings.contains(where: \.holdsUp) { holding += 1 }
    }
    // Of 200 at 5 %: 20 or more come once in 2,000 times.
    #expect(significant < 20 && holding <= 3)
  }

  @Test func `an arm too small says nothing, and no amounts make no group`() {
    var random = SplitMix64(seed: 2)
    let (traits, _) = Self.traits(300, &random)
    let search = MeasuredSearch(depth: 2, minimumSize: 5)
    let nobody = RowSet(rows: 300) { _ in false }
    #expect(search.best(5, of: traits, .amounts(Array(repeating: 0, count: 300)), lots: 19) == [])
    #expect(search.best(5, of: traits, .uplift(treated: nobody, responded: nobody), lots: 19) == [])
    #expect(search.best(5, of: [], .amounts([1])) == [])
    let all = RowSet(rows: 300) { _ in true }
    #expect(search.best(5, of: traits, .uplift(treated: all, responded: all), lots: 19) == [])
  }
}
