import RealModule
import Testing

@testable import Modeling

// The testing library has some of its own.
private typealias Trait = Modeling.Trait
private typealias Confirmation = Modeling.Confirmation

/// Groups of people who live together, and groups that ride on others.
@Suite struct SubgroupHouseholdTests {
  /// Pairs who share region, party and a tag, and people's own sex and another.
  private struct Pairs {
    let traits: [Trait]
    let households: Households
    let isSearched: RowSet
    let sex: [Int]

    init(_ rows: Int, _ random: inout SplitMix64) {
      func levels(_ count: Int, of people: Int) -> [Int] {
        let own = (0..<rows / people).map { _ in random.below(count) }
        return (0..<rows).map { own[$0 / people] }
      }
      let columns = [
        ("sex", levels(2, of: 1), 2), ("region", levels(4, of: 2), 4),
        ("party", levels(4, of: 2), 4), ("tag", levels(3, of: 1), 3),
        ("other", levels(3, of: 1), 3),
      ]
      sex = columns[0].1
      traits = columns.enumerated().flatMap { column, told in
        (0..<told.2).map { level in
          Trait(
            "\(told.0) \(level)", column: column,
            rows: RowSet(rows: rows) { told.1[$0] == level })
        }
      }
      households = Households((0..<rows).map { Int64($0 / 2) })
      let part = levels(3, of: 2)
      isSearched = RowSet(rows: rows) { part[$0] > 0 }
    }

    /// Who has an outcome, by thousandths of each; so many in a hundred answer as their household does.
    func outcome(
      alike: Int, _ random: inout SplitMix64, _ chance: (_ row: Int) -> Int
    ) -> RowSet {
      let homes = (0...isSearched.rows / 2).map { _ in random.below(1_000) }
      return RowSet(rows: isSearched.rows) { row in
        let own = random.below(1_000)
        return (random.below(100) < alike ? homes[row / 2] : own) < chance(row)
      }
    }
  }

  private func discovery(_ seed: Int, lots: Int = 39) -> SubgroupDiscovery {
    SubgroupDiscovery(
      search: SubgroupSearch(quality: .evidence, leastGain: 2, depth: 3, minimumSize: 30),
      lots: lots, seed: UInt64(seed))
  }

  @Test(arguments: ["share", "dollars", "uplift"])
  func `people who answer as their household does make no finding of nothing`(_ measure: String) {
    var (significant, holding) = (0, 0)
    for seed in 0..<80 {
      var random = SplitMix64(seed: UInt64(seed) + 300)
      let pairs = Pairs(1_500, &random)
      let target = pairs.outcome(alike: 85, &random) { _ in 200 }
      let findings: [SubgroupDiscovery.Finding]
      if measure == "share" {
        findings = discovery(seed).findings(
          pairs.traits, target: target, isSearched: pairs.isSearched, households: pairs.households)
      } else {
        let treated = pairs.outcome(alike: 100, &random) { _ in 500 }
        findings = discovery(seed).findings(
          pairs.traits,
          measure == "uplift"
            ? .uplift(treated: treated, responded: target)
            : .amounts((0..<1_500).map { target.contains($0) ? 500 : 0 }),
          isSearched: pairs.isSearched, households: pairs.households)
      }
      if findings.contains(where: { $0.familyWiseP <= 0.05 }) { significant += 1 }
      if findings.contains(where: \.holdsUp) { holding += 1 }
    }
    // Of 80 at 5 %: 11 or more come once in 500 times.
    #expect(significant <= 10 && holding <= 2, "\(significant) \(holding)")
  }

  @Test func `where one trait matters, no trait that doesn't rides on it`() {
    var (parasites, women) = (0, 0)
    for seed in 0..<60 {
      var random = SplitMix64(seed: UInt64(seed) + 900)
      let pairs = Pairs(6_000, &random)
      let target = pairs.outcome(alike: 0, &random) { pairs.sex[$0] == 0 ? 200 : 100 }
      let holding = discovery(seed).findings(
        pairs.traits, target: target, isSearched: pairs.isSearched, households: pairs.households
      ).filter(\.holdsUp)
      if holding.contains(where: { $0.traits == [0] }) { women += 1 }
      if holding.contains(where: { $0.traits != [0] }) { parasites += 1 }
    }
    #expect(women >= 57 && parasites <= 6, "\(women) \(parasites)")
  }

  @Test func `a group that stands only for a narrower one is told by it`() {
    // 900 of each of four kinds: of the first 170 in a thousand have the outcome, of others 40.
    let rows = 3_600
    func kinds(_ kinds: Int...) -> RowSet { RowSet(rows: rows) { kinds.contains($0 % 4) } }
    let amounts = (0..<rows).map { row -> Int64 in
      (row / 4 * 37) % 900 < (row % 4 == 0 ? 153 : 36) ? 1 : 0
    }
    func verdicts(_ groups: [RowSet]) -> [Confirmation.Verdict] {
      Confirmation(
        outcome: .amounts(amounts), households: .alone(rows), seed: 1, threads: 1
      ).verdicts(
        groups.map {
          Confirmation.Group(isSignificant: true, searched: $0, rows: $0, generals: [])
        })
    }
    for order in [[kinds(0, 1), kinds(0)], [kinds(0), kinds(0, 1)]] {
      let told = verdicts(order)
      #expect(told.allSatisfy { $0.confirmedP <= 0.05 })
      let narrow = order[0] == kinds(0) ? 0 : 1
      #expect(told[narrow].toldBy == nil && told[1 - narrow].toldBy == narrow)
    }
    // A part of it that has no more than the rest is told by the whole.
    let half = RowSet(rows: rows) { $0 % 4 == 0 && $0 < 1_800 }
    #expect(verdicts([kinds(0), half]).map(\.toldBy) == [nil, 0])
    // What stands for itself is told by none.
    #expect(verdicts([kinds(0)]).map(\.toldBy) == [nil])
  }

