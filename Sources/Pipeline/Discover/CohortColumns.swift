import Campaign
import Modeling
import Postgres

/// What was known of people on a day, as columns that make traits.
struct CohortColumns {
  let definition: CohortDefinition
  let campaign: CampaignDefinition
  let set: FeatureSet
  private let features: [FeatureSet.Feature]
  private let tags: [FeatureSet.Feature]

  /// The features that a definition names, where their classes of data may serve its purpose.
  ///
  /// - Throws: `Failure` of kind refused where they may not, of kind badInput where there are none.
  init(
    _ definition: CohortDefinition, _ campaign: CampaignDefinition, _ connection: inout Connection
  ) throws {
    self.definition = definition
    self.campaign = campaign
    set = try FeatureSet.read(
      definition.set, purpose: definition.purpose, place: definition.file, &connection)
    guard set.isSnapshot == (definition.set != CohortDefinition.history) else {
      throw Failure(.bug, "a set of people that is no snapshot", at: definition.set)
    }
    let set = set
    tags = try definition.tags.map(Self.feature)
    features = try definition.traits.filter { $0 != CohortDefinition.region }.map { name in
      guard let feature = set.features.first(where: { $0.name == name }) else {
        throw Failure(
          .badInput, "there is no feature `\(name)` in the set `\(set.name)`", at: definition.file,
          next: DefinitionNode.advice(
            name, among: set.names.sorted() + [CohortDefinition.region]))
      }
      try set.allow(name, purpose: definition.purpose, at: definition.file)
      return feature
    }
    for column in definition.cuts.keys.sorted()
    where features.first(where: { $0.name == column }).map({
      !["number", "cents"].contains($0.kind)
    })
      ?? true
    {
      throw Failure(
        .badInput, "`cuts` of `\(column)`, which is no number among the traits",
        at: definition.file, next: "Leave it out, or name the trait.")
    }
    if hasRegion {
      guard let regions else {
        throw Failure(
          .badInput,
          set.isSnapshot
            ? "the set `\(set.name)` has no regions here" : "campaign.yml names no regions",
          at: definition.file,
          next:
            "Add `regions: {by: \(set.isSnapshot ? "COLUMN" : "county"), of: {NAME: [WORD, …]}}` "
            + "\(set.isSnapshot ? "to the definition" : "there"), or leave the trait out.")
      }
      try set.allow(regions.by, purpose: definition.purpose, at: regions.place)
    }
  }

  /// The definition's own regions; else, of the campaign's people, those of campaign.yml.
  var regions: CampaignDefinition.Regions? {
    definition.regions ?? (set.isSnapshot ? nil : campaign.regions)
  }

  private var hasRegion: Bool { definition.traits.contains(CohortDefinition.region) }

  /// The columns as a statement reads them over rows called `feature`.
  func expression(binding values: inout [Value]) throws -> SQLExpression {
    var parts = features.map(ColumnBuilder.expression)
    for tag in definition.tags { parts.append(try expression(tag, binding: &values)) }
    if hasRegion, let regions {
      parts.append(try set.region(by: regions, binding: &values).text)
    }
    return SQLExpression(unsafe: parts.joined(separator: ", "))
  }

  /// Takes rows in, columns beginning at one.
  struct Builder {
    private var builders: [ColumnBuilder]
    private let region: String?
    private var regionNames: [String] = []
    private var regions: [Int32] = []
    private var rows = 0

    fileprivate init(_ columns: CohortColumns) {
      builders = (columns.features + columns.tags).map { ColumnBuilder(feature: $0) }
      region = columns.hasRegion ? CohortDefinition.region : nil
    }

    mutating func append(_ row: borrowing Row, from start: Int) throws {
      for index in builders.indices { try builders[index].append(row, start + index) }
      rows += 1
      guard region != nil else { return }
      guard let name = try row.textIfPresent(start + builders.count) else {
        regions.append(-1)
        return
      }
      let code = regionNames.firstIndex(of: name) ?? regionNames.count
      if code == regionNames.count { regionNames.append(name) }
      regions.append(Int32(code))
    }

