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
    guard definition.traits.contains(CohortDefinition.region),
      let regions = columns.campaign.regions
    else {
      throw Failure(
        .badInput, "stars are compared in a region, and `traits` has no `region`",
        at: definition.file, next: "Add `region` to `traits`.")
    }
    guard regions.words.contains(where: { $0.region == region }) else {
      throw Failure(
        .badInput, "campaign.yml names no region `\(region)`", at: regions.place,
        next: DefinitionNode.advice(region, among: regions.words.map(\.region)))
    }
    var values: [Value] = [.text("likes")]
    let statement = try SQLFiles.statement("discover/likes").replacing([
      "relation": .expression(columns.set.relation),
      "as_of": .day(daysSince1970: definition.asOf.daysSince1970),
      "features": .expression(try columns.expression(binding: &values)),
    ])
    var builder = columns.builder
    var liked: [[String]] = []
    _ = try connection.stream(statement, values) { row in
      liked.append(try row.texts(1))
      try builder.append(row, from: 2)
    }
    let fans = Dictionary(
      grouping: liked.indices.flatMap { row in liked[row].map { (star: $0, row: row) } }, by: \.star
    ).mapValues { Set($0.map(\.row)) }
    guard let own = fans[star], own.count >= Discover.fewestFans else {
      throw Failure(
        .badInput, "fewer than \(Discover.fewestFans) people asked like `\(star)`",
        at: definition.file,
        next: DefinitionNode.advice(star, among: fans.keys.sorted()))
    }
    let others = fans.keys.filter { $0 != star }.sorted()
    let frame = builder.frame
    // A region's own people are no likeness.
    let traits = columns.traits(of: frame, smallest: 2 * definition.smallest).filter {
      ![CohortDefinition.region, regions.by].contains(frame.names[$0.column])
    }
    func rows(_ set: Set<Int>) -> RowSet { RowSet(rows: liked.count) { set.contains($0) } }
    var seed = StableHash()
    seed.append("alike \(definition.seed)")
    return LookAlike(traits, rows: liked.count).matches(
      rows(own), home: RowSet(rows: liked.count) { _ in true },
      others: others.map { rows(fans[$0] ?? []) }, region: builder.rows(of: region),
      least: Discover.fewestFans, seed: seed.value
    ).map { match in
      // The strongest of each column: neighbouring ages say the same again.
      var seen: Set<Int> = []
      let shared = match.traits.filter {
        $0.score > 0 && seen.insert(traits[$0.trait].column).inserted
      }
      return CohortReport.Match(
        star: others[match.star], match: match,
        traits: shared.prefix(4).map { traits[$0.trait].name })
    }
  }
}
