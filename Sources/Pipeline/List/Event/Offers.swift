import Campaign
import Postgres

/// What choosing the offers of some candidates takes.
struct Offers {
  /// A candidate's part.
  struct Offer {
    /// What the person gave to the election.
    let given: Cents
    /// What people like them give when they give.
    let gift: Cents
    /// Whether the person is of those whom the event draws.
    let isDrawn: Bool
    /// A model's chance that the person accepts.
    let chance: Double?
  }

  /// By person.
  let of: [Int64: Offer]
  /// Who else of a household could come, and what they gave to the election.
  private let companions: [Int64: [(person: Int64, given: Cents)]]

  static func read(
    _ query: ListQuery, _ standing: EventStanding, _ candidates: [ListCandidate],
    _ connection: inout Connection
  ) throws -> Offers {
    let people = candidates.map(\.person)
    let (statement, values) = try query.offers(standing.event, of: people)
    let found = try connection.rows(statement, values) { row in
      (
        person: people[Int(try row.integer(0)) - 1],
        offer: Offer(
          given: Cents(try row.integer(1)), gift: Cents(Int64(try row.double(2).rounded())),
          isDrawn: try row.bool(3), chance: try row.doubleIfPresent(4))
      )
    }
    var companions: [Int64: [(person: Int64, given: Cents)]] = [:]
    if standing.event.invitesCouples {
      let (statement, values) = try query.companions(
        ofHouseholds: Set(candidates.compactMap(\.household)).sorted())
      for row in try connection.rows(
        statement, values,
        {
          (
            household: try $0.integer(0), person: try $0.integer(1),
            given: Cents(try $0.integer(2))
          )
        })
      {
        companions[row.household, default: []].append((row.person, row.given))
      }
    }
    return Offers(
      of: Dictionary(found.map { ($0.person, $0.offer) }) { first, _ in first },
      companions: companions)
  }

  /// The seats that a candidate is offered: two where somebody of the household could come too, and may give a
  /// seat's price themselves.
  func seats(of candidate: ListCandidate, price: Cents?, _ query: ListQuery) -> Int {
    let others = candidate.household.flatMap { companions[$0] } ?? []
    let mayCome = others.contains { other in
      guard other.person != candidate.person else { return false }
      guard let price, let room = query.rules.room(given: other.given) else { return true }
      return room >= price
    }
    return mayCome ? 2 : 1
  }
}
