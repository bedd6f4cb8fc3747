import Campaign
import Glibc
public import Postgres

/// A campaign's folder of definitions and the database that belongs to it: what each stage needs.
public struct Workspace: Sendable {
  /// The folder, absolute, with links resolved.
  public let folder: String
  private let conninfo: String?
  /// The smallest table whose features are packed, in bytes.
  var packsFromBytes = Pack.leastBytes

  /// The roles that stages connect as (docs/architecture.md, roles).
  public enum Role: String, Sendable {
    /// Migrations, and erasing people.
    case owner
    /// Import and match.
    case loader
    /// Features, models, scores, lists.
    case dataTeam = "data_team"
    /// Reports: reads the ledger and the FEC's rows, writes its run and summaries.
    case reporter
  }

  /// Opens a campaign's folder.
  ///
  /// - Parameters:
  ///   - folder: the folder that holds `campaign.yml`.
  ///   - database: libpq's conninfo or URI; nil for the folder's private cluster, unless libpq's own
  ///     environment (PGHOST, PGSERVICE, PGDATABASE) names a server.
  public init(folder: String, database: String? = nil) throws {
    guard let resolved = realpath(folder, nil) else {
      throw Failure(
        .badInput, "there is no such folder", at: folder, next: "Name it with --campaign DIR.")
    }
    self.folder = String(cString: resolved)
    free(resolved)
    let given = ["PGHOST", "PGSERVICE", "PGDATABASE"].contains { (name: String) in
      getenv(name) != nil
    }
    conninfo = database ?? (given ? "" : nil)
  }

  /// Whether the campaign uses the private cluster of its folder.
  public var isPrivate: Bool { conninfo == nil }

  /// The private cluster of this folder.
  public var cluster: PrivateCluster { PrivateCluster(campaignFolder: folder) }

  /// Connects as a role, starting and migrating the private cluster where it is used.
  public func connect(as role: Role) throws -> Connection {
    guard access("\(folder)/campaign.yml", R_OK) == 0 else {
      throw Failure(
        .badInput, "the folder has no campaign.yml", at: folder,
        next: "Name a campaign's folder with --campaign DIR.")
    }
    guard let conninfo else { return try connectToCluster(as: role) }
    return try connect(to: conninfo, as: role)
  }

  /// Connects as the login that the settings name, without a stage's role: for changes to logins.
  func connectAsLogin() throws -> Connection {
    try Connection(ConnectionSettings(conninfo ?? ""))
  }

  private func connectToCluster(as role: Role) throws -> Connection {
    let cluster = cluster
    try cluster.start()
    if role != .owner {
      // Asked as the owner: before the first migration the other roles see nothing.
      var owner = try cluster.connect(user: Role.owner.rawValue)
      if try Migrations.pending(&owner) { _ = try Migrations.migrator().migrate(&owner) }
    }
    return try cluster.connect(user: role.rawValue)
  }

  private func connect(to conninfo: String, as role: Role) throws -> Connection {
    do {
      return try Connection(ConnectionSettings(conninfo, role: role.rawValue))
    } catch {
      guard error.sqlState == PostgresError.invalidParameterValue else { throw error }
      throw Failure(
        .unreachable, "the server has no role `\(role.rawValue)`",
        next: "Have its administrator run sql/bootstrap/roles.sql once, and grant you the role.")
    }
  }

  /// Where commands write: `out/KIND`, made when it lacks.
  public func outputFolder(_ kind: String) throws -> String {
    let path = "\(folder)/out/\(kind)"
    try OutputFile.makeFolder(path)
    return path
  }
}
