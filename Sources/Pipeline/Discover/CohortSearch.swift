import Campaign
import Modeling
import Postgres

/// The search of one definition: the people asked, in two parts by household, and their traits.
struct CohortSearch {
  /// A finding with its traits in words and as tests of columns.
  struct Found {
    let finding: SubgroupDiscovery.Finding
    let words: [String]
    let tests: [(column: String, test: Trait.Test)]
  }

  let columns: CohortColumns
  let traits: [Trait]
  /// Traits of findings whose ends were moved; findings name them after those searched.
  private var moved: [Trait] = []
  /// Those who are searched, and those who confirm.
  let first: SubgroupDiscovery.Share
  let second: SubgroupDiscovery.Share
  private let names: [String]
  let people: CohortPeople
  /// What the files couldn't tell, in a sentence; nil where they told everything.
  let leftOut: String?

  /// Reads the people.
  ///
  /// - Throws: `Failure` of kind badInput where features of the day are missing, or too few did what is
  ///   looked for.
  init(
    _ columns: CohortColumns, _ folder: CampaignFolder, _ connection: inout Connection
  ) throws {
    let definition = columns.definition
    let people = try CohortPeople(columns, folder, &connection)
    self.columns = columns
    self.people = people
    leftOut = try Self.leftOut(definition, &connection)
    names = people.frame.names
    (first, second) = (people.share(searched: true), people.share(searched: false))
    // A trait of fewer than twice the smallest has too few people in a part.
    traits = columns.traits(
      of: people.frame, smallest: 2 * definition.smallest, searched: people.isSearched)
    guard people.frame.rows > 0 else {
      throw Failure(
        .badInput, "nobody known on \(definition.asOf) was asked or invited before it",
        at: definition.file,
        next: columns.set.isSnapshot
          ? "See `as_of` and the days from which the files of the set `\(columns.set.name)` count."
          : "Run `groundswell features --as-of \(definition.asOf)`, and see whether the question, "
            + "the star or the theme is written as in the files.")
    }
    guard first.positives >= Discover.fewest, second.positives >= Discover.fewest else {
      throw Failure(
        .badInput,
        "of one of the two parts fewer than \(Discover.fewest) people "
          + "\(definition.targetInWords), which shows nothing",
        at: definition.file, next: "Ask more people, or a wider question.")
    }
    guard !traits.isEmpty else {
      throw Failure(
        .badInput, "no trait is true of as many as \(2 * definition.smallest) people",
        at: definition.file, next: "Name more features, or a lower `smallest`.")
    }
  }

  /// People who clicked a message of which the file holds no send.
  private static func leftOut(
    _ definition: CohortDefinition, _ connection: inout Connection
  ) throws -> String? {
    guard case .clicks(let theme) = definition.target else { return nil }
    let count =
      try connection.rows(
        SQLFiles.statement("discover/clicks_without_send"),
        [.text(theme), .day(daysSince1970: definition.asOf.daysSince1970)]
      ) { try $0.integer(0) }.first ?? 0
    guard count > 0 else { return nil }
    return
      "\(count < ToldGroups.fewest ? "fewer than \(ToldGroups.fewest)" : "\(count)") people clicked a message that no row says was sent to "
      + "them; those clicks don't count, since of such messages the file has only who clicked."
  }

  /// What of findings may be told by counts: of those searched, and of the others.
  struct Told {
    /// Whether everyone's may.
    let everyone: (searched: Bool, others: Bool)
    let findings: [(found: Bool, confirmed: Bool)]
  }

  /// What may be told by counts.
  func told(_ found: [Found]) -> Told {
    let rows = people.frame.rows
    func part(_ isSearched: Bool) -> [Bool] {
      let part = RowSet(rows: rows) { people.isSearched.contains($0) == isSearched }
      let groups = found.map { found in
        RowSet(rows: rows) { row in
          part.contains(row)
            && found.finding.traits.allSatisfy { trait($0).rows.contains(row) }
        }
      }
      let told = ToldGroups([part] + groups, kinds: people.kinds).isTold
      // What a group has is told beside what everyone has.
      return told[0] ? told : told.map { _ in false }
    }
    let (searched, others) = (part(true), part(false))
    return Told(
      everyone: (searched[0], others[0]),
      findings: found.indices.map { (searched[$0 + 1], others[$0 + 1]) })
  }

