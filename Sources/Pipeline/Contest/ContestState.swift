import Campaign
import Postgres

/// How far a contest has come, by the database.
struct ContestState {
  /// A closing.
  struct Closing {
    var on: Day
    var recordedAt: Int64
    var beaconOn: Day
    var entrants: Int
    var entriesSHA256: String
    var excludedSHA256: String?
  }

  /// A draw.
  struct Draw {
    var on: Day
    var recordedAt: Int64
    var beacon: String
    var seed: String
  }

  var definition: String
  var rulesSHA256: String
  var secret: String
  var saltKey: String
  var commitment: String
  var openedOn: Day
  /// When the server wrote the opening down, in seconds since 1970 UTC.
  var recordedAt: Int64
  var hasEntries: Bool
  var closing: Closing?
  var draw: Draw?

  /// Reads it; nil for a contest that wasn't opened.
  static func read(_ contest: String, _ connection: inout Connection) throws -> ContestState? {
    try connection.rows(SQLFiles.statement("contest/state"), [.text(contest)]) { row in
      var state = ContestState(
        definition: try row.text(0), rulesSHA256: try row.text(1), secret: try row.text(2),
        saltKey: try row.text(3), commitment: try row.text(4),
        openedOn: Day(daysSince1970: try row.day(5)), recordedAt: try row.timestamp(6) / 1_000_000,
        hasEntries: try row.bool(7))
      if let on = try row.dayIfPresent(8) {
        state.closing = Closing(
          on: Day(daysSince1970: on), recordedAt: try row.timestamp(9) / 1_000_000,
          beaconOn: Day(daysSince1970: try row.day(10)),
          entrants: Int(try row.integer(11)), entriesSHA256: try row.text(12),
          excludedSHA256: try row.textIfPresent(13))
      }
      if let on = try row.dayIfPresent(14) {
        state.draw = Draw(
          on: Day(daysSince1970: on), recordedAt: try row.timestamp(15) / 1_000_000,
          beacon: try row.text(16), seed: try row.text(17))
      }
      return state
    }.first
  }
}

/// The entries of a contest as the database holds them.
enum ContestEntries {
  /// Reads them, and how many paid ones name a gift that the ledger doesn't hold.
  static func read(
    _ contest: String, _ connection: inout Connection
  ) throws -> (entries: [ContestEntry], withoutGift: Int) {
    var withoutGift = 0
    let entries = try connection.rows(
      SQLFiles.statement("contest/entries"), [.text(contest)]
    ) { row in
      guard let route = ContestEntry.Route(rawValue: try row.text(9)),
        let entered = StatedTime(try row.text(10))
      else { throw Failure(.bug, "an entry without route or time", at: "sql/contest/entries.sql") }
      if try row.bool(11) { withoutGift += 1 }
      return ContestEntry(
        source: try row.text(0), record: try row.text(1), firstName: try row.textIfPresent(2),
        lastName: try row.textIfPresent(3), email: try row.textIfPresent(4),
        state: try row.textIfPresent(5),
        bornOn: try row.dayIfPresent(6).map { Day(daysSince1970: $0) },
        saysAdult: try row.bool(7), saysResident: try row.bool(8), route: route, entered: entered)
    }
    return (entries, withoutGift)
  }
}

/// How many entries of each route take part, and why others don't.
struct ContestCounts: Sendable {
  /// By route.
  private(set) var inDraw: [ContestEntry.Route: Int] = [:]
  /// By reason, then by route.
  private(set) var setAside: [EntryReason: [ContestEntry.Route: Int]] = [:]

  /// Reads them.
  static func read(_ contest: String, _ connection: inout Connection) throws -> ContestCounts {
    var counts = ContestCounts()
    let rows = try connection.rows(SQLFiles.statement("contest/counts"), [.text(contest)]) {
      (route: try $0.text(0), reason: try $0.text(1), entries: Int(try $0.integer(2)))
    }
    for row in rows {
      guard let route = ContestEntry.Route(rawValue: row.route) else { continue }
      if row.reason.isEmpty {
        counts.inDraw[route] = row.entries
      } else if let reason = EntryReason(rawValue: row.reason) {
        counts.setAside[reason, default: [:]][route] = row.entries
      }
    }
    return counts
  }

  /// Entries that take part.
  var entrants: Int { inDraw.values.reduce(0, +) }

  /// Entries of a route, in the draw or not.
  func entered(_ route: ContestEntry.Route) -> Int {
    (inDraw[route] ?? 0) + setAside.values.reduce(0) { $0 + ($1[route] ?? 0) }
  }

  /// Entries set aside for a reason, of either route.
  func count(_ reason: EntryReason) -> Int { (setAside[reason] ?? [:]).values.reduce(0, +) }
}

/// Someone drawn and called upon.
struct ContestStanding: Sendable {
  /// How it stands.
  enum Kind: String, Sendable { case potential, verified, disqualified }

  var rank: Int
  var kind: Kind
  var ticket: String
  var reason: Disqualification?
  var consents: Bool
  var on: Day

  /// Reads them in the order of the draw.
  static func read(_ contest: String, _ connection: inout Connection) throws -> [ContestStanding] {
    try connection.rows(SQLFiles.statement("contest/standings"), [.text(contest)]) { row in
      guard let kind = Kind(rawValue: try row.text(1)) else {
        throw Failure(.bug, "an unknown standing", at: "sql/contest/standings.sql")
      }
      return ContestStanding(
        rank: Int(try row.integer(0)), kind: kind, ticket: try row.text(2),
        reason: try row.textIfPresent(3).flatMap { Disqualification(rawValue: $0) },
        consents: try row.bool(4), on: Day(daysSince1970: try row.day(5)))
    }
  }

  /// Writes it down.
  func write(_ contest: String, _ connection: inout Connection) throws {
    try connection.execute(
      SQLFiles.statement("contest/stand"),
      [
        .text(contest), .int32(Int32(rank)), .text(kind.rawValue), .text(ticket),
        reason.map { .text($0.rawValue) } ?? .null,
        kind == .verified ? .bool(consents) : .null, .day(daysSince1970: on.daysSince1970),
      ])
  }
}
