public import Campaign
import Postgres

/// Files into `source.*` and `fec.*`: a batch a file, whole or not at all.
///
/// Good rows load; bad ones are set aside with a reason each, and when there are too many of them
/// the file is refused and nothing of it stays.
public struct Import {
  /// The choices of a call.
  public struct Options: Sendable {
    /// The layout's name; nil to find it by the file's columns.
    public var layout: String?
    /// The share of rows that may be set aside before the file is refused.
    public var maximumRejected = 0.1
    /// The day from which the rows count as known; nil for the layout's own day, or today.
    public var knownOn: Day?
    /// Whether a file that ends in mid-line is loaded up to there.
    public var acceptsCutFile = false

    /// The default choices.
    public init() {}
  }

  private let workspace: Workspace
  private let options: Options
  private let today: Day

  /// Prepares an import.
  public init(_ workspace: Workspace, options: Options = Options(), today: Day) {
    self.workspace = workspace
    self.options = options
    self.today = today
  }

  /// Imports one file.
  ///
  /// - Throws: `Failure` for a file that can't be loaded, `PostgresError` for the database.
  public func run(file path: String) throws -> ImportSummary {
    let folder = CampaignFolder(folder: workspace.folder)
    let campaign = try folder.campaign()
    let inspection = try FileInspection(path: path)
    let opened = try OpenedFile.open(
      path: path, layouts: try folder.layouts(), chosen: options.layout)
    var connection = try workspace.connect(as: .loader)
    let name = path.split(separator: "/").last.map(String.init) ?? path
    return try connection.transaction { connection in
      try Run.takeTurn(at: "run.batch", &connection)
      // Also for a file that was loaded before: its layout may have changed since, and what its
      // columns may be used for holds from now on.
      try register(opened.layout, campaign, &connection)
      if let batch = try loadedBefore(opened.layout.name, inspection.sha256, &connection) {
        return ImportSummary(
          batch: batch, layout: opened.layout.name, file: name, rowsRead: 0, rowsLoaded: 0,
          rejected: [:], erased: 0, blanked: [:], rejectFile: nil, wasLoadedBefore: true)
      }
      let batch = try BatchRecord.open(
        opened.layout, file: name, sha256: inspection.sha256, definition: opened.definitionSHA256,
        knownOn: options.knownOn ?? opened.layout.asOf ?? today, &connection)
      var load = try BatchLoad(
        opened: opened, batch: batch, committee: campaign.committee,
        openContests: try openContests(&connection),
        rejects: RejectFile(
          path: "\(try workspace.outputFolder("rejects"))/\(name)", header: opened.headerLine),
        acceptsCutFile: options.acceptsCutFile)
      do {
        try load.run(path: path, bytes: inspection.bytes, &connection)
      } catch {
        throw Self.inWordsOfTheFile(error, path)
      }
      let rejectFile = try load.rejects.finish()
      try refuseIfTooMany(load, rejectFile, path)
      let erased = try ErasedRecords.leaveOut(of: opened.layout, batch: batch, &connection)
      let loaded = load.rowsLoaded - erased
      try BatchRecord.close(
        batch, read: load.rowsRead, loaded: loaded, rejected: load.rejects.counts, &connection)
      return ImportSummary(
        batch: Int(batch), layout: opened.layout.name, file: name, rowsRead: load.rowsRead,
        rowsLoaded: loaded, linesNotFilledIn: load.linesWithoutWord,
        rejected: load.rejects.counts, erased: erased, blanked: load.plan.blanked,
        rejectFile: rejectFile, wasLoadedBefore: false)
    }
  }

  private func register(
    _ layout: Layout, _ campaign: CampaignDefinition, _ connection: inout Connection
  ) throws {
    try Provenances.write(campaign.permittedUses, layout, to: &connection)
    if layout.target.isSnapshot { try SnapshotTables.prepare(for: layout, &connection) }
  }

  /// What the database refuses in a row's values is the file's or its layout's fault.
  private static func inWordsOfTheFile(_ error: any Error, _ path: String) -> any Error {
    guard let error = error as? PostgresError, let row = error.copyRow,
      ["22", "23", "54"].contains(error.sqlState.prefix(2))
    else { return error }
    return Failure(
      .badInput, "the database can't take loaded row \(row): \(error.reason)", at: path,
      next: "Mend the file, or `key` and `record` in its layout. Nothing was loaded.")
  }

  private func loadedBefore(
    _ layout: String, _ sha256: String, _ connection: inout Connection
  ) throws -> Int? {
    try connection.rows(
      SQLFiles.statement("import/batch_of_file"), [.text(layout), .text(sha256)]
    ) { Int(try $0.integer(0)) }.first
  }

  private func openContests(_ connection: inout Connection) throws -> Set<String> {
    Set(try connection.rows(SQLFiles.statement("import/open_contests")) { try $0.text(0) })
  }

  private func refuseIfTooMany(_ load: BatchLoad, _ rejectFile: String?, _ path: String) throws {
    guard load.rowsRead > 0 else {
      throw Failure(
        .badInput,
        load.linesWithoutWord > 0
          ? "none of the \(load.linesWithoutWord) lines is filled in"
          : "the file has a header and no rows", at: path,
        next: load.linesWithoutWord > 0 ? "Fill in what came of the calls." : "Fetch it again.")
    }
    let rejected = load.rejects.count
    guard Double(rejected) > options.maximumRejected * Double(load.rowsRead) else { return }
    let commonest = load.rejects.counts.max { ($0.value, $1.key) < ($1.value, $0.key) }
    throw Failure(
      .badInput,
      "\(rejected) of \(load.rowsRead) rows can't be loaded, most often: \(commonest?.key ?? "")",
      at: path,
      next:
        "See \(rejectFile ?? "the file"); mend the file or its layout, or raise --max-rejected. "
        + "Nothing was loaded.")
  }
}
