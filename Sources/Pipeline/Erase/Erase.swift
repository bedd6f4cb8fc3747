public import Campaign
import Postgres

/// Removes a person from the database and proves it: rows, statistics and copies, but for what the law
/// makes a committee keep.
///
/// All of it is one transaction, with the search for what is left at its end: where that finds
/// anything, nothing is erased. A trial run does the same and takes it back.
public struct Erase {
  /// The places that keep something of people who were erased, and why.
  static let kept: [(table: String, law: String)] = [
    (
      "kept.receipt",
      "52 USC 30102(c)-(d), 11 CFR 102.9(c), 104.14(b)(3): records of receipts, three years from the "
        + "report"
    ),
    (
      "person.erased_phone",
      "47 CFR 64.1200(a)(10), (d)(6): a request not to be called or sent texts is honoured, as a bare number"
    ),
    ("person.suppressed_phone", "the same, among the numbers that no list calls"),
    ("person.no_text_phone", "the same, of somebody whom no file knows"),
    ("source.erased_record", "hashes of the records, by which later files lose them"),
    (
      "fec.contribution",
      "the FEC's public reports, which name contributors and are joined to nobody"
    ),
  ]

  private let workspace: Workspace
  private let today: Day

  /// Prepares the erasure.
  public init(_ workspace: Workspace, today: Day) {
    self.workspace = workspace
    self.today = today
  }

  /// Erases a person.
  ///
  /// - Parameters:
  ///   - text: the person as lists show them, `P` and digits.
  ///   - isTrial: whether all is taken back at the end.
  /// - Throws: `Failure`: `usage` for what is no person's number, `badInput` where nobody has it,
  ///   `bug` where something would be left, with the tables.
  public func run(_ text: String, isTrial: Bool) throws -> EraseSummary {
    guard let person = PersonName.number(in: text) else {
      throw Failure(
        .usage, "a person is named by P and digits", next: "Take it from a list's person_id.")
    }
    if workspace.isPrivate { _ = try Database.migrate(workspace) }
    var connection = try workspace.connect(as: .owner)
    var summary = EraseSummary(isTrial: isTrial)
    do {
      try connection.transaction { connection in
        try Run.takeTurn(at: "run.batch", &connection)
        try Run.takeTurn(at: "list.decision", &connection)
        let traces = try erase(person, &summary, &connection)
        summary.files = try TraceFiles.holding(traces, below: "\(workspace.folder)/out")
        if isTrial { throw TakenBack() }
      }
    } catch is TakenBack {}
    return summary
  }

  private struct TakenBack: Error {}

  private func erase(
    _ person: Int64, _ summary: inout EraseSummary, _ connection: inout Connection
  ) throws -> PersonTraces {
    try check(person, &connection)
    let number: [String: Statement.Literal] = ["person": .integer(person)]
    try connection.execute(SQLFiles.statement("erase/records").replacing(number))
    let traces = try PersonTraces.read(person, &connection)
    summary.sharedTraces = traces.sharedCount
    summary.lists = try connection.rows(SQLFiles.statement("erase/lists"), [.integer(person)]) {
      try $0.text(0)
    }
    try keep(person, &summary, &connection)
    try remove(person, &summary, &connection)
    for step in ["11_forget_suppressed_phones", "12_suppressed_phone"] {
      try connection.execute(SQLFiles.statement("match/\(step)"))
    }
    let places = Self.kept.map(\.table)
    for table in Set(
      try EraseScan.statistics(of: traces, besides: places, &connection).map(\.table)
    ).sorted() {
      try connection.script(
        SQLFiles.statement("erase/blank_statistics").replacing([
          "table": .expression(SQLExpression(unsafe: table)),
          "name": .expression(SQLExpression(unsafe: "'\(table)'")),
        ]))
    }
    let scan = try EraseScan.run(traces, besides: places, &connection)
    guard scan.left.isEmpty else {
      throw Failure(
        .bug,
        "something of the person would be left in \(scan.left.sorted().joined(separator: ", "))",
        at: "sql/erase", next: "Report it: nothing was erased.")
    }
    (summary.tablesSearched, summary.rowsSearched) = (scan.tables, scan.rows)
    summary.kept = Self.kept.compactMap { place in
      guard let rows = scan.kept[place.table], rows > 0 else { return nil }
      return EraseSummary.Kept(table: place.table, rows: rows, law: place.law)
    }
    return traces
  }

  private func check(_ person: Int64, _ connection: inout Connection) throws {
    // A row that row security hides would be neither erased nor found.
    let found = try connection.rows(SQLFiles.statement("erase/known"), [.integer(person)]) {
      (isKnown: try $0.bool(0), mayErase: try $0.bool(1))
    }
    guard let found = found.first, found.mayErase else {
      throw Failure(
        .unreachable, "the server's role `owner` has no rights of `loader`",
        next: "Have its administrator run this version's sql/bootstrap/roles.sql.")
    }
    guard found.isKnown else {
      throw Failure(
        .badInput, "nobody has this number", next: "Take it from a list's person_id.")
    }
  }

