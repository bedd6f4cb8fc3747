/// What a seat of an event costs, and how many there are at that price.
public struct TicketTier: Hashable, Sendable {
  /// The price of a seat.
  ///
  /// All of it is a contribution, not the part above what the meal is worth: 11 CFR 100.53.
  public var price: Cents
  /// Seats at that price; nil where only the room limits them.
  public var seats: Int?

  /// Makes a tier.
  public init(price: Cents, seats: Int? = nil) {
    self.price = price
    self.seats = seats
  }
}

/// The tiers of an event, and which of them a person is offered.
public struct TicketTiers: Hashable, Sendable {
  /// The tiers, the dearest first.
  public let tiers: [TicketTier]

  /// What becomes of a person.
  public enum Offer: Hashable, Sendable {
    /// The tier at this place.
    case tier(Int)
    /// May give less to the election than the lowest price.
    case noRoom
    /// Is expected to give less than the lowest price.
    case underTheLowest
    /// All tiers that would be offered have as many as they have seats for.
    case full
  }

  /// Takes tiers in any order.
  public init(_ tiers: [TicketTier]) { self.tiers = tiers.sorted { $0.price > $1.price } }

  /// The lowest price; nil where there are no tiers.
  public var lowest: Cents? { tiers.last?.price }

  /// The tier to offer a person: the dearest that is neither above what they are expected to give nor above what
  /// they may still give, and that has seats left.
  ///
  /// - Parameters:
  ///   - expectedGift: what people like them give when they give.
  ///   - room: what the person may still give to the election; nil without a limit.
  ///   - taken: of each tier, the seats expected to be taken.
  ///   - needs: how many seats the person is expected to take.
  public func offer(
    expectedGift: Cents, room: Cents?, taken: [Double], needs: Double
  ) -> Offer {
    guard let lowest else { return .full }
    if let room, room < lowest { return .noRoom }
    if expectedGift < lowest { return .underTheLowest }
    let most = room.map { min($0, expectedGift) } ?? expectedGift
    for (place, tier) in tiers.enumerated() where tier.price <= most {
      guard let seats = tier.seats, taken[place] + needs > Double(seats) else {
        return .tier(place)
      }
    }
    return .full
  }
}
