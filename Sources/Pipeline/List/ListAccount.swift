import Campaign
import Modeling
import Postgres

/// A cut list with its account: everyone of the universe is listed, or has a first reason why not.
struct ListAccount {
  let query: ListQuery
  let rows: [ListRow]
  let universe: Int
  let listed: Int
  let excluded: [String: Int]
  let percentiles: RankPercentile
  let cites: [ListManifest.Cite]

  /// Reads the account of a cut back from the database.
  static func read(
    _ query: ListQuery, cut: Int64, rows: [ListRow], _ connection: inout Connection
  ) throws -> ListAccount {
    let counts = try connection.rows(SQLFiles.statement("list/counts"), [.integer(cut)]) {
      (reason: try $0.textIfPresent(0), people: Int(try $0.integer(1)))
    }
    let listed = counts.first { $0.reason == nil }?.people ?? 0
    guard listed == rows.count else {
      throw Failure(
        .bug, "the list and its account disagree", at: query.list.file,
        next: "Report it: nothing was written.")
    }
    let excluded = counts.compactMap { count in count.reason.map { ($0, count.people) } }
    return ListAccount(
      query: query, rows: rows, universe: counts.map(\.people).reduce(0, +), listed: listed,
      excluded: Dictionary(uniqueKeysWithValues: excluded),
      percentiles: query.list.ranking == .uplift
        ? try UpliftScore.percentiles(of: query.list.model, &connection)
        : try ScoreFile.percentiles(of: query.list.model, &connection),
      cites: try connection.rows(SQLFiles.statement("list/cites"), [.integer(cut)]) {
        ListManifest.Cite(
          provenance: try $0.text(0), cite: try $0.text(1),
          checkedOn: Day(daysSince1970: try $0.day(2)).description)
      })
  }

  /// Writes the list and its manifest.
  ///
  /// - Parameter path: where, without an ending.
  func write(to path: String) throws -> ListStage.Summary {
    let columns = ListFile.columns(
      query.list, isNameless: query.set.isSnapshot, hasAsk: query.rules.limit != nil,
      percentiles: percentiles)
    let sha256 = try ListFile.write(rows, columns: columns, to: "\(path).csv")
    try ListManifest(self, columns: columns.map(\.header), csvSHA256: sha256)
      .write(to: "\(path).manifest.json")
    return ListStage.Summary(
      list: query.list.name, universe: universe, listed: listed, excluded: excluded,
      csv: "\(path).csv", manifest: "\(path).manifest.json", warning: query.warning)
  }
}