    var frame: RawFrame {
      var columns = builders.map { ($0.feature.name, $0.column) }
      if let region { columns.append((region, .categorical(codes: regions, levels: regionNames))) }
      return RawFrame(rows: rows, columns: columns)
    }

    /// The rows of a region.
    func rows(of name: String) -> RowSet {
      let code = regionNames.firstIndex(of: name).map { Int32($0) } ?? -2
      return RowSet(rows: rows) { regions.indices.contains($0) && regions[$0] == code }
    }
  }

  var builder: Builder { Builder(self) }

  /// What makes traits of a frame.
  ///
  /// - Parameter searched: those whose numbers say where to cut; nil for everyone.
  func maker(smallest: Int, searched: RowSet?) -> TraitMaker {
    var maker = TraitMaker(minimumSize: smallest)
    maker.cuts = definition.cuts
    maker.searched = searched
    return maker
  }

  /// Traits of a frame in the words of people.
  func traits(of frame: RawFrame, smallest: Int, searched: RowSet? = nil) -> [Trait] {
    maker(smallest: smallest, searched: searched).traits(of: frame, says: says, amount: amount)
      // A word of an innocent column may still speak of a protected trait: nobody is picked by it.
      .filter { trait in
        guard case .level(let level) = trait.test else { return true }
        return ProtectedTrait(value: level) == nil
      }
  }

  /// A range in the words of people.
  func words(_ column: String, _ test: Trait.Test) -> String {
    guard case .range(let low, let high) = test else { return says(column) }
    return TraitMaker.words(
      says(column), low.map { amount(column, $0) }, high.map { amount(column, $0) })
  }

  private func says(_ name: String) -> String {
    guard !isTag(name) else { return name }
    return name.split(separator: "_").filter { $0 != "cents" }.joined(separator: " ")
  }

  private func amount(_ name: String, _ value: Double) -> String {
    if features.first(where: { $0.name == name })?.kind == "cents" {
      return Cents(Int64(value)).dollars
    }
    return value == value.rounded() ? "\(Int64(value))" : "\(value)"
  }

  private func isTag(_ column: String) -> Bool { tags.contains { $0.name == column } }

  /// Columns that say what people think of stars.
  var ofStars: [String] {
    definition.tags.filter(\.isOfStar).map(\.words)
      + (definition.stars?.columns.map(\.column) ?? [])
  }

  /// A finding's people as a list's `universe` writes it; nil of a tag, which a list doesn't know.
  func universe(_ tests: [(column: String, test: Trait.Test)]) -> String? {
    guard !tests.contains(where: { isTag($0.column) }) else { return nil }
    let parts = tests.map { column, test in
      switch test {
      case .level(let level):
        guard column == CohortDefinition.region, let regions else {
          return "\(column): {in: [\(Self.quoted(level))]}"
        }
        let words = regions.words.first { $0.region == level }?.words ?? []
        return "\(regions.by): {in: [\(words.map(Self.quoted).joined(separator: ", "))]}"
      case .range(let low, let high):
        if features.first(where: { $0.name == column })?.kind == "flag" {
          return "\(column): {is: yes}"
        }
        let bounds = [
          low.map { "at_least: \(Self.plain($0))" }, high.map { "at_most: \(Self.plain($0))" },
        ].compactMap { $0 }
        return "\(column): {\(bounds.joined(separator: ", "))}"
      }
    }
    return "universe: {\(parts.joined(separator: ", "))}"
  }

  /// A word as YAML reads it inside a list's brackets.
  private static func quoted(_ word: String) -> String {
    let isPlain =
      word.first?.isLetter == true && word.last != " "
      && word.unicodeScalars.allSatisfy {
        $0.properties.isAlphabetic || "0123456789 _-".unicodeScalars.contains($0)
      }
      && !["yes", "no", "on", "off", "true", "false", "null"].contains(word.lowercased())
    return isPlain ? word : "'\(word.replacing("'", with: "''"))'"
  }

  private static func plain(_ value: Double) -> String {
    value == value.rounded() ? "\(Int64(value))" : "\(value)"
  }
}
