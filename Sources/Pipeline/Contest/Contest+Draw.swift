import Campaign
import Glibc
import Postgres

extension Contest {
  /// Draws a contest by the public value, once; called again with the same value it writes the same files.
  ///
  /// - Parameter beacon: the value, as whoever publishes it wrote it.
  /// - Throws: `Failure`: `usage` for a value too short to be out of anyone's hand; `refused` before its
  ///   day, a second time by another value, or where the list isn't the one that was published.
  public func draw(_ name: String, beacon: String) throws -> ContestSummary {
    let beacon = beacon.trimmed
    try Self.check(beacon)
    let folder = ContestFolder(workspace, name)
    let campaign = try CampaignFolder(folder: workspace.folder).campaign()
    var connection = try workspace.connect(as: .loader)
    let told = try connection.transaction { connection in
      try Run.takeTurn(at: "run.batch", &connection)
      let (definition, state) = try folder.opened(try ContestState.read(name, &connection))
      let today = clock.today(on: definition.zone)
      let closing = try readyToDraw(definition, state, today, by: beacon)
      let tickets = try Self.tickets(of: name, &connection)
      let list = ContestDraw.list(tickets)
      try Self.check(list, against: closing, in: folder)
      guard state.draw == nil else {
        return try ContestDrawn.read(folder, definition, campaign, &connection)
      }
      let seed = ContestDraw.seed(secret: state.secret, beacon: beacon, list: list)
      let order = ContestDraw.order(tickets, seed: seed)
      let run = try Run.open(
        stage: "contest", name: name, asOf: today, definition: definition.text, seed: seed,
        &connection)
      try connection.execute(
        SQLFiles.statement("contest/draw"),
        [
          .text(name), .text(beacon), .text(seed), .day(daysSince1970: today.daysSince1970),
        ])
      for (rank, ticket) in zip(1..., order.prefix(definition.prize.winners)) {
        try ContestStanding(
          rank: rank, kind: .potential, ticket: ticket, reason: nil, consents: false, on: today
        ).write(name, &connection)
      }
      try run.close("drawn", &connection)
      return try ContestDrawn.read(folder, definition, campaign, &connection)
    }
    return try told.write(step: "draw")
  }

  /// A short value can be foreseen often enough to be worth trying secrets for.
  static let fewestMarks = 10

  private static func check(_ beacon: String) throws {
    let marks = beacon.filter { $0.isASCII && ($0.isLetter || $0.isNumber) }.count
    let isPlain = beacon.utf8.allSatisfy { (0x20...0x7E).contains($0) }
    guard isPlain, (fewestMarks...1_000).contains(marks) else {
      throw Failure(
        .usage, "the public value must hold \(fewestMarks) or more letters and digits, in ASCII",
        next: "Take several draws of a lottery, or a pulse of a beacon, as its publisher writes it."
      )
    }
  }

  private func readyToDraw(
    _ definition: ContestDefinition, _ state: ContestState, _ today: Day, by beacon: String
  ) throws -> ContestState.Closing {
    guard let closing = state.closing else {
      throw Failure(
        .refused, "the contest isn't closed", at: definition.file,
        next: "Run `groundswell contest close \(definition.name)`, and publish its list.")
    }
    guard state.draw == nil || state.draw?.beacon == beacon else {
      throw Failure(
        .refused, "the contest is drawn by another value, and is drawn once", at: definition.file,
        next: "`groundswell contest winner \(definition.name)` says who stands where.")
    }
    guard today >= closing.beaconOn else {
      throw Failure(
        .refused, "the public value comes out on \(closing.beaconOn)", at: definition.file,
        next: "Draw on that day or later.")
    }
    return closing
  }

  /// The list in the database and the one in `out/` must both be the one that was closed.
  private static func check(
    _ list: String, against closing: ContestState.Closing, in folder: ContestFolder
  ) throws {
    let path = "\(try folder.output())/\(ContestFiles.listName)"
    var hashes = [(Digest.of(list), "contest.decision")]
    if access(path, F_OK) == 0 { hashes.append((try FileInspection(path: path).sha256, path)) }
    for (hash, place) in hashes where hash != closing.entriesSHA256 {
      throw Failure(
        .refused, "the list isn't the one that was closed and published", at: place,
        next: "Put the published list back; its SHA-256 stands in \(ContestFiles.closingName).")
    }
  }
}
