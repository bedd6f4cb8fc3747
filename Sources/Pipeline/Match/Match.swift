import Campaign
import Postgres

/// Records into people: decides which records are one human, and writes `person.*` anew for the
/// people whose records changed.
///
/// Only clear cases are joined: name with phone, e-mail or address, where all point at one
/// registration. Everything else stays apart, since a wrong merge mixes two people's money.
public struct Match {
  /// What is known after a match.
  public struct Summary: StageSummary {
    /// People.
    public var people: Int64
    /// Donors found among the registered.
    public var donorsMatched: Int64
    /// Donors that no registration fits.
    public var donorsUnmatched: Int64
    /// Results of contacts with a record that no file knows.
    public var contactsOfUnknownPeople: Int64

    /// The summary in a few lines.
    public var text: String {
      """
      \(people) people; \(donorsMatched) donors are registered voters, \(donorsUnmatched) are not \
      in the voter file
      contacts with unknown records: \(contactsOfUnknownPeople)
      """
    }
  }

  private let workspace: Workspace

  /// Prepares a match.
  public init(_ workspace: Workspace) { self.workspace = workspace }

  /// Matches what is new and what was undone.
  public func run() throws -> Summary {
    var connection = try workspace.connect(as: .loader)
    return try connection.transaction { connection in
      try Run.takeTurn(at: "run.batch", &connection)
      let run = try Run.open(stage: "match", name: "match", &connection)
      let snapshots = try Snapshot.all(&connection)
      try decide(snapshots, run, &connection)
      try find(snapshots, &connection)
      try rewrite(snapshots, &connection)
      _ = try connection.execute(SQLFiles.statement("match/13_close"))
      let summary = try summarise(&connection)
      try run.close(summary.text, &connection)
      return summary
    }
  }

  /// A person for every record that has none.
  private func decide(_ snapshots: [Snapshot], _ run: Run, _ connection: inout Connection) throws {
    for step in ["00_new_voters", "00_new_donors"] {
      _ = try connection.execute(SQLFiles.statement("match/\(step)"), [.int32(run.identifier)])
    }
    for snapshot in snapshots {
      let statement = SQLFiles.statement("match/00_new_snapshot_people")
      _ = try connection.execute(
        statement.replacing([
          "table": .identifier(snapshot.table), "run": .integer(Int64(run.identifier)),
        ]))
    }
    let collisions = try connection.rows(SQLFiles.statement("match/collisions")) {
      try $0.integer(0)
    }
    guard collisions == [0] else {
      throw Failure(
        .bug, "two records hash to the same person_id", at: "sql/match/collisions.sql",
        next: "Report it: nothing was matched.")
    }
  }

  /// Whose records changed, and which of their records still stand in a file.
  private func find(_ snapshots: [Snapshot], _ connection: inout Connection) throws {
    try connection.execute(SQLFiles.statement("match/01_changed"))
    try each(snapshots, "02_changed_snapshot_people", &connection)
    try connection.script("analyze pg_temp.changed")
    try connection.execute(SQLFiles.statement("match/03_live"))
    try each(snapshots, "04_live_snapshot", &connection)
    try connection.script("analyze pg_temp.live")
    try connection.execute(SQLFiles.statement("match/05_retire"))
  }

  /// Writes what is known of the changed people anew.
  private func rewrite(_ snapshots: [Snapshot], _ connection: inout Connection) throws {
    let tables = ["voter", "vote", "contribution", "contact", "phone", "person", "do_not_call"]
    for table in try tables.map({ try Snapshot.identifier($0) }) + snapshots.map(\.table) {
      try connection.execute(
        SQLFiles.statement("match/06_delete").replacing(["table": .identifier(table)]))
    }
    for step in [
      "07_voter", "07_vote", "07_contribution", "07_contact", "08_phone", "09_person",
      "10_do_not_call", "11_forget_suppressed_phones", "12_suppressed_phone",
      "11_forget_elections", "12_election",
    ] {
      try connection.execute(SQLFiles.statement("match/\(step)"))
    }
    for snapshot in snapshots {
      try connection.execute(
        SQLFiles.statement("match/07_snapshot").replacing([
          "table": .identifier(snapshot.table),
          "columns": .expression(try SQLExpression(columns: snapshot.columns)),
          "values": .expression(try SQLExpression(columns: snapshot.columns, prefix: "snapshot.")),
        ]))
    }
  }

  private func each(
    _ snapshots: [Snapshot], _ step: String, _ connection: inout Connection
  ) throws {
    for snapshot in snapshots {
      try connection.execute(
        SQLFiles.statement("match/\(step)").replacing(["table": .identifier(snapshot.table)]))
    }
  }

  private func summarise(_ connection: inout Connection) throws -> Summary {
    let rows = try connection.rows(SQLFiles.statement("match/summary")) {
      Summary(
        people: try $0.integer(0), donorsMatched: try $0.integer(1),
        donorsUnmatched: try $0.integer(2), contactsOfUnknownPeople: try $0.integer(3))
    }
    guard let summary = rows.first else { throw Failure(.bug, "a summary without a row") }
    return summary
  }
}

/// A snapshot layout that has come in.
struct Snapshot {
  /// The layout's name, which is the feature set's too.
  let layout: String
  /// The name of its tables in `source` and `person`.
  let table: Identifier
  /// Its own columns, in order.
  let columns: [String]

  static func all(_ connection: inout Connection) throws -> [Snapshot] {
    try connection.rows(SQLFiles.statement("match/snapshots")) {
      Snapshot(
        layout: try $0.text(0), table: try identifier("snapshot_\(try $0.text(0))"),
        columns: try $0.texts(1))
    }
  }

  static func identifier(_ name: String) throws -> Identifier {
    guard let identifier = Identifier(name) else {
      throw Failure(.badInput, "`\(name)` can't be a table's name")
    }
    return identifier
  }
}
