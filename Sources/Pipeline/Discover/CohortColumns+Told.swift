import Campaign
import Postgres

extension CohortColumns {
  /// A column of the set that may be what is looked for: a feature, or an outcome.
  ///
  /// - Throws: `Failure` of kind badInput where the set has no such column, or it is what was done to people.
  func told(
    _ column: String, at place: String, _ connection: inout Connection
  ) throws -> FeatureSet.Feature {
    if let feature = set.features.first(where: { $0.name == column }) { return feature }
    let role = try connection.rows(
      SQLFiles.statement("fit/column_role"), [.text(set.name), .text(column)]
    ) { try $0.text(0) }.first
    guard let type = set.types[column], role == "outcome" else {
      throw Failure(
        .badInput,
        role == nil
          ? "there is no column `\(column)` in the set `\(set.name)`"
          : "the column `\(column)` is neither a feature nor an outcome in its layout",
        at: place, next: DefinitionNode.advice(column, among: set.names.sorted()))
    }
    let kind =
      switch type {
      case "boolean": "flag"
      case "text": "category"
      default: "number"
      }
    return FeatureSet.Feature(
      name: column, kind: kind, says: nil, provenances: [], forbidden: [],
      column: try Snapshot.identifier(column), isOffered: false)
  }
}
