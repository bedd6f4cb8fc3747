import Testing

@testable import Modeling

// The testing library has one of its own.
private typealias Trait = Modeling.Trait

/// Groups of people who have an outcome more often than others.
@Suite struct SubgroupTests {
  /// Traits by chance, and a target that has nothing to do with them.
  private func drawn(
    rows: Int, traits: Int, columns: Int, rate: Double, _ random: inout SplitMix64
  ) -> (traits: [Trait], target: RowSet) {
    let found = (0..<traits).map { index in
      let share = 100 + random.below(500)
      return Trait(
        "t\(index)", column: index % columns,
        rows: RowSet(rows: rows) { _ in random.below(1_000) < share })
    }
    return (
      found, RowSet(rows: rows) { _ in random.below(1_000_000) < Int(rate * 1_000_000) }
    )
  }

  /// Every conjunction, counted row by row.
  private func allGroups(
    _ traits: [Trait], _ target: RowSet, depth: Int
  ) -> [(traits: [Int], size: Int, positives: Int)] {
    var groups: [(traits: [Int], size: Int, positives: Int)] = []
    func extend(_ chosen: [Int]) {
      if !chosen.isEmpty {
        let rows = (0..<target.rows).filter { row in
          chosen.allSatisfy { traits[$0].rows.contains(row) }
        }
        groups.append((chosen, rows.count, rows.filter(target.contains).count))
      }
      guard chosen.count < depth else { return }
      for trait in (chosen.last ?? -1) + 1..<traits.count
      where !chosen.contains(where: { traits[$0].column == traits[trait].column }) {
        extend(chosen + [trait])
      }
    }
    extend([])
    return groups
  }

  @Test(arguments: 0..<24)
  func `the best of an exhaustive search is the best of all, counted one by one`(_ seed: Int) {
    var random = SplitMix64(seed: UInt64(seed) + 1)
    let depth = 1 + seed % 4
    let (traits, target) = drawn(
      rows: 90 + random.below(200), traits: 9, columns: 5 + seed % 5, rate: 0.3, &random)
    let quality = SubgroupQuality.allCases[seed % SubgroupQuality.allCases.count]
    let search = SubgroupSearch(
      quality: quality, depth: depth, minimumSize: 10, threads: 1 + seed % 2)
    let logs = LogTable(upTo: target.rows)
    let expected = allGroups(traits, target, depth: depth).filter { $0.size >= 10 }.map {
      quality.value(size: $0.size, positives: $0.positives, of: target.rows, target.count, logs)
    }.sorted(by: >)
    let best = search.best(expected.count + 1, of: traits, target: target)
    #expect(best.count == expected.count)
    #expect(zip(best, expected).allSatisfy { abs($0.quality - $1) <= 1e-12 })
    for group in best.prefix(20) {
      let rows = (0..<target.rows).filter { row in
        group.traits.allSatisfy { traits[$0].rows.contains(row) }
      }
      #expect(group.size == rows.count && group.positives == rows.filter(target.contains).count)
    }
  }

  @Test func `a conjunction has one number, and its generalisations theirs`() {
    let all = Conjunctions(traits: 7, depth: 4)
    var numbers: Set<Int> = []
    for index in 0..<all.count {
      let traits = all.traits(of: index)
      #expect(traits == traits.sorted() && Set(traits).count == traits.count)
      #expect(all.index(traits) == index)
      numbers.insert(all.index(traits))
      guard traits.count > 1 else { continue }
      let narrower = traits.indices.map { left in
        all.index(traits.enumerated().filter { $0.offset != left }.map(\.element))
      }
      #expect(all.generalisations(traits) == narrower)
    }
    #expect(numbers.count == all.count && all.count == 7 + 21 + 35 + 35)
  }

