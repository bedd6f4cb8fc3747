public import Campaign
import Postgres

/// What was known of each person on a day.
///
/// Features of dated events are rows of `feature.history`, a person and day each. A snapshot's
/// columns are features as they stand: they are registered, with the classes of data that they
/// inherit, and read where they are.
public struct Features {
  /// What was built.
  public struct Summary: StageSummary {
    /// The day.
    public var asOf: String
    /// People with a row for it.
    public var people: Int
    /// Snapshots registered, with their people.
    public var snapshots: [String: Int64]

    /// The summary in a few lines.
    public var text: String {
      let lines = snapshots.sorted { $0.key < $1.key }.map {
        "snapshot \($0.key): \($0.value) people"
      }
      return (["features as of \(asOf): \(people) people"] + lines).joined(separator: "\n")
    }
  }

  private let workspace: Workspace

  /// Prepares the stage.
  public init(_ workspace: Workspace) { self.workspace = workspace }

  /// Builds the features of a day; what was built for it before is replaced.
  public func run(asOf: Day) throws -> Summary {
    var connection = try workspace.connect(as: .dataTeam)
    return try connection.transaction { connection in
      try Run.takeTurn(at: "feature.history", &connection)
      let run = try Run.open(stage: "features", name: "history", asOf: asOf, &connection)
      let summary = try Self.build(asOf: asOf, &connection)
      try run.close(summary.text, &connection)
      return summary
    }
  }

  /// Builds the features of a day within a transaction whose turn it is.
  static func build(asOf: Day, _ connection: inout Connection) throws -> Summary {
    let day = Value.day(daysSince1970: asOf.daysSince1970)
    try connection.execute(SQLFiles.statement("features/forget_history"), [day])
    let people = try connection.execute(SQLFiles.statement("features/history"), [day])
    let snapshots = try register(&connection)
    try connection.execute(SQLFiles.statement("features/provenance"))
    return Summary(asOf: asOf.description, people: people, snapshots: snapshots)
  }

  private static func register(_ connection: inout Connection) throws -> [String: Int64] {
    var people: [String: Int64] = [:]
    for snapshot in try Snapshot.all(&connection) {
      let relation = "person.\(snapshot.table.name)"
      try connection.execute(
        SQLFiles.statement("features/feature_set"), [.text(snapshot.layout), .text(relation)])
      try connection.execute(
        SQLFiles.statement("features/snapshot_features"), [.text(snapshot.layout)])
      try connection.execute(
        SQLFiles.statement("features/snapshot_offers"), [.text(snapshot.layout)])
      try connection.execute(
        SQLFiles.statement("features/snapshot_origin"),
        [.text(snapshot.layout), .text(snapshot.table.name)])
      let count = SQLFiles.statement("features/snapshot_rows")
      people[snapshot.layout] = try connection.rows(
        count.replacing([
          "table": .expression(SQLExpression(unsafe: "person.\(snapshot.table)"))
        ])
      ) { try $0.integer(0) }.first
    }
    return people
  }
}
