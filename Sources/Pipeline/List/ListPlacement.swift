import Campaign
import Postgres

/// Walks down the candidates in rank order until the list is full.
///
/// A phone is listed once; who comes after that is below the cut. Only as many people pass through
/// the program as that takes.
struct ListPlacement {
  /// A person on the list.
  struct Place {
    let person: Int64
    /// Where they are called; nil on a list for the mail.
    let phone: Int64?
    /// What they are ranked by.
    let value: Double
  }

  private let query: ListQuery
  private let cut: Int64
  /// Those listed, in order of rank.
  private(set) var listed: [Place] = []
  /// Those who gave up to the limit and are asked to volunteer, in order of rank.
  private(set) var volunteers: [Place] = []
  private var heldOutPhones: Set<Int64> = []
  private var excluded: [(person: Int64, value: Double, reason: String)] = []
  /// Everyone placed so far, where seats may have to be offered again.
  private var settled: Set<Int64> = []

  init(_ query: ListQuery, cut: Int64) {
    self.query = query
    self.cut = cut
  }

  /// Places candidates and writes the outcome down.
  mutating func run(_ connection: inout Connection) throws {
    let list = query.list
    var places = ListCut(
      capacity: list.size, needsPhone: list.channel.usesPhone, perHousehold: list.perHousehold,
      quotas: list.quotas.map(\.seats))
    try scan(.belowTheCut, &connection) { try Self.offer($0, &places, &$1) }
    if places.hasUntakenSeats {
      places.releaseSeats()
      try scan(.belowTheCut, &connection) { try Self.offer($0, &places, &$1) }
    }
    // Seats that were kept, or given out again, are not taken in order of rank.
    listed.sort { ($0.value, $1.person) > ($1.value, $0.person) }
    try Self.write(cut: cut, listed, excluded, &connection)
    if list.asksMaxedOutToVolunteer { try placeVolunteers(&connection) }
    try connection.execute(SQLFiles.statement("list/end_cut"), [.integer(cut)])
  }

  /// Offers a candidate a place.
  ///
  /// - Returns: whether there may be places for the next.
  private static func offer(
    _ offered: ListQuery.Candidate, _ places: inout ListCut, _ placement: inout ListPlacement
  ) throws -> Bool {
    let person = offered.candidate.person
    guard !placement.settled.contains(person) else { return true }
    switch places.place(offered.candidate) {
    case .listed(_, let phone):
      placement.listed.append(Place(person: person, phone: phone, value: offered.value))
    case .heldOut:
      placement.excluded.append((person, offered.value, ListAccount.heldOut))
      placement.heldOutPhones.formUnion(offered.candidate.phones)
    case .passedOver: return true
    case .excluded(.belowTheCut): return false
    case .excluded(let reason): placement.excluded.append((person, offered.value, reason.rawValue))
    }
    if !placement.query.list.quotas.isEmpty { placement.settled.insert(person) }
    return true
  }

  /// Who gave up to the limit gives time instead: whoever of them could have been listed, but at no
  /// number that the list or the part held out has.
  private mutating func placeVolunteers(_ connection: inout Connection) throws {
    let list = query.list
    let taken = heldOutPhones.union(listed.compactMap(\.phone))
    var places = ListCut(
      capacity: list.size, barredPhones: taken, needsPhone: list.channel.usesPhone,
      perHousehold: list.perHousehold)
    try scan(.maxedOut, &connection) { offered, placement in
      if case .listed(_, let phone) = places.place(offered.candidate) {
        placement.volunteers.append(
          Place(person: offered.candidate.person, phone: phone, value: offered.value))
      }
      return !places.isFull
    }
    try Self.askForTime(volunteers, cut: cut, &connection)
  }

  /// Writes down who is asked for time, so that other lists leave them alone as they do those listed.
  static func askForTime(
    _ volunteers: [Place], cut: Int64, _ connection: inout Connection
  ) throws {
    try connection.execute(
      SQLFiles.statement("list/ask_for_time"),
      [.integer(cut), .integers(volunteers.map(\.person))])
  }

  /// Goes through candidates with a reason, page by page, until `place` has seen enough.
  private mutating func scan(
    _ reason: ExclusionReason, _ connection: inout Connection,
    _ place: (ListQuery.Candidate, inout ListPlacement) throws -> Bool
  ) throws {
    // As many as a list commonly takes with those held out or sharing a number: each page reads everyone.
    let size = query.list.size * 5 / 4 + 1_000
    var last = ListQuery.first
    while let page = try query.page(of: cut, reason, after: last, size, &connection) {
      for candidate in page.candidates where try !place(candidate, &self) { return }
      last = page.last
    }
  }

  /// Writes down who is listed, in order of rank, and why those are not whom the walk met.
  static func write(
    cut: Int64, _ listed: [Place], _ excluded: [(person: Int64, value: Double, reason: String)],
    _ connection: inout Connection
  ) throws {
    let people = listed.map(\.person) + excluded.map(\.person)
    try connection.execute(
      CutTable.statement("list/forget_placed", cut), [.integers(people)])
    try connection.execute(
      CutTable.statement("list/placed", cut),
      [
        .integer(cut), .integers(people),
        .doubles(listed.map(\.value) + excluded.map(\.value)),
        .integers(listed.indices.map { Int64($0 + 1) } + excluded.map { _ in 0 }),
        .texts(listed.map { _ in "" } + excluded.map(\.reason)),
      ])
  }
}

/// The table that holds a cut's decisions: a part of `list.decision`, once they are placed.
enum CutTable {
  static func name(_ cut: Int64) throws -> Identifier { try Snapshot.identifier("decision_\(cut)") }

  /// A statement of `sql/list` about that table.
  static func statement(_ file: String, _ cut: Int64) throws -> Statement {
    try SQLFiles.statement(file).replacing(["decisions": .identifier(try name(cut))])
  }
}