  @Test func `the likelihood ratio and chi-squared are scipy's`() {
    let logs = LogTable(upTo: 20_000)
    // scipy.stats.chi2_contingency([[24, 176], [376, 19424]], correction=False), with and without
    // lambda_='log-likelihood'.
    let root = logs.signedRoot(size: 200, positives: 24, of: 20_000, 400)
    #expect(abs(root - 7.011_891_108_7) < 1e-8)
    let chi = SubgroupQuality.chiSquared.value(
      size: 200, positives: 24, of: 20_000, 400, logs)
    #expect(abs(chi - 103.071_531_6) < 1e-6)
    #expect(logs.signedRoot(size: 200, positives: 1, of: 20_000, 400) < 0)
  }

  /// People with sex, region, party, age and tags; the planted outcome is dearer to women of the west
  /// aged 40 to 49.
  private func people(
    _ rows: Int, rate: Double, planted: Double, seed: Int
  ) -> (frame: RawFrame, target: RowSet, searched: RowSet) {
    var random = SplitMix64(seed: UInt64(seed) &* 7_919 &+ 17)
    let sex = (0..<rows).map { _ in Int32(random.below(2)) }
    let region = (0..<rows).map { _ in Int32(random.below(4)) }
    let party = (0..<rows).map { _ in Int32(random.below(3)) }
    let age = (0..<rows).map { _ in Double(18 + random.below(70)) }
    let tag = (0..<rows).map { _ in Double(random.below(3) / 2) }
    let target = RowSet(rows: rows) { row in
      let isPlanted = sex[row] == 0 && region[row] == 3 && age[row] >= 40 && age[row] < 50
      return Double(random.below(1_000_000)) < (isPlanted ? planted : rate) * 1_000_000
    }
    return (
      RawFrame(
        rows: rows,
        columns: [
          ("sex", .categorical(codes: sex, levels: ["F", "M"])),
          ("region", .categorical(codes: region, levels: ["north", "south", "east", "west"])),
          ("party", .categorical(codes: party, levels: ["A", "B", "C"])),
          ("age", .numeric(age)), ("volunteer", .numeric(tag)),
        ]), target, RowSet(rows: rows) { _ in random.below(3) > 0 }
    )
  }

  private func discovery(rows: Int, lots: Int, seed: Int) -> SubgroupDiscovery {
    SubgroupDiscovery(
      search: SubgroupSearch(
        quality: .evidence, leastGain: 2, depth: 3, minimumSize: max(20, rows / 400)),
      lots: lots, seed: UInt64(seed))
  }

  @Test func `a planted cohort is found first, and holds up among people not searched`() {
    var first = 0
    var holdsUp = 0
    for seed in 0..<20 {
      let (frame, target, searched) = people(20_000, rate: 0.02, planted: 0.12, seed: seed)
      let traits = TraitMaker(minimumSize: 100).traits(of: frame)
      let findings = discovery(rows: 20_000, lots: 39, seed: seed)
        .findings(traits, target: target, isSearched: searched)
      let names = findings[0].traits.map { traits[$0].name }
      if names == ["sex F", "region west", "age 40 to 49"] {
        first += 1
        #expect(findings[0].shrunkenRate > findings[0].everyone.rate)
        #expect(findings[0].shrunkenRate < findings[0].confirmed.rate)
      }
      if findings[0].holdsUp { holdsUp += 1 }
    }
    #expect(first >= 18 && holdsUp >= 16)
  }

  @Test func `where nothing is planted little is called a finding, and less holds up`() {
    var significant = 0
    var holdsUp = 0
    for seed in 0..<100 {
      let (frame, target, searched) = people(2_000, rate: 0.1, planted: 0.1, seed: 1_000 + seed)
      let traits = TraitMaker(minimumSize: 20).traits(of: frame)
      let findings = discovery(rows: 2_000, lots: 39, seed: seed)
        .findings(traits, target: target, isSearched: searched)
      if findings.contains(where: { $0.familyWiseP <= 0.05 }) { significant += 1 }
      if findings.contains(where: \.holdsUp) { holdsUp += 1 }
    }
    // One in twenty searches finds something; more than 12 of 100 would in one of 700 such tests.
    #expect(significant <= 12)
    #expect(holdsUp <= 1)
  }

