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
    traits = columns.traits(of: people.frame, smallest: 2 * definition.smallest)
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
        "\(first.positives) and \(second.positives) people of the two parts "
          + "\(definition.targetInWords): fewer than \(Discover.fewest) show nothing",
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
      "\(count) \(count == 1 ? "person" : "people") clicked a message that no row says was sent to "
      + "them; those clicks don't count, since of such messages the file has only who clicked."
  }

  /// The places of a finding's people among those of the search.
  func rows(of finding: SubgroupDiscovery.Finding) -> [Int] {
    (0..<people.frame.rows).filter { row in
      finding.traits.allSatisfy { traits[$0].rows.contains(row) }
    }
  }

  /// How many groups are looked at: conjunctions of traits up to the depth.
  var groups: Int {
    var ways = 1
    return (1...min(columns.definition.depth, traits.count)).reduce(0) { sum, depth in
      ways = ways * (traits.count - depth + 1) / depth
      return sum + ways
    }
  }

  /// The findings, the strongest first.
  func found() -> [Found] {
    let definition = columns.definition
    var seed = StableHash()
    seed.append("lots \(definition.seed)")
    let discovery = SubgroupDiscovery(
      search: SubgroupSearch(
        quality: .evidence, leastGain: 2, depth: definition.depth,
        minimumSize: definition.smallest),
      lots: definition.lots, seed: seed.value, prior: Double(definition.smallest))
    let findings =
      switch people.outcome {
      case .share(let target):
        discovery.findings(
          traits, target: target, isSearched: people.isSearched, households: people.households)
      case .measured(let outcome):
        discovery.findings(
          traits, outcome, isSearched: people.isSearched, households: people.households)
      }
    return findings.map { finding in
      Found(
        finding: finding, words: finding.traits.map { traits[$0].name },
        tests: finding.traits.map { (names[traits[$0].column], traits[$0].test) })
    }
  }
}
