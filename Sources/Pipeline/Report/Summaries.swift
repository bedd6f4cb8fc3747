public import Campaign
import Modeling
import Postgres

/// Counts for leadership's logins, as fixed tables: people by list, county and result, donors by county
/// and band.
///
/// What is under ten people is left out, with what would give it away (`SuppressedTable`), and the rest
/// is rounded down to fives, so that two publications or lists tell little by their difference.
public struct Summaries {
  /// What was published.
  public struct Summary: StageSummary {
    /// The day before which gifts count.
    public var asOf: String
    /// Counts published, by table.
    public var published: [String: Int]
    /// Counts left out, by table.
    public var leftOut: [String: Int]

    /// The summary in a few lines.
    public var text: String {
      (["summaries as of \(asOf)"]
        + published.sorted { $0.key < $1.key }.map {
          "  \($0.key): \($0.value) counts, \(leftOut[$0.key] ?? 0) left out"
        }).joined(separator: "\n")
    }
  }

  /// The report's name.
  public static let name = "summaries"

  /// Stands for the sum of a row or column.
  private static let all = "(all)"

  private let workspace: Workspace

  /// Prepares the report.
  public init(_ workspace: Workspace) { self.workspace = workspace }

  /// Publishes the summaries anew.
  ///
  /// - Parameter asOf: the day before which gifts count.
  public func run(asOf: Day) throws -> Summary {
    let campaign = try workspace.campaign(inCycleOn: asOf)
    var connection = try workspace.connect(as: .reporter)
    return try connection.transaction { connection in
      try Run.takeTurn(at: "summary.publication", &connection)
      let run = try Run.open(stage: "report", name: Self.name, asOf: asOf, &connection)
      for table in ["publication", "outcome", "donor"] {
        try connection.execute(
          SQLFiles.statement("report/forget_summary").replacing([
            "table": .identifier(try Snapshot.identifier(table))
          ]))
      }
      let outcomes = try publishOutcomes(&connection)
      let donors = try publishDonors(campaign.cycleStart, asOf, &connection)
      for table in ["outcome", "donor"] {
        try connection.execute(
          SQLFiles.statement("report/publication"),
          [.text(table), .day(daysSince1970: asOf.daysSince1970)])
      }
      try run.close("published", &connection)
      return Summary(
        asOf: asOf.description,
        published: ["outcome": outcomes.published, "donor": donors.published],
        leftOut: ["outcome": outcomes.leftOut, "donor": donors.leftOut])
    }
  }

  private func publishOutcomes(_ connection: inout Connection) throws -> Tally {
    let found = try connection.rows(SQLFiles.statement("report/outcomes")) {
      (list: try $0.text(0), cell: Cell(try $0.text(1), try $0.text(2), Int(try $0.integer(3))))
    }
    var tally = Tally()
    for (list, rows) in Dictionary(grouping: found, by: \.list).sorted(by: { $0.key < $1.key }) {
      let cells = Self.suppressed(rows.map(\.cell))
      try connection.execute(
        SQLFiles.statement("report/publish_outcomes"), [.text(list)] + Self.columns(cells))
      tally.count(cells)
    }
    return tally
  }

  private func publishDonors(
    _ start: Day, _ asOf: Day, _ connection: inout Connection
  ) throws -> Tally {
    let found = try connection.rows(
      SQLFiles.statement("report/donors"),
      [.day(daysSince1970: start.daysSince1970), .day(daysSince1970: asOf.daysSince1970)]
    ) { Cell(try $0.text(0), try $0.text(1), Int(try $0.integer(2))) }
    var tally = Tally()
    guard !found.isEmpty else { return tally }
    let cells = Self.suppressed(found)
    try connection.execute(SQLFiles.statement("report/publish_donors"), Self.columns(cells))
    tally.count(cells)
    return tally
  }

  /// A count by its row and its column; nil is left out.
  private struct Cell {
    var row: String
    var column: String
    var people: Int?

    init(_ row: String, _ column: String, _ people: Int?) {
      (self.row, self.column, self.people) = (row, column, people)
    }
  }

  private struct Tally {
    var published = 0
    var leftOut = 0

    mutating func count(_ cells: [Cell]) {
      let shown = cells.count { $0.people != nil }
      published += shown
      leftOut += cells.count - shown
    }
  }

  /// The whole table, sums and all, with what may be shown, in fives.
  private static func suppressed(_ cells: [Cell]) -> [Cell] {
    let rows = Set(cells.map(\.row)).sorted()
    let columns = Set(cells.map(\.column)).sorted()
    var counts = rows.map { _ in columns.map { _ in 0 } }
    for cell in cells {
      guard let row = rows.firstIndex(of: cell.row),
        let column = columns.firstIndex(of: cell.column)
      else { continue }
      counts[row][column] += cell.people ?? 0
    }
    let table = SuppressedTable(counts)
    return zip(rows + [all], table.cells).flatMap { row, line in
      zip(columns + [all], line).map { column, people in
        Cell(row, column, people.map { $0 / 5 * 5 })
      }
    }
  }

  private static func columns(_ cells: [Cell]) -> [Value] {
    [
      .texts(cells.map(\.row)), .texts(cells.map(\.column)),
      .integers(cells.map { $0.people.map(Int64.init) ?? -1 }),
    ]
  }
}
