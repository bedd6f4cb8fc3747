import Campaign
import Postgres

extension ListQuery {
  /// A candidate and what they are ranked by.
  typealias Candidate = (candidate: ListCandidate, value: Double)
  /// Where a page ended.
  typealias Mark = (person: Int64, value: Double)

  /// The mark before the first page.
  static let first: Mark = (0, .greatestFiniteMagnitude)

  /// The next candidates of a cut with a reason, in rank order; nil where nobody is left.
  func page(
    of cut: Int64, _ reason: ExclusionReason, after last: Mark, _ size: Int,
    _ connection: inout Connection
  ) throws -> (candidates: [Candidate], last: Mark)? {
    let ranked = try connection.rows(
      CutTable.statement("list/ranked", cut),
      [
        .text(reason.rawValue), .double(last.value), .integer(last.person), .integer(Int64(size)),
      ]
    ) { (person: try $0.integer(0), value: try $0.double(1)) }
    guard let end = ranked.last else { return nil }
    let (statement, more) = try candidates()
    let candidates: [Candidate] = try connection.rows(
      statement, [.integers(ranked.map(\.person))] + more
    ) {
      let place = ranked[Int(try $0.integer(0)) - 1]
      let candidate = ListCandidate(
        person: place.person, phones: try $0.integers(1), household: try $0.integer(2),
        groups: try $0.texts(4), isHeldOut: try $0.bool(3))
      return (candidate, place.value)
    }
    return (candidates, end)
  }
}