  /// The places of a finding's people among those of the search.
  func rows(of finding: SubgroupDiscovery.Finding) -> [Int] {
    (0..<people.frame.rows).filter { row in
      finding.traits.allSatisfy { trait($0).rows.contains(row) }
    }
  }

  /// A trait by the number that a finding has for it.
  private func trait(_ number: Int) -> Trait {
    number < traits.count ? traits[number] : moved[number - traits.count]
  }

  /// All traits, those that were moved behind the others.
  var allTraits: [Trait] { traits + moved }

  /// How many groups are looked at: conjunctions of traits up to the depth.
  var groups: Int {
    var ways = 1
    return (1...min(columns.definition.depth, traits.count)).reduce(0) { sum, depth in
      ways = ways * (traits.count - depth + 1) / depth
      return sum + ways
    }
  }

  /// The findings, the strongest first.
  mutating func find() -> [Found] {
    let (findings, all) = discover(traits, isSearched: people.isSearched, seed: "", lots: nil)
    moved = all.dropFirst(traits.count).map { trait in
      var trait = trait
      trait.name = columns.words(names[trait.column], trait.test)
      return trait
    }
    let traits = traits + moved
    return findings.map { finding in
      Found(
        finding: finding, words: finding.traits.map { traits[$0].name },
        tests: finding.traits.map { (names[traits[$0].column], traits[$0].test) })
    }
  }

  /// In how many other splits of the people each finding holds up again; nil where the definition asks for none.
  ///
  /// A group that does there has mostly the same people. One split says of a group whether it held up; how much of
  /// that was the split's luck, others say. They share people, so that they are no new people to confirm by.
  func heldUpAgain(_ found: [Found]) -> [Int]? {
    let definition = columns.definition
    guard definition.splits > 0 else { return nil }
    let own = found.map { set(allTraits, $0.finding.traits) }
    var counts = [Int](repeating: 0, count: found.count)
    for split in 1...definition.splits {
      let isSearched = people.searched(ofSplit: split, definition)
      let traits = columns.traits(
        of: people.frame, smallest: 2 * definition.smallest, searched: isSearched)
      let (findings, all) = discover(
        traits, isSearched: isSearched, seed: " \(split)", lots: Self.lotsOfSplit)
      let holding = findings.filter(\.holdsUp).map { set(all, $0.traits) }
      for place in own.indices where holding.contains(where: { $0.isMostly(own[place]) }) {
        counts[place] += 1
      }
    }
    return counts
  }

  /// Lots of one of many splits: enough to tell one in twenty.
  private static let lotsOfSplit = 99

  private func set(_ traits: [Trait], _ group: [Int]) -> RowSet {
    RowSet(rows: people.frame.rows) { row in
      group.allSatisfy { traits[$0].rows.contains(row) }
    }
  }

  private func discover(
    _ traits: [Trait], isSearched: RowSet, seed words: String, lots: Int?
  ) -> SubgroupDiscovery.Discovered {
    let definition = columns.definition
    var seed = StableHash()
    seed.append("lots \(definition.seed)\(words)")
    let discovery = SubgroupDiscovery(
      search: SubgroupSearch(
        quality: definition.quality.asSearched, leastGain: 2, depth: definition.depth,
        minimumSize: definition.smallest),
      lots: min(definition.lots, lots ?? definition.lots), seed: seed.value,
      prior: Double(definition.smallest))
    let edges = columns.maker(smallest: 2 * definition.smallest, searched: isSearched)
      .edges(of: people.frame)
    return switch people.outcome {
    case .share(let target):
      discovery.discover(
        traits, target: target, isSearched: isSearched, households: people.households,
        edges: edges)
    case .measured(let outcome):
      discovery.discover(
        traits, outcome, isSearched: isSearched, households: people.households, edges: edges)
    }
  }
}

extension CohortDefinition.Quality {
  /// The same, as the mathematics has it.
  var asSearched: SubgroupQuality {
    switch self {
    case .evidence: .evidence
    case .weightedRelativeAccuracy: .weightedRelativeAccuracy
    case .binomial: .binomial
    case .chiSquared: .chiSquared
    }
  }
}

extension CohortDefinition {
  /// What the page says groups are ordered by.
  var orderInWords: String {
    switch target {
    case .dollars, .uplift: "standard errors above everyone else"
    default: quality.asSearched.words
    }
  }
}
