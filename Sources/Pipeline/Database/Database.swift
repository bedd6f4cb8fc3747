import Campaign
import Postgres

/// Starting, stopping and migrating the campaign's database.
public enum Database {
  /// What the database is after a command.
  public struct Summary: StageSummary {
    /// Whether it is the folder's private cluster.
    public var isPrivate: Bool
    /// Whether the private cluster runs.
    public var isRunning: Bool
    /// Where the private cluster stands.
    public var folder: String?
    /// Migrations that the command applied.
    public var migrated: [String]

    /// The summary in a few lines.
    public var text: String {
      let place =
        isPrivate
        ? "private database \(isRunning ? "runs" : "is stopped") in \(folder ?? "")"
        : "the database is the one that libpq's settings name"
      return ([place] + migrated.map { "applied \($0)" }).joined(separator: "\n")
    }
  }

  /// Starts the private cluster and brings it up to date.
  public static func start(_ workspace: Workspace) throws -> Summary {
    guard workspace.isPrivate else { throw notPrivate() }
    return try migrate(workspace)
  }

  /// Stops the private cluster.
  public static func stop(_ workspace: Workspace) throws -> Summary {
    guard workspace.isPrivate else { throw notPrivate() }
    try workspace.cluster.stop()
    return try status(workspace)
  }

  /// Says where the database is.
  public static func status(_ workspace: Workspace) throws -> Summary {
    Summary(
      isPrivate: workspace.isPrivate,
      isRunning: workspace.isPrivate ? try workspace.cluster.isRunning() : true,
      folder: workspace.isPrivate ? workspace.cluster.base : nil, migrated: [])
  }

  /// Brings the database to the form that this program knows.
  public static func migrate(_ workspace: Workspace) throws -> Summary {
    var connection = try workspace.connect(as: .owner)
    let applied = try Migrations.migrator().migrate(&connection)
    var summary = try status(workspace)
    summary.migrated = applied
    return summary
  }

  private static func notPrivate() -> Failure {
    Failure(
      .usage, "the campaign's database is not a private one",
      next: "Start and stop it with its own server's words.")
  }
}
