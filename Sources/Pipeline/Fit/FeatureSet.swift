import Campaign
import Postgres

/// A feature set as the database knows it: its table, its features and what they may serve.
struct FeatureSet {
  /// One feature.
  struct Feature {
    let name: String
    /// `number`, `flag`, `category` or `cents`.
    let kind: String
    /// Words for a caller, with `{value}` in the value's place.
    let says: String?
    /// The classes of data that it is made of.
    let provenances: [String]
    /// The classes that the purpose doesn't allow.
    let forbidden: [String]
    let column: Identifier
    /// Whether new models may take it; a layout can call a column something else later.
    let isOffered: Bool
  }

  let name: String
  /// The table, quoted.
  let relation: SQLExpression
  /// Its name without the schema, by which its columns' classes are on record.
  let table: String
  /// Whether it is a snapshot of its own day, with a batch a row, or rows as of many days.
  let isSnapshot: Bool
  let features: [Feature]
  /// The types of the table's own columns, outcomes and leaks included.
  let types: [String: String]
  /// Their names.
  var columns: Set<String> { Set(types.keys) }

  /// Reads a feature set.
  ///
  /// - Parameters:
  ///   - purpose: what its features are wanted for.
  ///   - place: the definition that asks, for messages.
  static func read(
    _ name: String, purpose: String, place: String, _ connection: inout Connection
  ) throws -> FeatureSet {
    let sets = try connection.rows(SQLFiles.statement("fit/feature_sets")) {
      (name: try $0.text(0), relation: try $0.text(1), kind: try $0.text(2))
    }
    guard let set = sets.first(where: { $0.name == name }) else {
      throw Failure(
        .badInput, "there is no feature set `\(name)`", at: place,
        next: "Import its files and run `groundswell features`. "
          + DefinitionNode.advice(name, among: sets.map(\.name)))
    }
    let parts = set.relation.split(separator: ".").map(String.init)
    guard parts.count == 2, let schema = Identifier(parts[0]), let table = Identifier(parts[1])
    else { throw Failure(.bug, "a feature set without a table", at: name) }
    let features = try connection.rows(
      SQLFiles.statement("fit/features"), [.text(name), .text(purpose)]
    ) { row in
      Feature(
        name: try row.text(0), kind: try row.text(1), says: try row.textIfPresent(2),
        provenances: try row.texts(3), forbidden: try row.texts(4),
        column: try Snapshot.identifier(try row.text(0)), isOffered: try row.bool(5))
    }
    let types = try connection.rows(
      SQLFiles.statement("run/columns"), [.text(parts[0]), .text(parts[1])]
    ) { (try $0.text(0), try $0.text(1)) }
    return FeatureSet(
      name: name, relation: SQLExpression(unsafe: "\(schema).\(table)"), table: parts[1],
      isSnapshot: set.kind == "snapshot", features: features,
      types: Dictionary(types, uniquingKeysWith: { first, _ in first }))
  }

  /// The names of the features.
  var names: Set<String> { Set(features.map(\.name)) }

  /// The features that a model takes, in the set's order.
  ///
  /// Left to choose for itself, it takes all that its purpose allows; a feature that is named
  /// must be there and be allowed.
  func chosen(for model: ModelDefinition) throws -> [Feature] {
    for name in model.exceptions where !columns.contains(name) { throw unknown(name, model) }
    guard features.contains(where: { !$0.provenances.isEmpty }) else {
      let day = model.trainAsOf?.description ?? "DAY"
      throw Failure(
        .badInput, "the features of the set `\(name)` were never built", at: model.file,
        next: "Run `groundswell features --as-of \(day)`.")
    }
    switch model.features {
    case .automatic:
      let chosen = features.filter {
        $0.isOffered && !$0.provenances.isEmpty && $0.forbidden.isEmpty
          && !model.exceptions.contains($0.name)
      }
      guard !chosen.isEmpty else {
        throw Failure(
          .badInput, "no feature of the set `\(name)` is left that may serve to \(model.purpose)",
          at: model.file, next: "See `features.except`, and `permitted_use` in campaign.yml.")
      }
      return chosen
    case .named(let names):
      let chosen = try names.filter { !model.exceptions.contains($0) }.map { name in
        guard let feature = features.first(where: { $0.name == name && $0.isOffered })
        else {
          throw unknown(name, model)
        }
        try allow(feature, purpose: model.purpose, at: model.file)
        return feature
      }
      guard !chosen.isEmpty else {
        throw Failure(
          .badInput, "`features.except` leaves none of the features in use", at: model.file,
          next: "Keep at least one.")
      }
      return chosen
    }
  }

  /// Refuses a column whose classes of data a purpose doesn't allow: one that picks
  /// people or sizes gifts serves the purpose as much as a term does.
  func allow(_ column: String, purpose: String, at place: String) throws {
    if let feature = features.first(where: { $0.name == column }) {
      try allow(feature, purpose: purpose, at: place)
    }
  }

  /// Refuses columns of a snapshot that are no features but make the model all the same, such as its
  /// outcome, where a class of their data may not serve the purpose.
  func allow(
    outcomes columns: [String], purpose: String, at place: String, _ connection: inout Connection
  ) throws {
    let forbidden = try connection.rows(
      SQLFiles.statement("fit/column_classes"), [.text(table), .texts(columns), .text(purpose)]
    ) { (column: try $0.text(0), provenance: try $0.text(1)) }
    guard let first = forbidden.first else { return }
    throw Failure(
      .refused,
      "the column `\(first.column)` comes from \(first.provenance), which may not serve to "
        + purpose,
      at: place,
      next: "A model is made of its outcome as much as of its features. Where counsel allows the "
        + "use, add it to `permitted_use` in campaign.yml with its cite. FEC data never serves a "
        + "solicitation.")
  }

  private func allow(_ feature: Feature, purpose: String, at place: String) throws {
    guard feature.forbidden.isEmpty, !feature.provenances.isEmpty else {
      let classes = feature.forbidden.joined(separator: ", ")
      throw Failure(
        .refused,
        feature.provenances.isEmpty
          ? "the feature `\(feature.name)` has no known provenance"
          : "the feature `\(feature.name)` comes from \(classes), which may not serve to "
            + purpose,
        at: place,
        next: "Leave it out; or, where counsel allows the use, add it to `permitted_use` in "
          + "campaign.yml with its cite. FEC data never serves a solicitation.")
    }
  }

  private func unknown(_ name: String, _ model: ModelDefinition) -> Failure {
    Failure(
      .badInput,
      columns.contains(name)
        ? "the column `\(name)` is an outcome, a treatment or a leak, never a feature"
        : "there is no feature `\(name)` in the set `\(self.name)`",
      at: model.file, next: DefinitionNode.advice(name, among: names.sorted()))
  }
}
