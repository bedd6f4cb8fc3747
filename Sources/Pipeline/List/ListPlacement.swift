import Campaign
import Postgres

/// Walks down the candidates in rank order until the list is full.
///
/// A phone is listed once; who comes after that is below the cut. Only as many people pass through
/// the program as that takes.
struct ListPlacement {
  private let query: ListQuery
  private let cut: Int64
  /// The phone that each listed person is called at; none on a list for the mail.
  private(set) var phones: [Int64: Int64] = [:]
  private(set) var listed: [Int64] = []
  private var excluded: [(person: Int64, reason: ExclusionReason)] = []

  init(_ query: ListQuery, cut: Int64) {
    self.query = query
    self.cut = cut
  }

  /// Places candidates and writes the outcome down.
  mutating func run(_ connection: inout Connection) throws {
    let list = query.list
    var places = ListCut(capacity: list.size, needsPhone: list.channel == .call)
    let page = Int64(2 * list.size + 1_000)
    let statement = try SQLFiles.statement("list/candidates").replacing([
      "value": .expression(query.value), "scores": query.scores,
      "suppressed_phones": .expression(query.knowledge.suppressedPhones),
    ])
    var last: (value: Double, person: Int64) = (.greatestFiniteMagnitude, 0)
    while listed.count < list.size {
      let values: [Value] = [
        .text(list.model), .integer(cut), .double(last.value), .integer(last.person),
        .integer(page),
      ]
      let candidates = try connection.rows(statement, values) {
        (person: try $0.integer(0), value: try $0.double(1), phones: try $0.integers(2))
      }
      for candidate in candidates {
        if listed.count == list.size { break }
        place(
          places.place(ListCandidate(person: candidate.person, phones: candidate.phones)),
          candidate.person)
      }
      guard let end = candidates.last, candidates.count == Int(page) else { break }
      last = (end.value, end.person)
    }
    try write(&connection)
  }

  private mutating func place(_ placement: ListCut.Placement, _ person: Int64) {
    switch placement {
    case .listed(_, let phone):
      listed.append(person)
      phones[person] = phone
    case .excluded(let reason): excluded.append((person, reason))
    case .heldOut: break
    }
  }

  private func write(_ connection: inout Connection) throws {
    try connection.execute(
      SQLFiles.statement("list/list_people"),
      [.integer(cut), .integers(listed), .integers(listed.indices.map { Int64($0 + 1) })])
    try connection.execute(
      SQLFiles.statement("list/exclude_people"),
      [
        .integer(cut), .integers(excluded.map(\.person)),
        .texts(excluded.map(\.reason.rawValue)),
      ])
  }
}
