import Campaign
import Modeling

/// A cut list's files on their way into `out/lists/`.
struct ListOutput {
  private let account: ListAccount
  /// How full the room will be, on an event's list, with the evening played to its end.
  private let invitations: InvitationAccount?
  /// Where, without an ending; turfs stand in a folder of that name.
  private let path: String
  private var files: [ListManifest.File] = []
  /// What was planted in which file.
  private var canaries: [String] = []

  /// Writes the list, its turfs, sheets for print, what other programs take, manifest and page.
  ///
  /// What an earlier cut wrote is taken away first.
  static func write(_ account: ListAccount, to path: String) throws -> ListStage.Summary {
    var output = ListOutput(account: account, path: path)
    try ListFolder.clear(path, wave: account.invitations?.standing.wave)
    return try output.write()
  }

  private init(account: ListAccount, path: String) {
    self.account = account
    self.path = path
    var invitations = account.invitations
    invitations?.play()
    self.invitations = invitations
  }

  private mutating func write() throws -> ListStage.Summary {
    let query = account.query
    let list = query.list
    let columns = ListFile.columns(query, percentiles: account.percentiles)
    let ending = invitations.map { ".wave_\($0.standing.wave).csv" } ?? ".csv"
    try add(ending, account.rows, columns)
    let turfs = ListFolder.turfs(of: account.rows)
    let isDivided = turfs.contains { $0.name != ListFolder.undivided }
    if isDivided { try OutputFile.makeFolder(path) }
    if isDivided {
      for (name, rows) in turfs { try add("/\(name).csv", rows, columns) }
    }
    if list.channel == .call, !query.set.isSnapshot {
      try addSheets(turfs.map { (isDivided ? "/\($0.name)" : "", $0.rows) })
    }
    if !account.volunteers.isEmpty {
      try add(
        ".volunteers.csv", account.volunteers,
        ListFile.volunteerColumns(query, percentiles: account.percentiles))
    }
    if let invitations {
      if let contest = invitations.contest, !invitations.contestants.isEmpty {
        try add(
          ".contest.csv", invitations.contestants, ListFile.contestColumns(query, contest))
      }
      try OutputFile.write(InvitationSheet(account, invitations).text(), to: "\(path).event.html")
    }
    for program in list.handOver {
      try add(".\(program.rawValue).csv", account.rows, program.columns(query))
    }
    let manifest = try ListManifest(account, columns: columns.map(\.header), files: files)
      .write(to: "\(path).manifest.json")
    try OutputFile.write(
      CounselSheet(account).text(
        files: files, manifest: manifest, canaries: canaries), to: "\(path).counsel.html")
    return ListStage.Summary(
      list: list.name, universe: account.universe, listed: account.listed,
      heldOut: account.heldOutCount, excluded: account.excluded, worth: account.worth.sentences,
      turfs: isDivided ? turfs.count : 1, event: invitations?.sentences ?? [],
      csv: path + ending, manifest: "\(path).manifest.json",
      warning: query.warning)
  }

  /// Adds the sheets for print of turfs that are small enough.
  private mutating func addSheets(_ turfs: [(turf: String, rows: [ListRow])]) throws {
    let query = account.query
    let sheets = try CallSheets(query)
    let path = path
    let written = try Parts.map(turfs.count, threads: Parts.processors) { part throws in
      let (turf, rows) = turfs[part]
      guard rows.count <= CallSheets.most else { return ListManifest.File?.none }
      let name = "\(query.list.name)\(turf)"
      // The same row is planted as in the file beside it, or the two would tell which it is.
      let page = sheets.page(ListCanary(query: query).plant(in: rows, file: "\(name).csv").rows)
      try OutputFile.write(page, to: "\(path)\(turf).html")
      return ListManifest.File(
        name: "\(name).html", people: rows.count, sha256: Digest.of(page))
    }
    files += written.compactMap { $0 }
  }

  /// Adds a file with a row of the campaign's own in it.
  private mutating func add(
    _ ending: String, _ rows: [ListRow], _ columns: [ListFile.Column]
  ) throws {
    let name = account.query.list.name + ending
    let (planted, words) = ListCanary(query: account.query).plant(in: rows, file: name)
    if let words { canaries.append(words) }
    files.append(
      ListManifest.File(
        name: name, people: rows.count,
        sha256: try ListFile.write(planted, columns: columns, to: path + ending)))
  }
}
