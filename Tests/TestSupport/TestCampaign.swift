public import Campaign
import Foundation
public import Pipeline
public import Postgres

/// A temporary campaign folder with a database of its own; both go with their last use.
public final class TestCampaign: Sendable {
  /// The folder and the database, for the stages.
  public let workspace: Workspace
  /// The database.
  public let database: TestDatabase
  /// The folder.
  public var folder: String { workspace.folder }

  /// The day that imports count as today.
  public static let today = Day(year: 2026, month: 9, day: 15) ?? Day(daysSince1970: 0)

  /// Makes a folder with `campaign.yml` and a database.
  ///
  /// - Parameters:
  ///   - template: the database to copy; nil for a new one with the program's tables.
  public init(copyOf template: TestDatabase? = nil) throws {
    database = try TestDatabase(copyOf: try template ?? TestDatabase.migrated.get())
    let folder = try TemporaryFolder.make("campaign")
    workspace = try Workspace(folder: folder, database: "dbname=\(database.name)")
    try write(Self.campaignDefinition, to: "campaign.yml")
  }

  deinit { TemporaryFolder.remove(workspace.folder) }

  /// Writes a file of the folder and makes the folders above it.
  ///
  /// - Returns: its path.
  @discardableResult
  public func write(_ bytes: some Collection<UInt8>, to name: String) throws -> String {
    let path = "\(folder)/\(name)"
    try FileManager.default.createDirectory(
      atPath: (path as NSString).deletingLastPathComponent, withIntermediateDirectories: true)
    try Data(bytes).write(to: URL(fileURLWithPath: path))
    return path
  }

  /// Writes a file of text.
  @discardableResult
  public func write(_ text: String, to name: String) throws -> String {
    try write(text.utf8, to: name)
  }

  /// The bytes of a file of the folder.
  public func bytes(of name: String) throws -> [UInt8] {
    [UInt8](try Data(contentsOf: URL(fileURLWithPath: "\(folder)/\(name)")))
  }

  /// The paths of the files below a folder of the folder, sorted; none where it is absent.
  public func files(below name: String) -> [String] {
    let paths = try? FileManager.default.subpathsOfDirectory(atPath: "\(folder)/\(name)")
    return (paths ?? []).sorted()
  }

  /// Connects as the server's administrator.
  public func administrator() throws -> Connection {
    try Connection(ConnectionSettings(database.name))
  }

  /// Imports a file.
  ///
  /// - Parameters:
  ///   - file: its path.
  ///   - knownOn: the day from which its rows count as known; nil for `today` or the layout's own.
  @discardableResult
  public func load(
    _ file: String, knownOn: Day? = nil, configure: (inout Import.Options) -> Void = { _ in }
  ) throws -> ImportSummary {
    var options = Import.Options()
    options.knownOn = knownOn
    configure(&options)
    return try Import(workspace, options: options, today: Self.today).run(file: file)
  }

  private static let campaignDefinition = """
    committee:
      name: Test Committee
      fec_id: C00999001
    cycle:
      starts_on: 2020-11-04
    permitted_use:
      - provenance: voter_file:NC
        purposes: [solicit, persuade, turnout, volunteer, invite, compliance, research]
        cite: made-up counsel's answer
        checked_on: 2026-01-05
    """
}
