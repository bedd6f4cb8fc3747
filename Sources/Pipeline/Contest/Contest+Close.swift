public import Campaign
import Postgres

extension Contest {
  /// Closes a contest: judges each entry by the rules, and fixes and writes the list of those that are
  /// drawn from, as salted hashes.
  ///
  /// Called again it writes the same files once more.
  ///
  /// - Parameter beaconOn: a later day for the public value, where the definition's has come already.
  /// - Throws: `Failure`: `refused` before the closing, on or after the beacon's day, or for another
  ///   beacon's day once it is closed; `badInput` where nobody takes part.
  public func close(_ name: String, beaconOn: Day? = nil) throws -> ContestSummary {
    let folder = ContestFolder(workspace, name)
    let campaign = try CampaignFolder(folder: workspace.folder).campaign()
    var connection = try workspace.connect(as: .loader)
    var summary = ContestSummary(contest: name, step: "close")
    let (files, counts, standings, list) = try connection.transaction { connection in
      try Run.takeTurn(at: "run.batch", &connection)
      let (definition, state) = try folder.opened(try ContestState.read(name, &connection))
      let (entries, withoutGift) = try ContestEntries.read(name, &connection)
      summary.paidWithoutGift = withoutGift
      if let closing = state.closing {
        guard beaconOn == nil || beaconOn == closing.beaconOn else {
          throw Failure(
            .refused, "the contest is closed, for the value of \(closing.beaconOn)",
            at: definition.file, next: "Its list is published: draw it by that value.")
        }
      } else {
        try fix(entries, definition, state, folder, beaconOn, &connection)
      }
      guard let closed = try ContestState.read(name, &connection) else {
        throw Failure(.bug, "a contest that isn't there after its closing")
      }
      return (
        ContestFiles(folder, definition, closed, campaign),
        try ContestCounts.read(name, &connection), try ContestStanding.read(name, &connection),
        ContestDraw.list(try Self.tickets(of: name, &connection))
      )
    }
    summary.take(counts)
    summary.commitment = files.state.commitment
    summary.entriesSHA256 = Digest.of(list)
    summary.beacon = "\(files.definition.beacon.what), of \(files.beaconOn)"
    summary.files = [
      try files.writeList(list), try files.writeClosing(counts),
      try files.writePage(counts, standings, withoutGift: summary.paidWithoutGift),
    ]
    return summary
  }

  /// The published list's lines.
  static func tickets(of name: String, _ connection: inout Connection) throws -> [String] {
    try connection.rows(SQLFiles.statement("contest/tickets"), [.text(name)]) { try $0.text(0) }
  }

  /// Judges the entries and writes the list and what became of each entry.
  private func fix(
    _ entries: [ContestEntry], _ definition: ContestDefinition, _ state: ContestState,
    _ folder: ContestFolder, _ beaconOn: Day?, _ connection: inout Connection
  ) throws {
    let name = definition.name
    let today = clock.today(on: definition.zone)
    let beacon = try beaconDay(beaconOn, definition)
    let excluded = try definition.excluded.map { try ContestExclusions.read(folder.beside($0)) }
    let review = EntryReview(
      opens: definition.opensAt, closes: definition.closesAt, zone: definition.zone,
      states: Set(definition.states), excluded: excluded?.mailboxes ?? [:])
    let decided: [Decided] = zip(entries, review.reasons(entries)).map { entry, reason in
      (ContestDraw.ticket(entry, contest: name, key: state.saltKey), entry.route, reason)
    }
    let tickets = decided.filter { $0.reason == nil }.map(\.ticket).sorted()
    guard !tickets.isEmpty else {
      throw Failure(
        .badInput,
        entries.isEmpty ? "nobody has entered" : "none of \(entries.count) entries takes part",
        at: definition.file, next: "Import the entries first.")
    }
    let run = try Run.open(
      stage: "contest", name: name, asOf: today, definition: definition.text, &connection)
    try connection.execute(
      SQLFiles.statement("contest/close"),
      [
        .text(name), .day(daysSince1970: today.daysSince1970),
        .day(daysSince1970: beacon.daysSince1970), .int32(Int32(tickets.count)),
        .text(Digest.of(ContestDraw.list(tickets))), excluded.map { .text($0.sha256) } ?? .null,
      ])
    try write(decided, tickets, of: name, &connection)
    try run.close("\(tickets.count) of \(entries.count) entries take part", &connection)
  }

  private func beaconDay(_ later: Day?, _ definition: ContestDefinition) throws -> Day {
    guard clock.moment(on: definition.zone) > definition.closesAt else {
      throw Failure(
        .refused, "entries are taken until \(definition.closes)", at: definition.file,
        next: "Close it after that.")
    }
    let beacon = max(later ?? definition.beacon.on, definition.beacon.on)
    guard clock.today(on: definition.zone) < beacon else {
      throw Failure(
        .refused, "the public value of \(beacon) may be known already", at: definition.file,
        next: "A list fixed now could be made for it: name a later day's with --beacon-on DAY.")
    }
    return beacon
  }

  private typealias Decided = (ticket: String, route: ContestEntry.Route, reason: EntryReason?)

  private func write(
    _ decided: [Decided], _ tickets: [String], of name: String, _ connection: inout Connection
  ) throws {
    let places = Dictionary(
      zip(tickets, 1...).map { ($0, Int64($1)) }, uniquingKeysWith: { first, _ in first })
    for start in stride(from: 0, to: decided.count, by: 50_000) {
      let part = decided[start..<min(start + 50_000, decided.count)]
      try connection.execute(
        SQLFiles.statement("contest/decide"),
        [
          .text(name), .texts(part.map(\.ticket)), .texts(part.map(\.route.rawValue)),
          .texts(part.map { $0.reason?.rawValue ?? "" }),
          .integers(part.map { $0.reason == nil ? places[$0.ticket] ?? 0 : 0 }),
        ])
    }
  }
}
