import Campaign
import Modeling
import Postgres
import Reporting

/// The stars whose fans in a region are like those of another star.
struct StarSearch {
  let columns: CohortColumns
  let star: String
  let region: String

  /// The stars, the most alike first.
  ///
  /// - Throws: `Failure` of kind badInput where the star or the region isn't known, or the star has too few
  ///   fans.
  func matches(_ connection: inout Connection) throws -> [CohortReport.Match] {
    let definition = columns.definition
    guard definition.traits.contains(CohortDefinition.region), let regions = columns.regions else {
      throw Failure(
        .badInput, "stars are compared in a region, and `traits` has no `region`",
        at: definition.file, next: "Add `region` to `traits`.")
    }
    guard regions.words.contains(where: { $0.region == region }) else {
      throw Failure(
        .badInput, "there is no region `\(region)`", at: regions.place,
        next: DefinitionNode.advice(region, among: regions.words.map(\.region)))
    }
    guard !columns.set.isSnapshot || definition.stars != nil else {
      throw Failure(
        .badInput, "no column of the set `\(columns.set.name)` is named as a star's",
        at: definition.file, next: "Add `stars: {of: {STAR: COLUMN, …}, likes: [WORD, …]}`.")
    }
    let answers = try StarAnswers(columns, region: region, &connection)
    guard let own = answers.stars.first(where: { $0.name == star }),
      own.fans.count >= Discover.fewestFans
    else {
      throw Failure(
        .badInput, "fewer than \(Discover.fewestFans) people asked like `\(star)`",
        at: definition.file,
        next: DefinitionNode.advice(star, among: answers.stars.map(\.name)))
    }
    let others = answers.stars.filter { $0.name != star }
    let frame = answers.frame
    // A region's own people are no likeness, nor is whom else people like.
    let left = Set(
      [CohortDefinition.region, regions.by] + columns.ofStars)
    let traits = columns.traits(of: frame, smallest: 2 * definition.smallest).filter {
      !left.contains(frame.names[$0.column])
    }
    var seed = StableHash()
    seed.append("alike \(definition.seed)")
    return LookAlike(traits, rows: frame.rows, smallest: 2 * definition.smallest).matches(
      own.fans, home: own.asked, others: others.map(\.fans), asked: others.map(\.asked),
      region: answers.region, households: answers.households, least: Discover.fewestFans,
      seed: seed.value
    ).map { match in
      // The strongest of each column: neighbouring ages say the same again.
      var seen: Set<Int> = []
      let shared = match.traits.filter {
        $0.score > 0 && seen.insert(traits[$0.trait].column).inserted
      }
      let reachable = answers.reachable.map { reachable in
        let fans = others[match.star].fans
        return (0..<frame.rows).count {
          fans.contains($0) && answers.region.contains($0) && reachable.contains($0)
        }
      }
      return CohortReport.Match(
        star: others[match.star].name, match: match, reachable: reachable,
        traits: shared.prefix(4).map { traits[$0.trait].name })
    }
  }
}
