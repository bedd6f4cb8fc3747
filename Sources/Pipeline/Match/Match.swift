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
    /// Events whose person's record no file knows, by kind: contact, poll_answer, attendance,
    /// email_event; protected_class where there are some.
    public var eventsOfUnknownPeople: [String: Int64]

    /// The summary in a few lines.
    public var text: String {
      """
      \(people) people; \(donorsMatched) donors are registered voters, \(donorsUnmatched) are not \
      in the voter file
      events with unknown records: \(unknown)
      """
    }

    private var unknown: String {
      eventsOfUnknownPeople.sorted { $0.key < $1.key }.map { "\($0.key) \($0.value)" }
        .joined(separator: ", ")
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
      let events = try EventTable.all()
      // What grows within this transaction has no statistics yet (only its owner may gather them):
      // taken for few rows, all people would be compared with all records.
      try connection.script("set local enable_nestloop = off")
      try decide(snapshots, run, &connection)
      try find(snapshots, events, run, &connection)
      // What follows goes by the changed people, who were counted: few of them are looked up.
      try connection.script("set local enable_nestloop = on")
      try rewrite(snapshots, events, &connection)
      _ = try connection.execute(SQLFiles.statement("match/15_close"))
      // Not with the next cut: who asked off today isn't called tonight from a row that is out.
      _ = try connection.execute(SQLFiles.statement("list/withdraw_barred"))
      let summary = try summarise(events, &connection)
      try run.close(summary.text, &connection)
      return summary
    }
  }

  /// A person for every record that has none, and for those whose decision has lost its ground.
  private func decide(_ snapshots: [Snapshot], _ run: Run, _ connection: inout Connection) throws {
    for step in ["00_stale", "00_new_voters", "00_new_donors"] {
      _ = try connection.execute(SQLFiles.statement("match/\(step)"), [.int32(run.identifier)])
    }
    for snapshot in snapshots {
      let statement = SQLFiles.statement("match/00_new_snapshot_people")
      _ = try connection.execute(
        statement.replacing([
          "table": .identifier(snapshot.table), "run": .integer(Int64(run.identifier)),
        ]))
    }
    _ = try connection.execute(
      SQLFiles.statement("match/01_superseded_snapshot_people"), [.int32(run.identifier)])
    try connection.execute(
      SQLFiles.statement("match/00_shown_people"), [.int32(run.identifier)])
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
  private func find(
    _ snapshots: [Snapshot], _ events: [EventTable], _ run: Run, _ connection: inout Connection
  ) throws {
    try connection.execute(
      SQLFiles.statement("match/01_changed").replacing(["run": .integer(Int64(run.identifier))]))
    try each(snapshots.map(\.table), "02_changed_snapshot_people", &connection)
    try each(events.map(\.table), "02_changed_event_people", &connection)
    try connection.script("analyze pg_temp.changed")
    try connection.execute(SQLFiles.statement("match/03_live"))
    try each(snapshots.map(\.table), "04_live_snapshot", &connection)
    try connection.execute(SQLFiles.statement("match/04_live_shown"))
    try connection.script("analyze pg_temp.live")
    try connection.execute(SQLFiles.statement("match/05_retire"))
  }

  /// Writes what is known of the changed people anew.
  private func rewrite(
    _ snapshots: [Snapshot], _ events: [EventTable], _ connection: inout Connection
  ) throws {
    let tables = ["voter", "vote", "contribution", "receipt", "phone", "person", "do_not_call"]
    try each(
      tables.map { try Snapshot.identifier($0) } + events.map(\.table) + snapshots.map(\.table),
      "06_delete", &connection)
    for event in events {
      try fill(event.table, event.columns, "07_event", prefix: "event.", &connection)
    }
    for step in [
      "07_voter", "07_vote", "07_contribution", "07_receipt", "08_phone", "09_person",
      "10_do_not_call", "11_forget_suppressed_phones", "12_suppressed_phone",
      "11_forget_elections", "12_election", "13_forget_no_text_phones", "14_no_text_phone",
    ] {
      let values: [Value] = step == "09_person" ? [.texts(try foreignCountries(&connection))] : []
      try connection.execute(SQLFiles.statement("match/\(step)"), values)
    }
    for snapshot in snapshots {
      try fill(snapshot.table, snapshot.columns, "07_snapshot", prefix: "snapshot.", &connection)
    }
    for step in ["07_changed_classes", "08_forget_classes", "09_class"] {
      try connection.execute(SQLFiles.statement("match/\(step)"))
    }
  }

  /// The countries of changed people's gifts that are foreign, by the rule of the compliance report.
  private func foreignCountries(_ connection: inout Connection) throws -> [String] {
    try connection.rows(SQLFiles.statement("match/countries")) { try $0.text(0) }
      .filter(SourceQuestion.isForeign)
  }

  /// Runs a step that copies columns into a table of its own.
  private func fill(
    _ table: Identifier, _ columns: [String], _ step: String, prefix: String,
    _ connection: inout Connection
  ) throws {
    try connection.execute(
      SQLFiles.statement("match/\(step)").replacing([
        "table": .identifier(table), "columns": .expression(try SQLExpression(columns: columns)),
        "values": .expression(try SQLExpression(columns: columns, prefix: prefix)),
      ]))
  }

  private func each(
    _ tables: [Identifier], _ step: String, _ connection: inout Connection
  ) throws {
    for table in tables {
      try connection.execute(
        SQLFiles.statement("match/\(step)").replacing(["table": .identifier(table)]))
    }
  }

  private func summarise(
    _ events: [EventTable], _ connection: inout Connection
  ) throws -> Summary {
    var unknown: [String: Int64] = [:]
    for event in events {
      let statement = try SQLFiles.statement("match/unknown_people").replacing([
        "table": .identifier(event.table)
      ])
      unknown[event.table.name] = try connection.rows(statement) { try $0.integer(0) }.first ?? 0
    }
    let classes = try connection.rows(SQLFiles.statement("match/unknown_classes")) {
      try $0.integer(0)
    }.first
    if let classes, classes > 0 { unknown[ImportTarget.protectedClass.rawValue] = classes }
    let rows = try connection.rows(SQLFiles.statement("match/summary")) {
      Summary(
        people: try $0.integer(0), donorsMatched: try $0.integer(1),
        donorsUnmatched: try $0.integer(2), eventsOfUnknownPeople: unknown)
    }
    guard let summary = rows.first else { throw Failure(.bug, "a summary without a row") }
    return summary
  }
}
