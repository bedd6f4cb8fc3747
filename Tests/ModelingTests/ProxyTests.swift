import Testing

@testable import Modeling

// The testing library has one of its own.
private typealias Trait = Modeling.Trait

/// Groups and traits that stand in for a protected class.
@Suite struct ProxyTests {
  /// The sum of sixteen coins, less eight, as the database blurs counts.
  private func blur(_ random: inout SplitMix64) -> Int {
    (random.next() & 0xFFFF).nonzeroBitCount - 8
  }

  /// A count as `cohort.class_counts` tells it; nil where it tells nothing.
  private func told(_ with: Int, of people: Int, _ random: inout SplitMix64) -> ClassCount? {
    let known = people + blur(&random)
    let count = with + blur(&random)
    guard min(people, known) >= 10 else { return nil }
    if min(with, count) < 10 { return ClassCount(known: known, ofClass: 0...9) }
    if min(people - with, known - count) < 10 {
      return ClassCount(known: known, ofClass: max(0, known - 9)...known)
    }
    return ClassCount(known: known, ofClass: count...count)
  }

  private func exact(_ with: Int, of people: Int) -> ClassCount {
    ClassCount(known: people, ofClass: with...with)
  }

  /// By Python, in fractions: `sum(comb(n, k) * p**k * (1 - p)**(n - k) for k in range(a, n + 1))`.
  @Test(arguments: [
    (20, 0.2, 9, 0.009981786320724296), (167, 0.3, 100, 1.3259312106415877e-15),
    (1000, 0.01, 25, 4.202920844836743e-05), (60, 0.5, 28, 0.740520998405174),
  ])
  func `binomial tails agree with fractions`(
    _ trials: Int, _ chance: Double, _ from: Int, _ tail: Double
  ) {
    #expect(agree([Binomial(trials, chance).upperTail(from)], [tail], within: 1e-9))
    #expect(Binomial(trials, chance).upperTail(0) == 1)
    #expect(Binomial(trials, chance).upperTail(trials + 1) == 0)
  }

  @Test
  func `a group with three times a class's share stands in for it, one with a tenth more doesn't`()
    throws
  {
    let everyone = exact(1_200, of: 6_000)
    let three = try #require(ProxyShare(group: exact(60, of: 100), everyone: everyone))
    let like = try #require(ProxyShare(group: exact(22, of: 100), everyone: everyone))
    #expect(abs((three.ratio ?? 0) - 3) < 1e-12 && three.interval.contains(3))
    #expect(three.interval.lowerBound > 2 && like.interval.contains(1))
    #expect(ProxyShare.standIn([three, like]) == [true, false])
    // Just under twice is no stand-in, however sure.
    let near = try #require(ProxyShare(group: exact(398, of: 1_000), everyone: everyone))
    #expect(near.interval.lowerBound > 1 && ProxyShare.standIn([near]) == [false])
    // Twice among few is chance.
    let few = try #require(ProxyShare(group: exact(12, of: 30), everyone: everyone))
    #expect((few.ratio ?? 0) >= 2 && ProxyShare.standIn([few]) == [false])
  }

