import Campaign
import Postgres

extension FeatureSet {
  /// A feature's column over rows called `feature`.
  ///
  /// - Throws: `Failure` of kind badInput, with the nearest name, where there is none.
  func column(_ name: String, at place: String) throws -> String {
    guard let feature = features.first(where: { $0.name == name }) else {
      throw Failure(
        .badInput, "there is no feature `\(name)` in the set `\(self.name)`", at: place,
        next: DefinitionNode.advice(name, among: names.sorted()))
    }
    return "feature.\(feature.column)"
  }

  /// A person's region in the words of campaign.yml; null where there is none.
  func region(
    by regions: CampaignDefinition.Regions, binding values: inout [Value]
  ) throws -> SQLExpression {
    let column = try column(regions.by, at: regions.place)
    let cases = regions.words.map { region, words in
      values.append(.texts(words))
      values.append(.text(region))
      return " when \(column)::text = any ($\(values.count - 1)) then $\(values.count)"
    }
    return SQLExpression(unsafe: "case\(cases.joined()) end::text")
  }
}