  @Test func `a parasite of a larger group is left out where each trait has to add something`() {
    let rows = 4_000
    var random = SplitMix64(seed: 5)
    let women = RowSet(rows: rows) { $0 % 2 == 0 }
    let other = RowSet(rows: rows) { _ in random.below(2) == 0 }
    let traits = [Trait("women", column: 0, rows: women), Trait("other", column: 1, rows: other)]
    let target = RowSet(rows: rows) { row in random.below(100) < (row % 2 == 0 ? 30 : 10) }
    let all = SubgroupSearch(quality: .evidence, depth: 2, minimumSize: 10)
    #expect(
      all.best(9, of: traits, target: target).contains { $0.traits == [0, 1] && $0.quality > 5 })
    var strict = all
    strict.leastGain = 2
    #expect(strict.best(9, of: traits, target: target).map(\.traits) == [[0]])
  }

  @Test func `one lot gives one answer on any number of threads`() {
    let (frame, target, searched) = people(3_000, rate: 0.05, planted: 0.3, seed: 3)
    let traits = TraitMaker(minimumSize: 20).traits(of: frame)
    let answers = [1, 2, 5].map { threads in
      var discovery = discovery(rows: 3_000, lots: 39, seed: 4)
      discovery.search.threads = threads
      return discovery.findings(traits, target: target, isSearched: searched).map {
        "\($0.traits) \($0.familyWiseP) \($0.confirmedP)"
      }
    }
    #expect(Set(answers).count == 1 && !answers[0].isEmpty)
  }

  @Test func `ages are cut so that forty to forty-nine is there, and what isn't so is no trait`() {
    let rows = 1_000
    var ages: [Double] = []
    var cents: [Double] = []
    var members: [Double] = []
    var rare: [Int32] = []
    for row in 0..<rows {
      ages.append(Double(18 + row % 73))
      cents.append(Double(row % 10 == 0 ? row * row : row % 30))
      members.append(row % 5 == 0 ? 1 : 0)
      if row % 7 == 0 { members[row] = .nan }
      rare.append(row < 5 ? 0 : 1)
    }
    let columns: [(String, RawColumn)] = [
      ("age", .numeric(ages)), ("cents", .numeric(cents)), ("member", .numeric(members)),
      ("rare", .categorical(codes: rare, levels: ["x", "y"])),
      ("same", .numeric(Array(repeating: 3, count: rows))),
    ]
    let frame = RawFrame(rows: rows, columns: columns)
    let names = TraitMaker(minimumSize: 20).traits(of: frame).map(\.name)
    #expect(names.contains("age 40 to 49") && names.contains("age 40 to 44"))
    #expect(names.contains("age up to 24") && names.contains("age 70 or more"))
    #expect(names.filter { $0.hasPrefix("member") } == ["member"])
    #expect(!names.contains("rare x") && names.contains("rare y"))
    #expect(!names.contains { $0.hasPrefix("same") })
    // Skewed: cut at equal shares of the people, not at round steps that hold nobody.
    #expect(names.filter { $0.hasPrefix("cents") }.count > 5)
  }

  /// People of whom women aged 37 to 44 have an outcome more often, searched with ends that may move.
  private func oddBand(
    _ seed: Int, rows: Int = 12_000, maker own: TraitMaker? = nil
  ) -> (found: SubgroupDiscovery.Discovered, searched: RowSet) {
    let (frame, _, searched) = people(rows, rate: 0.1, planted: 0.1, seed: 300 + seed)
    var random = SplitMix64(seed: UInt64(seed) + 77)
    guard case .numeric(let ages) = frame.columns[3],
      case .categorical(let sex, _) = frame.columns[0]
    else { return (([], []), searched) }
    let target = RowSet(rows: rows) { row in
      random.below(100) < (sex[row] == 0 && (37...44).contains(ages[row]) ? 40 : 8)
    }
    var maker = own ?? TraitMaker(minimumSize: 100)
    maker.searched = searched
    return (
      discovery(rows: rows, lots: 39, seed: seed).discover(
        maker.traits(of: frame), target: target, isSearched: searched,
        edges: maker.edges(of: frame)), searched
    )
  }

  @Test func `the ends of a band that no round step has are found to the year`() {
    var (exact, close) = (0, 0)
    for seed in 0..<10 {
      let (findings, traits) = oddBand(seed).found
      let first = findings[0]
      #expect(first.holdsUp && first.familyWiseP <= 0.05)
      let age = first.traits.map { traits[$0] }.first { $0.column == 3 }
      guard case .range(let low?, let high?)? = age?.test else { continue }
      // What the group is and what is counted of it are the same.
      let rows = SubgroupDiscovery.rows(first.traits, traits)
      #expect(rows.count == first.found.size + first.confirmed.size)
      if abs(low - 37) <= 1, abs(high - 44) <= 1 { close += 1 }
      if low == 37, high == 44 { exact += 1 }
    }
    #expect(close >= 9 && exact >= 6, "\(close) close, \(exact) exact")
  }

  @Test func `where ends to move tell little they stay, and cuts by hand are all there are`() {
    // The planted band ends at round steps.
    var stays = 0
    for seed in 0..<20 {
      let (frame, target, searched) = people(20_000, rate: 0.02, planted: 0.12, seed: seed)
      var maker = TraitMaker(minimumSize: 100)
      maker.searched = searched
      let (findings, traits) = discovery(rows: 20_000, lots: 19, seed: seed).discover(
        maker.traits(of: frame), target: target, isSearched: searched,
        edges: maker.edges(of: frame))
      if Set(findings[0].traits.map { traits[$0].name }) == [
        "sex F", "region west", "age 40 to 49",
      ] {
        stays += 1
      }
    }
    #expect(stays >= 18)
    var byHand = TraitMaker(minimumSize: 100)
    byHand.cuts = ["age": [30, 37, 45, 60]]
    let (findings, traits) = oddBand(1, maker: byHand).found
    #expect(findings[0].traits.contains { traits[$0].test == .range(low: 37, high: 44) })
    let names = Set(traits.filter { $0.column == 3 }.map(\.test))
    // Between any two of six ends, but for all ages.
    #expect(names.count == 14 && names.contains(.range(low: 30, high: 59)))
  }

  @Test func `those who confirm say nothing of where a number is cut or its ends are moved`() {
    let rows = 4_000
    let searched = RowSet(rows: rows) { $0 % 3 > 0 }
    func made(_ ofOthers: Double) -> (cuts: [Trait.Test], places: [Double]) {
      let ages = (0..<rows).map { row in
        searched.contains(row) ? Double(20 + row % 59) : ofOthers + Double(row % 9)
      }
      let frame = RawFrame(rows: rows, columns: [("age", .numeric(ages))])
      var maker = TraitMaker(minimumSize: 1)
      maker.searched = searched
      return (
        maker.traits(of: frame).map(\.test), maker.edges(of: frame).columns[0]?.places ?? []
      )
    }
    let (one, other) = (made(30), made(95))
    #expect(one.places == other.places && one.places.count == 58)
    #expect(Set(one.cuts).subtracting(other.cuts).isEmpty)
  }

  @Test func `intervals and corrections are statsmodels'`() {
    // proportion_confint(12, 100, method='wilson'); multipletests(…, method='holm')
    let wilson = wilsonInterval(positives: 12, of: 100)
    #expect(abs(wilson.lowerBound - 0.069_994_064_4) < 1e-9)
    #expect(abs(wilson.upperBound - 0.198_120_994_3) < 1e-9)
    let holm = SubgroupDiscovery.holm([0.01, 0.04, 0.03, 0.005], weights: [1, 1, 1, 1])
    #expect(zip(holm, [0.03, 0.06, 0.06, 0.02]).allSatisfy { abs($0 - $1) < 1e-12 })
    // The first may use two thirds of the error, and what it leaves when it has.
    let weighted = SubgroupDiscovery.holm([0.03, 0.04], weights: [2, 1])
    #expect(zip(weighted, [0.045, 0.045]).allSatisfy { abs($0 - $1) < 1e-12 })
  }

  @Test func `the star whose fans are alike comes first, not the one whom all like`() {
    var first = 0
    var firstThree = 0
    var foretold = 0
    for seed in 0..<12 {
      let (others, home, traits, rows) = stars(seed)
      let matches = LookAlike(traits, rows: rows).matches(
        others.star, home: home.all, others: others.compared, region: home.east, least: 20,
        resamples: 20)
      let place = matches.first { $0.star == 0 }?.rank ?? 99
      if place == 1 { first += 1 }
      if place <= 3 { firstThree += 1 }
      #expect(matches[0].star != 1, "the most popular star is the most alike")
      // Other people of the same kinds put the twin where resamples of these said.
      let (again, otherHome, otherTraits, _) = stars(seed + 100)
      let other = LookAlike(otherTraits, rows: rows).matches(
        again.star, home: otherHome.all, others: again.compared, region: otherHome.east, least: 20,
        resamples: 0
      ).first { $0.star == 0 }?.rank
      if let other, matches.first(where: { $0.star == 0 })?.ranks.contains(other) == true {
        foretold += 1
      }
    }
    #expect(first >= 9 && firstThree >= 11 && foretold >= 9)
  }

  /// A star of the west, its twin in the east (first of those compared), a decoy whom all like, and four
  /// others with fans of their own.
  private func stars(
    _ seed: Int
  ) -> (
    (star: RowSet, compared: [RowSet]), (all: RowSet, east: RowSet), [Trait], Int
  ) {
    let rows = 12_000
    let (frame, _, _) = people(rows, rate: 0.1, planted: 0.1, seed: 500 + seed)
    let traits = TraitMaker(minimumSize: 100).traits(of: frame)
    let names = Dictionary(uniqueKeysWithValues: traits.enumerated().map { ($1.name, $0) })
    func has(_ name: String, _ row: Int) -> Bool {
      names[name].map { traits[$0].rows.contains(row) } ?? false
    }
    var random = SplitMix64(seed: UInt64(900 + seed))
    func fans(_ base: Int, _ lifts: [String: Int]) -> RowSet {
      RowSet(rows: rows) { row in
        let chance = lifts.reduce(base) { has($1.key, row) ? $0 * $1.value / 10 : $0 }
        return random.below(1_000) < min(950, chance)
      }
    }
    let likeHers = ["sex F": 22, "age 40 to 49": 30, "volunteer": 16]
    let star = fans(20, likeHers.merging(["region west": 20]) { $1 })
    let compared = [
      fans(20, likeHers.merging(["region east": 20]) { $1 }), fans(550, ["sex F": 12]),
      fans(40, ["sex M": 20, "age 20 to 29": 30]), fans(60, ["party A": 20, "age 60 to 69": 20]),
      fans(30, ["volunteer": 30, "age 30 to 39": 20]), fans(50, ["party B": 20, "sex M": 15]),
    ]
    let regional = traits.filter { !$0.name.hasPrefix("region") }
    return (
      (star, compared),
      (RowSet(rows: rows) { _ in true }, RowSet(rows: rows) { has("region east", $0) }), regional,
      rows
    )
  }

  @Test func `few fans have a flat profile, not a wild one`() {
    let few = FanProfile(fans: [3, 1, 0], of: 4, others: [500, 300, 100], of: 1_000)
    let many = FanProfile(fans: [750, 250, 0], of: 1_000, others: [500, 300, 100], of: 1_000)
    #expect(few.ratios.allSatisfy { abs($0) < 0.6 })
    #expect(many.ratios[0] > 1 && many.ratios[2] < -2)
    #expect(FanProfile.similarity(many, many) > 0.999_999)
  }
}
