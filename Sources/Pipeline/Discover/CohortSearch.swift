import Campaign
import Modeling
import Postgres

/// The search of one definition: the people asked, in two halves by household, and their traits.
struct CohortSearch {
  /// A finding with its traits in words and as tests of columns.
  struct Found {
    let finding: SubgroupDiscovery.Finding
    let words: [String]
    let tests: [(column: String, test: Trait.Test)]
  }

  let columns: CohortColumns
  let traits: [Trait]
  /// The half that is searched, and the half that confirms.
  let first: SubgroupDiscovery.Share
  let second: SubgroupDiscovery.Share
  private let names: [String]
  private let target: RowSet
  private let isFirstHalf: RowSet

  /// Reads the people.
  ///
  /// - Throws: `Failure` of kind badInput where features of the day are missing, or too few did what is
  ///   looked for.
  init(_ columns: CohortColumns, _ connection: inout Connection) throws {
    let definition = columns.definition
    let hash = SampleHash(seed: "cohort \(definition.seed)")
    let file: String
    var values: [Value]
    switch definition.target {
    case .answer(let question, let answer):
      file = "discover/answers"
      values = [.text(question), .text(answer)]
    case .star(let star):
      file = "discover/attendances"
      values = [.text(star)]
    }
    let statement = try SQLFiles.statement(file).replacing([
      "relation": .expression(columns.set.relation),
      "as_of": .day(daysSince1970: definition.asOf.daysSince1970),
      "factor": .integer(hash.factor), "summand": .integer(hash.summand),
      "half": .integer(Int64(SampleHash.bucketCount / 2)),
      "features": .expression(try columns.expression(binding: &values)),
    ])
    var builder = columns.builder
    var halves: [Bool] = []
    var outcomes: [Bool] = []
    _ = try connection.stream(statement, values) { row in
      halves.append(try row.bool(1))
      outcomes.append(try row.bool(2))
      try builder.append(row, from: 3)
    }
    let frame = builder.frame
    self.columns = columns
    names = frame.names
    target = RowSet(rows: outcomes.count) { outcomes[$0] }
    isFirstHalf = RowSet(rows: outcomes.count) { halves[$0] }
    func share(_ half: Bool) -> SubgroupDiscovery.Share {
      let rows = outcomes.indices.filter { halves[$0] == half }
      return .init(size: rows.count, positives: rows.filter { outcomes[$0] }.count)
    }
    (first, second) = (share(true), share(false))
    // A trait of fewer than twice the smallest has too few people in a half.
    traits = columns.traits(of: frame, smallest: 2 * definition.smallest)
    guard outcomes.count > 0 else {
      throw Failure(
        .badInput, "nobody known on \(definition.asOf) was asked or invited before it",
        at: definition.file,
        next:
          "Run `groundswell features --as-of \(definition.asOf)`, and see whether the question or "
          + "the star is written as in the files.")
    }
    guard first.positives >= Discover.fewest, second.positives >= Discover.fewest else {
      throw Failure(
        .badInput,
        "\(first.positives) and \(second.positives) people of the two halves "
          + "\(definition.targetInWords): fewer than \(Discover.fewest) show nothing",
        at: definition.file, next: "Ask more people, or a wider question.")
    }
    guard !traits.isEmpty else {
      throw Failure(
        .badInput, "no trait is true of as many as \(2 * definition.smallest) people",
        at: definition.file, next: "Name more features, or a lower `smallest`.")
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
    return discovery.findings(traits, target: target, isFirstHalf: isFirstHalf).map { finding in
      Found(
        finding: finding, words: finding.traits.map { traits[$0].name },
        tests: finding.traits.map { (names[traits[$0].column], traits[$0].test) })
    }
  }
}
