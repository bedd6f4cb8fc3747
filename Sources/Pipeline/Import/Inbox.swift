public import Campaign
import Postgres

/// Takes in what callers wrote down under logins of their own: a batch like any file's.
public struct Inbox {
  /// What was taken in.
  public struct Summary: StageSummary {
    /// The batch, by which it can be undone; nil where nothing waited.
    public var batch: Int?
    /// Reports that became rows.
    public var reports: Int64
    /// Reports about people whom no file knows any more; they stay.
    public var waiting: Int64

    /// The summary in a line or two.
    public var text: String {
      let stay = waiting > 0 ? ["\(waiting) reports of unknown people stay in the inbox"] : []
      guard let batch else { return (["inbox: nothing to take in"] + stay).joined(separator: "\n") }
      let taken = "inbox: batch \(batch): \(reports) reports taken in; run `groundswell match` next"
      return ([taken] + stay).joined(separator: "\n")
    }
  }

  /// Stands where a file's batch has its layout; no layout can have this name.
  static let layout = "(inbox)"

  private let workspace: Workspace
  private let today: Day

  /// Prepares the import.
  public init(_ workspace: Workspace, today: Day) {
    self.workspace = workspace
    self.today = today
  }

  /// Empties the inbox into a batch.
  public func run() throws -> Summary {
    var connection = try workspace.connect(as: .loader)
    return try connection.transaction { connection in
      try Run.takeTurn(at: "run.batch", &connection)
      // Callers who report meanwhile wait a moment.
      try Run.takeTurn(at: "list.outcome_inbox", &connection)
      let found = try connection.rows(SQLFiles.statement("inbox/digest")) {
        (all: try $0.integer(0), known: try $0.integer(1), sha256: try $0.text(2))
      }
      guard let inbox = found.first else { throw Failure(.bug, "an inbox without a count") }
      guard inbox.known > 0 else { return Summary(batch: nil, reports: 0, waiting: inbox.all) }
      let batch = try open(inbox.sha256, &connection)
      let taken = try connection.execute(SQLFiles.statement("inbox/take"), [.int32(batch)])
      guard Int64(taken) == inbox.known else {
        throw Failure(.bug, "the inbox and its batch disagree", at: "sql/inbox/take.sql")
      }
      try BatchRecord.close(
        batch, read: inbox.known, loaded: inbox.known, rejected: [:], &connection)
      return Summary(batch: Int(batch), reports: inbox.known, waiting: inbox.all - inbox.known)
    }
  }

  private func open(_ sha256: String, _ connection: inout Connection) throws -> Int32 {
    let columns = [
      "contacted_on", "channel", "result", "contacted_by", "phone", "pledged_cents",
      "pledge_due_on", "note", "call_back_on", "pledge_by",
    ]
    for column in columns {
      try connection.execute(
        SQLFiles.statement("import/column_provenance"),
        [
          .text(ImportTarget.contact.rawValue), .text(column), .text("own_contact"),
          .text(Self.layout),
        ])
    }
    let batches = try connection.rows(
      SQLFiles.statement("import/open_batch"),
      [
        .text(Self.layout), .text("inbox"), .text(ImportTarget.contact.rawValue), .text("inbox"),
        .text(sha256), .text(Digest.of(SQLFiles.text("sql/inbox/take.sql"))),
        .text(ProgramVersion.text), .day(daysSince1970: today.daysSince1970), .bool(false),
      ]
    ) { Int32(try $0.integer(0)) }
    guard let batch = batches.first else { throw Failure(.bug, "a batch without a number") }
    return batch
  }
}