  private func keep(
    _ person: Int64, _ summary: inout EraseSummary, _ connection: inout Connection
  ) throws {
    let day = Value.day(daysSince1970: today.daysSince1970)
    try connection.execute(SQLFiles.statement("erase/keep_receipts"), [day])
    try connection.execute(SQLFiles.statement("erase/keep_phones"), [.integer(person)])
    try connection.execute(SQLFiles.statement("erase/remember_records"), [day])
    try connection.execute(SQLFiles.statement("erase/note_cuts"), [.integer(person)])
  }

  /// Deletes the person's entries of contests; a published list keeps their hashes.
  ///
  /// - Returns: the batches that they came from.
  private func removeEntries(
    _ summary: inout EraseSummary, _ connection: inout Connection
  ) throws -> Set<Int64> {
    let gone = try connection.rows(SQLFiles.statement("erase/delete_entries")) {
      (rows: Int(try $0.integer(0)), batches: try $0.integers(1))
    }
    guard let gone = gone.first, gone.rows > 0 else { return [] }
    summary.removed["contest.entry"] = gone.rows
    try connection.script(
      SQLFiles.statement("erase/analyze").replacing([
        "table": .expression(SQLExpression(unsafe: "contest.entry"))
      ]))
    return Set(gone.batches)
  }

  /// Deletes the rows of every table that has some, and gathers its statistics anew.
  private func remove(
    _ person: Int64, _ summary: inout EraseSummary, _ connection: inout Connection
  ) throws {
    let tables = try connection.rows(SQLFiles.statement("erase/tables")) {
      PersonTable(schema: try $0.text(0), name: try $0.text(1), kind: try $0.textIfPresent(2))
    }
    // Found by what the person's records say, so before these go.
    var batches = try removeEntries(&summary, &connection)
    // Reports on an entry refer to it.
    for table in tables.sorted(by: { $0.rank < $1.rank }) {
      guard let found = try table.remove(person, &connection), found.rows > 0 else { continue }
      batches.formUnion(found.batches)
      summary.removed[table.text] = found.rows
      if table.kind == "packed" { summary.packed.append(table.text) }
      // Else the server's own samples of the columns would still hold values of the rows.
      try connection.script(
        SQLFiles.statement("erase/analyze").replacing([
          "table": .expression(SQLExpression(unsafe: try table.quoted))
        ]))
    }
    summary.importedFiles = try connection.rows(
      SQLFiles.statement("erase/files"), [.integers(batches.sorted())]
    ) { try $0.text(0) }
  }
}

/// A table that may hold rows of a person.
private struct PersonTable {
  let schema: String
  let name: String
  /// How a row says whose it is; nil for a table whose rows are nobody's.
  let kind: String?

  var text: String { "\(schema).\(name)" }

  /// Reports first: they refer to entries.
  var rank: Int { text == "list.outcome_inbox" ? 0 : 1 }

  var quoted: String {
    get throws { "\(try Snapshot.identifier(schema)).\(try Snapshot.identifier(name))" }
  }

  /// Removes the person's rows.
  ///
  /// - Returns: how many, and the batches that they came from; nil where the table has no people.
  func remove(
    _ person: Int64, _ connection: inout Connection
  ) throws -> (rows: Int, batches: [Int64])? {
    let table = Statement.Literal.expression(SQLExpression(unsafe: try quoted))
    switch kind {
    case "person":
      let statement = try SQLFiles.statement("erase/delete_person").replacing([
        "table": table, "person": .integer(person),
      ])
      return (try connection.execute(statement), [])
    case "packed":
      let statement = try SQLFiles.statement("erase/delete_packed").replacing(["table": table])
      return (try connection.execute(statement), [])
    case "event": return try removeRecords(table, "person_source", "person_record", &connection)
    case "receipt": return try removeRecords(table, "source", "donor_record", &connection)
    case "record": return try removeRecords(table, "source", "record", &connection)
    default: return nil
    }
  }

  private func removeRecords(
    _ table: Statement.Literal, _ source: String, _ record: String, _ connection: inout Connection
  ) throws -> (rows: Int, batches: [Int64])? {
    let statement = try SQLFiles.statement("erase/delete_records").replacing([
      "table": table, "source": .identifier(try Snapshot.identifier(source)),
      "record": .identifier(try Snapshot.identifier(record)),
    ])
    return try connection.rows(statement) { (Int(try $0.integer(0)), try $0.integers(1)) }.first
  }
}
