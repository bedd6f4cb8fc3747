import Campaign

/// The files of a contest in `out/contests/NAME/`: what is published, what goes to counsel, and whom to
/// call upon.
struct ContestFiles {
  static let listName = "entries.txt"
  static let closingName = "closing.json"

  let folder: ContestFolder
  let definition: ContestDefinition
  let state: ContestState
  let campaign: CampaignDefinition

  init(
    _ folder: ContestFolder, _ definition: ContestDefinition, _ state: ContestState,
    _ campaign: CampaignDefinition
  ) {
    self.folder = folder
    self.definition = definition
    self.state = state
    self.campaign = campaign
  }

  /// The day of the public value.
  var beaconOn: Day { state.closing?.beaconOn ?? definition.beacon.on }

  private struct Beacon: Encodable {
    var what: String
    var on: String
    var value: String?
  }

  private struct Commitment: Encodable {
    var contest: String
    var title: String
    var sponsor: String
    var opens: String
    var closes: String
    var clock: String
    var eligibleStates: [String]
    var freeEntry: String
    var prize: String
    var prizeDollars: String
    var winners: Int
    var rulesSha256: String
    var definitionSha256: String
    var commitment: String
    var beacon: Beacon
    var algorithm: [String]
    var programVersion: String
  }

  private struct Closing: Encodable {
    var contest: String
    var closedOn: String
    var entries: Int
    var entriesSha256: String
    var beacon: Beacon
    var entriesByRoute: [String: Int]
    var setAside: [String: Int]
    var commitment: String
    var rulesSha256: String
  }

  private struct Draw: Encodable {
    var contest: String
    var drawnOn: String
    var secret: String
    var commitment: String
    var beacon: Beacon
    var entriesSha256: String
    var seed: String
    var winners: Int
    /// Those drawn, in order: the winners' places and the alternates'.
    var drawn: [String]
    var algorithm: [String]
  }

  /// Writes the rules as they were committed to.
  func writeRules(_ text: String) throws -> String { try write(text, to: "rules.txt") }

  /// Writes what is published before the closing.
  func writeCommitment() throws -> String {
    try write(
      Commitment(
        contest: definition.name, title: definition.title, sponsor: definition.sponsor,
        opens: "\(definition.opens)", closes: "\(definition.closes)",
        clock: definition.zone.rawValue, eligibleStates: definition.states,
        freeEntry: "\(definition.freeEntry.way.rawValue): \(definition.freeEntry.at)",
        prize: definition.prize.what, prizeDollars: definition.prize.value.plain,
        winners: definition.prize.winners, rulesSha256: state.rulesSHA256,
        definitionSha256: Digest.of(state.definition), commitment: state.commitment,
        beacon: beacon(), algorithm: ContestDraw.algorithm, programVersion: ProgramVersion.text),
      to: "commitment.json")
  }

  /// Writes the published list.
  func writeList(_ list: String) throws -> String { try write(list, to: Self.listName) }

  /// Writes what is published with it.
  func writeClosing(_ counts: ContestCounts) throws -> String {
    guard let closing = state.closing else { throw Failure(.bug, "a closing without its row") }
    var summary = ContestSummary(contest: definition.name, step: "close")
    summary.take(counts)
    return try write(
      Closing(
        contest: definition.name, closedOn: "\(closing.on)", entries: closing.entrants,
        entriesSha256: closing.entriesSHA256, beacon: beacon(),
        entriesByRoute: Dictionary(
          summary.routes.map { ($0.route, $0.inDraw) }, uniquingKeysWith: { first, _ in first }),
        setAside: summary.setAside, commitment: state.commitment,
        rulesSha256: state.rulesSHA256), to: Self.closingName)
  }

  /// Writes what is published after the draw.
  func writeDraw(_ order: [String]) throws -> String {
    guard let closing = state.closing, let draw = state.draw else {
      throw Failure(.bug, "a draw without its row")
    }
    let named = definition.prize.winners + definition.alternates
    return try write(
      Draw(
        contest: definition.name, drawnOn: "\(draw.on)", secret: state.secret,
        commitment: state.commitment, beacon: beacon(draw.beacon),
        entriesSha256: closing.entriesSHA256, seed: draw.seed,
        winners: definition.prize.winners, drawn: Array(order.prefix(named)),
        algorithm: ContestDraw.algorithm), to: "draw.json")
  }

  /// Writes the winners for whoever asks: name and state where the winner allows it.
  func writeWinners(
    _ standings: [ContestStanding], _ entries: [String: ContestEntry]
  ) throws -> String {
    try table("winners.csv", ["rank", "entry", "name", "state"]) { writer in
      for standing in standings where standing.kind == .verified {
        let entry = standing.consents ? entries[standing.ticket] : nil
        writer.number(Int64(standing.rank))
        writer.field(standing.ticket)
        writer.field(entry.map(Self.name) ?? "withheld")
        writer.field(entry?.state ?? "")
        try writer.endRow()
      }
    }
  }

  /// Writes whom to call upon.
  ///
  /// By which route someone entered doesn't stand in it: nobody who verifies should know.
  func writeToVerify(
    _ standings: [ContestStanding], _ entries: [String: ContestEntry]
  ) throws -> String {
    try table("to-verify.csv", ["rank", "standing", "entry_id", "name", "email", "state", "entry"])
    {
      writer in
      for standing in standings {
        let entry = entries[standing.ticket]
        writer.number(Int64(standing.rank))
        writer.field(standing.kind.rawValue)
        writer.field(entry?.record ?? "not held any more")
        writer.field(entry.map(Self.name) ?? "")
        writer.field(entry?.email ?? "")
        writer.field(entry?.state ?? "")
        writer.field(standing.ticket)
        try writer.endRow()
      }
    }
  }

  /// Writes the page for counsel.
  func writePage(
    _ counts: ContestCounts, _ standings: [ContestStanding], withoutGift: Int = 0
  ) throws -> String {
    try write(
      try ContestSheet(self, counts, standings, withoutGift: withoutGift).text(), to: "counsel.html"
    )
  }

  private static func name(_ entry: ContestEntry) -> String {
    [entry.firstName, entry.lastName].compactMap { $0 }.joined(separator: " ")
  }

  private func beacon(_ value: String? = nil) -> Beacon {
    Beacon(what: definition.beacon.what, on: "\(beaconOn)", value: value)
  }

  private func table(
    _ name: String, _ header: [String], _ fill: (inout CSVWriter) throws -> Void
  ) throws -> String {
    let path = "\(try folder.output())/\(name)"
    try OutputFile.writeTable(header, to: path, fill)
    return path
  }

  private func write(_ value: some Encodable, to name: String) throws -> String {
    let path = "\(try folder.output())/\(name)"
    try OutputFile.writeJSON(value, to: path)
    return path
  }

  private func write(_ text: String, to name: String) throws -> String {
    let path = "\(try folder.output())/\(name)"
    try OutputFile.write(text, to: path)
    return path
  }
}