  @Test func `those who confirm pick nothing`() {
    var random = SplitMix64(seed: 77)
    let pairs = Pairs(3_000, &random)
    let one = pairs.outcome(alike: 0, &random) { pairs.sex[$0] == 0 ? 250 : 100 }
    let two = pairs.outcome(alike: 0, &random) { row in row % 3 == 0 ? 600 : 20 }
    let mixed = RowSet(rows: 3_000) {
      pairs.isSearched.contains($0) ? one.contains($0) : two.contains($0)
    }
    let findings = [one, mixed].map { target in
      discovery(1).findings(
        pairs.traits, target: target, isSearched: pairs.isSearched, households: pairs.households)
    }
    #expect(findings[0].map(\.confirmed) != findings[1].map(\.confirmed))
    #expect(Set(findings[0].map(\.traits)) == Set(findings[1].map(\.traits)))
    #expect(Set(findings[0].map(\.found)) == Set(findings[1].map(\.found)))
  }

  @Test func `a deal gives whole households to others with as many people`() {
    let homes = Households([1, 2, 2, 3, 4, 4, 5, 6, 6, 6, 7, 8, 8].map { Int64($0) })
    let has: Set = [0, 1, 2, 7, 8, 11]
    let lots = HouseholdLots(homes) { has.contains($0) }
    var random = SplitMix64(seed: 3)
    var (order, seen) = (lots.order, Set<[Int]>())
    for _ in 0..<200 {
      var (dealt, from) = (Set<Int>(), Set<Int>())
      lots.deal(&random, &order) { row, source in
        dealt.insert(row)
        from.insert(source)
        let sizes = [row, source].map { row in homes.ofRow.count { $0 == homes.ofRow[row] } }
        #expect(sizes[0] == sizes[1])
      }
      #expect(dealt.count == has.count && from == has)
      let sums = Dictionary(grouping: dealt) { homes.ofRow[$0] }.values.map(\.count).sorted()
      #expect(sums == [1, 1, 2, 2])
      seen.insert(dealt.sorted())
    }
    // 4 alone, 3 pairs for one with two and one with one of two, and 3 of the three: 4 * 3 * 2 * 2 * 3.
    #expect(seen.count > 100)
    // Households of one arm each change it whole, whatever their size.
    let treated = RowSet(rows: 13) { [0, 7, 8, 9].contains($0) }
    let arms = TreatmentLots(homes, treated: treated)
    let sizes = (0..<100).map { _ in
      let dealt = arms.deal(&random)
      let own = Dictionary(grouping: 0..<13) { homes.ofRow[$0] }.values
      #expect(own.allSatisfy { Set($0.map(dealt.contains)).count == 1 })
      return dealt.count
    }
    #expect(Set(sizes).count > 2)
  }

  @Test(arguments: [(300, 30, 1), (100, 300, 1), (150, 100, 2)])
  func `an interval of dollars holds the mean as often as it says`(
    _ people: Int, _ rate: Int, _ together: Int
  ) {
    let deviation = 1.0
    var covered = 0
    for seed in 0..<400 {
      var random = SplitMix64(seed: UInt64(seed) + 5_000)
      func uniform() -> Double { Double(random.next() >> 11) / 0x1p53 }
      var (home, homePays) = (0.0, false)
      let amounts = (0..<4_000).map { row -> Int64 in
        // A household pays alike, or not at all.
        let normal = (0..<12).reduce(-6.0) { sum, _ in sum + uniform() }
        let pays = uniform() * 1_000 < Double(row < people ? rate : 30)
        if row % together == 0 { (home, homePays) = (normal, pays) }
        return homePays ? max(1, Int64(5_000 * Double.exp(deviation * home))) : 0
      }
      let interval = GroupInterval(
        Households((0..<amounts.count).map { Int64($0 / together) }), amounts
      ).mean(Array(0..<people))
      #expect(interval.lowerBound >= 0)
      let mean = Double(rate) / 1_000 * 5_000 * Double.exp(deviation * deviation / 2)
      if interval.contains(mean) { covered += 1 }
    }
    #expect(covered >= 360, "\(covered) of 400")
  }

  @Test func `where nobody of a group paid its interval is no point`() {
    let amounts = (0..<2_000).map { Int64($0 % 20 == 0 ? 5_000 + $0 : 0) }
    let interval = GroupInterval(.alone(2_000), amounts).mean((1..<20).map { $0 })
    #expect(interval.lowerBound == 0 && interval.upperBound > 500)
    let share = GroupInterval(.alone(2_000), amounts).share(Array(0..<100))
    let wilson = wilsonInterval(positives: 5, of: 100)
    #expect(abs(share.lowerBound - wilson.lowerBound) < 1e-12)
    #expect(abs(share.upperBound - wilson.upperBound) < 1e-12)
  }

  @Test func `pairs who answer as one count as half as many`() {
    let amounts = (0..<400).map { Int64($0 / 2 % 5 == 0 ? 1 : 0) }
    let pairs = Households((0..<400).map { Int64($0 / 2) })
    let share = GroupInterval(pairs, amounts).share(Array(0..<200))
    let half = wilsonInterval(positives: 20, of: 100)
    #expect(abs(share.lowerBound - half.lowerBound) < 1e-9)
    #expect(abs(share.upperBound - half.upperBound) < 1e-9)
  }
}
