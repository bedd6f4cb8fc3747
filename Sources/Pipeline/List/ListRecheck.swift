import Campaign
import Postgres

/// A list that is out already, gone through once more before its files are written again: who asked
/// off since, died, gave up to the limit or was reached comes off; ranks, turfs and days stay.
struct ListRecheck {
  /// What takes someone off a list that is out.
  ///
  /// A new score or a lack of one does not: the order was told on the list's day.
  private static let grounds: Set<ExclusionReason> = [
    .doNotContact, .doNotCall, .doNotText, .doNotMail, .confidential, .deceased, .minor, .removed,
    .moved, .languageBarrier, .foreignAddress, .maxedOut, .refusedRecently, .contactedRecently,
    .outsideCallingHours,
  ]

  let query: ListQuery
  let cut: Int64
  private(set) var rows: [ListRow] = []
  /// Those of them who are called at another number than before.
  private(set) var moved: [ListRow] = []

  private struct Entry {
    let person: Int64
    let rank: Int64
    let value: Double
    var phone: Int64?
    var isMoved = false
    let turf: String
    let contactOn: Day?
  }

  /// The latest cut of a list.
  ///
  /// - Throws: `Failure` of kind badInput where there is none, or where its definition, model or scores
  ///   have changed since.
  init(_ query: ListQuery, _ connection: inout Connection) throws {
    let cuts = try connection.rows(
      SQLFiles.statement("list/latest_cut"), [.text(query.list.name)]
    ) {
      (
        cut: try $0.integer(0), version: try $0.integer(1),
        day: Day(daysSince1970: try $0.day(2)), definition: try $0.text(3)
      )
    }
    guard let latest = cuts.first else {
      throw Failure(
        .badInput, "the list `\(query.list.name)` was never cut",
        next: "Run `groundswell list \(query.list.name)`.")
    }
    guard latest.version == query.model.identifier, latest.day == query.day,
      latest.definition == query.list.text
    else {
      throw Failure(
        .badInput, "the list's definition, its model or the scores are newer than its latest cut",
        at: query.list.file, next: "Cut it anew: `groundswell list \(query.list.name)`.")
    }
    self.query = query
    cut = latest.cut
  }

  /// Takes off who has to come off, and reads the rows of the others.
  mutating func run(_ connection: inout Connection) throws {
    var off: [(person: Int64, reason: ExclusionReason)] = []
    var stay: [Entry] = []
    let entries = try entries(&connection)
    let reasons = try reasons(against: entries.map(\.person), &connection)
    for entry in entries {
      if let reason = reasons[entry.person], Self.grounds.contains(reason) {
        off.append((entry.person, reason))
      } else {
        stay.append(entry)
      }
    }
    if query.list.channel.usesPhone, !query.set.isSnapshot {
      stay = try reachable(stay, &off, &connection)
    }
    for (reason, people) in Dictionary(grouping: off, by: \.reason) {
      try connection.execute(
        SQLFiles.statement("list/withdraw"),
        [.integer(cut), .integers(people.map(\.person)), .text(reason.rawValue)])
    }
    // Only rows that change: what callers report refers to theirs.
    let gone = off.map(\.person) + stay.filter(\.isMoved).map(\.person)
    try connection.execute(
      SQLFiles.statement("list/withdraw_entries"), [.integer(cut), .integers(gone)])
    rows = try ListRow.read(
      query, stay.map { .init(person: $0.person, phone: $0.phone, value: $0.value) }, &connection)
    for (index, entry) in stay.enumerated() {
      rows[index].rank = entry.rank
      rows[index].turf = entry.turf
      rows[index].contactOn = entry.contactOn
      if entry.isMoved { moved.append(rows[index]) }
    }
  }

  private func entries(_ connection: inout Connection) throws -> [Entry] {
    try connection.rows(SQLFiles.statement("list/still_listed"), [.integer(cut)]) { row in
      Entry(
        person: try row.integer(0), rank: try row.integer(1), value: try row.double(2),
        phone: try row.textIfPresent(3).flatMap { Int64($0.filter(\.isNumber)) },
        turf: try row.text(4), contactOn: try row.dayIfPresent(5).map { Day(daysSince1970: $0) })
    }
  }

  private func reasons(
    against people: [Int64], _ connection: inout Connection
  ) throws -> [Int64: ExclusionReason] {
    let (statement, values) = try query.reasons(against: people)
    let reasons = try connection.rows(statement, values) {
      (try $0.integer(0), ExclusionReason(rawValue: try $0.text(1)) ?? .belowTheCut)
    }
    return Dictionary(reasons) { first, _ in first }
  }

  /// Those with a number that may still be called: their own of the list, else the best that nobody on
  /// the list has, nor anyone who is held out or asked for time.
  private func reachable(
    _ entries: [Entry], _ off: inout [(person: Int64, reason: ExclusionReason)],
    _ connection: inout Connection
  ) throws -> [Entry] {
    let (statement, more) = try query.candidates()
    let open = try connection.rows(statement, [.integers(entries.map(\.person))] + more) {
      try $0.integers(1)
    }
    let silent = Set(
      try connection.rows(SQLFiles.statement("list/silent_phones"), [.integer(cut)]) {
        try $0.integer(0)
      })
    var taken = Set(zip(entries, open).compactMap { $1.contains($0.phone ?? -1) ? $0.phone : nil })
    var stay: [Entry] = []
    for (var entry, phones) in zip(entries, open) {
      if !phones.contains(entry.phone ?? -1) {
        guard let other = phones.first(where: { !taken.contains($0) && !silent.contains($0) })
        else {
          off.append((entry.person, .noPhone))
          continue
        }
        taken.insert(other)
        entry.phone = other
        entry.isMoved = true
      }
      stay.append(entry)
    }
    return stay
  }
}