  @Test func `a group without a class leaves it out though its number isn't told`() throws {
    let everyone = exact(1_200, of: 6_000)
    let without = try #require(
      ProxyShare(group: ClassCount(known: 300, ofClass: 0...9), everyone: everyone))
    #expect(without.ratio == nil && without.interval.lowerBound == 0)
    #expect(ProxyShare.standIn([without]) == [true])
    // Nine of thirty would be more than everyone's share.
    let small = try #require(
      ProxyShare(group: ClassCount(known: 30, ofClass: 0...9), everyone: everyone))
    #expect(ProxyShare.standIn([small]) == [false])
    // All but a few of it.
    let all = try #require(
      ProxyShare(group: ClassCount(known: 100, ofClass: 91...100), everyone: everyone))
    #expect(all.ratio == nil && ProxyShare.standIn([all]) == [true])
    // Of a class of which everyone's number isn't told nothing can be said.
    #expect(
      ProxyShare(
        group: exact(5, of: 50), everyone: ClassCount(known: 900, ofClass: 0...9)) == nil)
  }

  @Test func `the interval holds the true ratio about as often as it says, blur and all`() throws {
    var random = SplitMix64(seed: 5)
    var held = 0
    let runs = 2_000
    for _ in 0..<runs {
      let group = (0..<200).count { _ in random.below(100) < 45 }
      let rest = (0..<1_800).count { _ in random.below(100) < 25 }
      // 45 % against 27 % of all.
      let share = try #require(
        told(group, of: 200, &random).flatMap { own in
          told(group + rest, of: 2_000, &random).flatMap {
            ProxyShare(group: own, everyone: $0)
          }
        })
      if share.interval.contains(0.45 / 0.27) { held += 1 }
    }
    #expect((0.93...0.975).contains(Double(held) / Double(runs)), "\(held) of \(runs)")
  }

  @Test func `where classes fall by lot, hardly any search finds a stand-in`() {
    var random = SplitMix64(seed: 23)
    let sizes = [60, 80, 120, 200, 300, 500, 1_000, 2_000]
    // Hundredths of 3,000 people, summed.
    let upTo = [60, 81, 89, 94, 97, 99, 100]
    var searches = 0
    let runs = 300
    for _ in 0..<runs {
      let people = (0..<3_000).map { _ in
        let lot = random.below(100)
        return upTo.firstIndex { lot < $0 } ?? 0
      }
      var shares: [ProxyShare] = []
      let all = upTo.indices.map { value in
        told(people.count { $0 == value }, of: people.count, &random)
      }
      for group in 0..<60 {
        // Who is of a class is drawn by lot, so any of them are a group.
        let size = sizes[group % sizes.count]
        var counts = [Int](repeating: 0, count: upTo.count)
        for _ in 0..<size { counts[people[random.below(people.count)]] += 1 }
        for value in upTo.indices {
          guard let own = told(counts[value], of: size, &random), let whole = all[value],
            let share = ProxyShare(group: own, everyone: whole)
          else { continue }
          shares.append(share)
        }
      }
      if ProxyShare.standIn(shares).contains(true) { searches += 1 }
    }
    #expect(searches <= runs / 20, "\(searches) of \(runs)")
  }

  /// People with three columns of traits, and a class that two of them tell.
  private func people(
    _ count: Int, _ random: inout SplitMix64
  ) -> (traits: [Trait], rows: [[Int]], classes: [Bool]) {
    var rows: [[Int]] = []
    var classes: [Bool] = []
    for _ in 0..<count {
      let (county, party, age) = (random.below(3), random.below(3), random.below(4))
      // The first of each column is told by the others.
      rows.append(
        [county - 1, party + 1, age + 3].enumerated().filter { index, trait in
          trait > [-1, 1, 3][index]
        }.map(\.element))
      let chance = 10 + (county == 1 ? 50 : 0) + (party == 2 ? 20 : 0)
      classes.append(random.below(100) < chance)
    }
    let traits = (0..<7).map { trait in
      Trait(
        "t\(trait)", column: trait < 2 ? 0 : trait < 4 ? 1 : 2,
        rows: RowSet(rows: count) { rows[$0].contains(trait) })
    }
    return (traits, rows, classes)
  }

  @Test func `counts by trait make the model that everyone's class would make`() throws {
    var random = SplitMix64(seed: 11)
    let (traits, rows, classes) = people(4_000, &random)
    let profiles = TraitProfiles(traits, isFirstHalf: RowSet(rows: 4_000) { _ in true })
    #expect(profiles.people.reduce(0, +) == 4_000 && profiles.rows.count == 36)
    let holding = profiles.rows.map { row in traits.indices.filter(rows[row].contains) }
    func share(_ isIn: (Int) -> Bool) -> Double {
      let own = classes.indices.filter(isIn)
      return Double(own.count { classes[$0] }) / Double(own.count)
    }
    let model = try #require(
      ProxyModel(
        profiles: holding, people: profiles.people.map(Double.init), share: share { _ in true },
        shares: traits.map { trait in share(trait.rows.contains) }, ridge: 0))
    let fit = try LogisticRegression.fit(
      DesignMatrix(
        rows: 4_000, names: traits.map(\.name),
        values: traits.flatMap { trait in
          (0..<4_000).map { trait.rows.contains($0) ? 1.0 : 0.0 }
        }), outcomes: classes.map { $0 ? 1 : 0 })
    #expect(zip(model.coefficients, fit.coefficients).allSatisfy { abs($0 - $1) < 1e-6 })
    // A ridge draws in, and keeps a trait of one class alone finite.
    let alone = try #require(
      ProxyModel(
        profiles: [[0], []], people: [100, 100], share: 0.6, shares: [1]))
    #expect(alone.coefficients[1] > 1 && alone.coefficients[1] < 10)
  }

  @Test func `the area by bands is that of the people, and counts that aren't told hardly move it`()
    throws
  {
    var random = SplitMix64(seed: 3)
    let bands = (0..<20).map { band -> (with: Int, of: Int) in
      ((0..<150).count { _ in random.below(100) < 2 * band }, 150)
    }
    let scores = bands.enumerated().flatMap { [Double](repeating: Double($0.offset), count: 150) }
    let outcomes = bands.flatMap { band in
      (0..<150).map { $0 < band.with ? 1.0 : 0.0 }
    }
    let reference = try AUC(scores: scores, outcomes: outcomes)
    let counts = bands.map { exact($0.with, of: $0.of) }
    let whole = exact(bands.reduce(0) { $0 + $1.with }, of: 3_000)
    let area = try #require(ProxyArea(parts: [counts], wholes: [whole]))
    #expect(abs(area.value - reference.value) < 1e-12)
    let interval = try #require(reference.interval)
    // DeLong's variance and the blur's.
    #expect(
      area.interval.lowerBound < interval.lowerBound
        && area.interval.lowerBound > interval.lowerBound - 0.01)
    let small = counts.map {
      $0.ofClass.lowerBound < 10 ? ClassCount(known: 150, ofClass: 0...9) : $0
    }
    #expect(small.count { !$0.isTold } > 1)
    let hidden = try #require(ProxyArea(parts: [small], wholes: [whole]))
    #expect(abs(hidden.value - area.value) < 0.02)
    // Two parts weigh by their pairs; of two alike each is the whole.
    let both = try #require(ProxyArea(parts: [counts, counts], wholes: [whole, whole]))
    #expect(abs(both.value - area.value) < 1e-12)
    #expect(ProxyArea(parts: [[exact(0, of: 50)]], wholes: [exact(0, of: 50)]) == nil)
  }

  @Test func `bands are about equal, and one score stays in one band`() {
    let scores = [0.1, 0.2, 0.2, 0.3, 0.4, 0.4, 0.5]
    let (bands, count) = ProxyArea.bands(scores, people: [10, 1, 9, 10, 5, 5, 10], count: 5)
    #expect(bands == [0, 1, 1, 2, 3, 3, 4] && count == 5)
    #expect(ProxyArea.bands([1, 1, 1], people: [5, 5, 5], count: 3).count == 1)
  }

  @Test func `of overlapping traits of a column the finest are taken`() {
    let rows = 100
    func trait(_ column: Int, _ range: Range<Int>) -> Trait {
      Trait("", column: column, rows: RowSet(rows: rows, where: range.contains))
    }
    let traits = [
      trait(0, 0..<30), trait(0, 30..<50), trait(0, 0..<50), trait(0, 50..<100), trait(1, 0..<90),
      trait(0, 30..<100),
    ]
    #expect(TraitProfiles.finest(traits) == [0, 1, 3, 4])
    let profiles = TraitProfiles(traits, isFirstHalf: RowSet(rows: rows) { $0 % 2 == 0 })
    #expect(profiles.rows.count == 8 && profiles.holding([3, 4], of: traits).count == 2)
    #expect(profiles.holding([0, 1], of: traits) == [])
  }
}
