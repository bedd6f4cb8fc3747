import Campaign
import Postgres

/// A drawn contest as it stands, and what is written of it.
struct ContestDrawn {
  let files: ContestFiles
  let counts: ContestCounts
  let standings: [ContestStanding]
  /// All tickets, in the order of the draw.
  let order: [String]
  /// Who stands behind those called upon.
  let entries: [String: ContestEntry]
  /// Paid entries whose gift the ledger doesn't hold.
  let withoutGift: Int

  static func read(
    _ folder: ContestFolder, _ definition: ContestDefinition, _ campaign: CampaignDefinition,
    _ connection: inout Connection
  ) throws -> ContestDrawn {
    guard let state = try ContestState.read(definition.name, &connection), let draw = state.draw
    else { throw Failure(.bug, "a contest without a draw after it was drawn") }
    let tickets = try Contest.tickets(of: definition.name, &connection)
    let (entries, withoutGift) = try ContestEntries.read(definition.name, &connection)
    return ContestDrawn(
      files: ContestFiles(folder, definition, state, campaign),
      counts: try ContestCounts.read(definition.name, &connection),
      standings: try ContestStanding.read(definition.name, &connection),
      order: ContestDraw.order(tickets, seed: draw.seed),
      entries: Dictionary(
        entries.map {
          (ContestDraw.ticket($0, contest: definition.name, key: state.saltKey), $0)
        }, uniquingKeysWith: { first, _ in first }), withoutGift: withoutGift)
  }

  /// Writes the files and says what stands in them.
  func write(step: String) throws -> ContestSummary {
    var summary = ContestSummary(contest: files.definition.name, step: step)
    summary.take(counts)
    summary.paidWithoutGift = withoutGift
    summary.commitment = files.state.commitment
    summary.entriesSHA256 = files.state.closing?.entriesSHA256
    summary.beacon =
      "\(files.definition.beacon.what), of \(files.beaconOn): \(files.state.draw?.beacon ?? "")"
    summary.seed = files.state.draw?.seed
    summary.standings = standings.map {
      ContestSummary.Standing(
        rank: $0.rank, entry: $0.ticket, standing: $0.kind.rawValue, reason: $0.reason?.inWords)
    }
    summary.files = [
      try files.writeList(ContestDraw.list(order)), try files.writeDraw(order),
      try files.writeWinners(standings, entries),
      try files.writeToVerify(standings, entries),
      try files.writePage(counts, standings, withoutGift: withoutGift),
    ]
    return summary
  }
}
