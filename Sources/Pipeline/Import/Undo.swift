import Campaign
import Postgres

/// Takes a batch back: its rows leave the database, and match takes them away from people.
public enum Undo {
  /// What was taken back.
  public struct Summary: StageSummary {
    /// The batch.
    public var batch: Int
    /// Its layout.
    public var layout: String
    /// How many rows it had.
    public var rows: Int64

    /// The summary in a line.
    public var text: String {
      "batch \(batch) (\(layout)) undone: \(rows) rows taken away; run `groundswell match` next"
    }
  }

  /// Undoes a batch.
  ///
  /// - Throws: `Failure`: `badInput` where there is none; `refused` where a closed contest's list holds its
  ///   entries.
  public static func run(batch: Int, _ workspace: Workspace) throws -> Summary {
    var connection = try workspace.connect(as: .loader)
    return try connection.transaction { connection in
      try Run.takeTurn(at: "run.batch", &connection)
      let found = try connection.rows(SQLFiles.statement("import/undo"), [.integer(Int64(batch))]) {
        (try $0.text(0), try $0.text(1), try $0.integer(2))
      }
      guard let (target, layout, rows) = found.first else {
        throw Failure(
          .badInput, "there is no batch \(batch) to undo",
          next: "See `groundswell import`'s own words for the batch of a file.")
      }
      let table: String =
        switch ImportTarget(rawValue: target) {
        case .contestEntry: "contest.entry"
        case .protectedClass: "probe.stated"
        case .fecContribution: "fec.contribution"
        case .fecCommittee: "fec.committee"
        default: "source.\(Identifier(target)?.description ?? "")"
        }
      if target == ImportTarget.contestEntry.rawValue {
        try refuseClosed(batch: batch, &connection)
      }
      if layout == Inbox.layout {
        // No file holds them.
        try connection.execute(SQLFiles.statement("inbox/put_back"), [.integer(Int64(batch))])
      }
      _ = try connection.execute(
        SQLFiles.statement("import/delete_batch").replacing([
          "table": .expression(SQLExpression(unsafe: table)), "batch": .integer(Int64(batch)),
        ]))
      return Summary(batch: batch, layout: layout, rows: rows)
    }
  }

  private static func refuseClosed(batch: Int, _ connection: inout Connection) throws {
    let closed = try connection.rows(
      SQLFiles.statement("contest/closed_batch"), [.integer(Int64(batch))]
    ) { try $0.text(0) }
    guard let contest = closed.first else { return }
    throw Failure(
      .refused, "the published list of the contest `\(contest)` holds entries of batch \(batch)",
      next: "A closed contest's entries stay; `erase` takes a person's.")
  }
}
