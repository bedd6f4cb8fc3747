import Campaign
import Modeling
import Postgres

extension ListStage {
  /// A model serves its purpose alone; and a chance is no uplift, nor an uplift a chance: who is
  /// likeliest to say yes may be moved least.
  func refuseOtherUse(_ list: ListDefinition, _ model: StoredModel) throws {
    guard model.purpose == list.purpose else {
      throw Failure(
        .refused, "the list is to \(list.purpose), its model was fitted to \(model.purpose)",
        at: list.file, next: "Fit a model for the list's purpose.")
    }
    guard list.ranking.isOfUplift != (model.uplift != nil) else { return }
    throw Failure(
      .badInput,
      list.ranking.isOfUplift
        ? "the model `\(list.model)` is of no experiment's uplift, so nobody can be ranked by it"
        : "the model `\(list.model)` is of uplift, which `rank_by: \(list.ranking.rawValue)` isn't",
      at: list.file,
      next: list.ranking.isOfUplift
        ? "Rank by probability or expected_value, or by a model with a `treatment`."
        : "Write `rank_by: uplift`, or `incremental_value` with `amounts`.")
  }

  /// What people give is known from a model of the list's own purpose.
  func amounts(
    _ list: ListDefinition, _ connection: inout Connection
  ) throws -> [ListQuery.OtherModel] {
    try list.amounts.map { try scores($0, "what people give", list, &connection) } ?? []
  }

  /// A chance of accepting is known from a model of the list's own purpose.
  func chances(
    _ list: ListDefinition, _ connection: inout Connection
  ) throws -> [ListQuery.OtherModel] {
    try list.event?.chances.map { try scores($0, "who accepts", list, &connection) } ?? []
  }

  private func scores(
    _ amounts: String, _ what: String, _ list: ListDefinition, _ connection: inout Connection
  ) throws -> [ListQuery.OtherModel] {
    let versions = try connection.rows(SQLFiles.statement("list/amounts"), [.text(amounts)]) {
      (
        purpose: try $0.text(0),
        model: ListQuery.OtherModel(
          name: amounts, version: try $0.integer(1), number: try $0.integer(2))
      )
    }
    let purposes = Set(versions.map(\.purpose))
    guard !purposes.isEmpty else {
      throw Failure(
        .badInput, "the model `\(amounts)` has no scores that say \(what)", at: list.file,
        next: "Run `groundswell score \(amounts)`.")
    }
    guard purposes == [list.purpose] else {
      throw Failure(
        .refused,
        "the list is to \(list.purpose), the model `\(amounts)` was fitted to "
          + "\(purposes.sorted().joined(separator: ", "))", at: list.file,
        next: "Name a model of the list's purpose.")
    }
    return versions.map(\.model)
  }

  /// A column that the list hasn't was meant for another list.
  func refuseAbsentColumns(_ query: ListQuery) throws {
    guard let chosen = query.list.columns else { return }
    let had = ListFile.allColumns(query, percentiles: RankPercentile(cutoffs: []))
      .compactMap(\.shows)
    guard
      let absent = ListColumn.allCases.first(where: { chosen.contains($0) && !had.contains($0) })
    else { return }
    throw Failure(
      .badInput, "`columns` names `\(absent.rawValue)`, which this list hasn't",
      at: query.list.file,
      next: "It has: "
        + ListColumn.allCases.filter(had.contains).map(\.rawValue).joined(separator: ", ") + ".")
  }

  /// A file that waits may hold who asked not to be called, or gifts that count to the limit.
  func refuseWaitingFiles(
    _ list: ListDefinition, _ connection: inout Connection
  ) throws {
    let waiting = try connection.rows(SQLFiles.statement("list/waiting")) { try $0.integer(0) }
    guard waiting == [0] else {
      throw Failure(
        .badInput, "files that were imported or undone wait for match", at: list.file,
        next: "Run `groundswell match`.")
    }
  }

  /// A snapshot's list goes by no rule about people, so it may hold nobody of whom one could be known.
  func refuseKnownPeople(
    _ set: FeatureSet, _ list: ListDefinition, _ connection: inout Connection
  ) throws {
    let statement = try SQLFiles.statement("list/known_people").replacing([
      "relation": .expression(set.relation)
    ])
    let known = try connection.rows(statement) { try $0.integer(0) }
    guard known == [0] else {
      throw Failure(
        .refused,
        "people of the snapshot `\(set.name)` are voters or donors of other files, whose requests "
          + "and limits such a list doesn't go by", at: list.file,
        next: "Rank them with a model of the set `history`.")
    }
  }
}
