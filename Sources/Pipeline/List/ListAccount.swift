import Campaign
import Modeling
import Postgres
import Reporting

/// A cut list with its account: everyone of the universe is listed, held out, or has a first reason
/// why not.
struct ListAccount {
  /// What stands in the place of a reason where a person is held out.
  static let heldOut = "heldOut"

  let query: ListQuery
  let cut: Int64
  let rows: [ListRow]
  /// Those who gave up to the limit and are asked for time.
  let volunteers: [ListRow]
  let worth: ListWorth
  let universe: Int
  let listed: Int
  let heldOutCount: Int
  let excluded: [String: Int]
  let percentiles: RankPercentile
  let cites: [ListManifest.Cite]
  /// How full the room will be, on an event's list.
  let invitations: InvitationAccount?
  /// Where the data come from and why they may serve.
  let sources: [CounselPage.Content.Source]

  /// Reads the account of a cut back from the database.
  static func read(
    _ query: ListQuery, cut: Int64, rows: [ListRow], volunteers: [ListRow],
    invitations: InvitationAccount? = nil, _ connection: inout Connection
  ) throws -> ListAccount {
    let counts = try connection.rows(SQLFiles.statement("list/counts"), [.integer(cut)]) {
      (
        reason: try $0.textIfPresent(0), people: Int(try $0.integer(1)),
        best: try $0.doubleIfPresent(2)
      )
    }
    let listed = counts.first { $0.reason == nil }?.people ?? 0
    guard listed == rows.count else {
      throw Failure(
        .bug, "the list and its account disagree", at: query.list.file,
        next: "Report it: nothing was written.")
    }
    var excluded = Dictionary(
      uniqueKeysWithValues: counts.compactMap { count in count.reason.map { ($0, count.people) } })
    let heldOut = excluded.removeValue(forKey: Self.heldOut) ?? 0
    return ListAccount(
      query: query, cut: cut, rows: rows, volunteers: volunteers,
      worth: try ListWorth.read(
        query, cut: cut,
        next: counts.first { $0.reason == ExclusionReason.belowTheCut.rawValue }?.best, &connection),
      universe: counts.map(\.people).reduce(0, +), listed: listed, heldOutCount: heldOut,
      excluded: excluded,
      percentiles: query.list.ranking.isOfUplift
        ? try UpliftScore.percentiles(of: query.list.model, &connection)
        : try ScoreFile.percentiles(of: query.list.model, &connection),
      cites: try connection.rows(SQLFiles.statement("list/cites"), [.integer(cut)]) {
        ListManifest.Cite(
          provenance: try $0.text(0), cite: try $0.text(1),
          checkedOn: Day(daysSince1970: try $0.day(2)).description)
      }, invitations: invitations, sources: try CounselSheet.read(cut: cut, &connection))
  }
}
