import Testing

@testable import Campaign

/// Which seat a person is offered.
@Suite struct TicketTierTests {
  private static let tiers = TicketTiers([
    TicketTier(price: .dollars(100)), TicketTier(price: .dollars(1_000), seats: 4),
    TicketTier(price: .dollars(250), seats: 10),
  ])

  private func offer(
    gift: Int64, room: Int64?, taken: [Double] = [0, 0, 0], needs: Double = 1
  ) -> TicketTiers.Offer {
    Self.tiers.offer(
      expectedGift: .dollars(gift), room: room.map { .dollars($0) }, taken: taken, needs: needs)
  }

  @Test func `the dearest seat that a person is expected to pay is offered`() {
    #expect(Self.tiers.tiers.map(\.price) == [.dollars(1_000), .dollars(250), .dollars(100)])
    #expect(offer(gift: 5_000, room: 3_500) == .tier(0))
    #expect(offer(gift: 1_000, room: 1_000) == .tier(0))
    #expect(offer(gift: 999, room: 3_500) == .tier(1))
    #expect(offer(gift: 100, room: nil) == .tier(2))
    #expect(offer(gift: 99, room: 3_500) == .underTheLowest)
  }

  @Test func `nobody is offered a seat that they may not pay`() {
    #expect(offer(gift: 5_000, room: 400) == .tier(1))
    #expect(offer(gift: 5_000, room: 249) == .tier(2))
    #expect(offer(gift: 5_000, room: 99) == .noRoom)
    for room in stride(from: Int64(0), through: 3_500, by: 50) {
      for gift in stride(from: Int64(0), through: 3_500, by: 50) {
        guard case .tier(let place) = offer(gift: gift, room: room) else { continue }
        #expect(Self.tiers.tiers[place].price <= .dollars(min(gift, room)))
      }
    }
  }

  @Test func `a tier whose seats are taken gives way to the next, and the room is full in the end`()
  {
    #expect(offer(gift: 5_000, room: 3_500, taken: [3.5, 0, 0]) == .tier(1))
    #expect(offer(gift: 5_000, room: 3_500, taken: [3.5, 0, 0], needs: 0.5) == .tier(0))
    #expect(offer(gift: 5_000, room: 3_500, taken: [4, 10, 999]) == .tier(2))
    #expect(
      TicketTiers([TicketTier(price: .dollars(10), seats: 2)]).offer(
        expectedGift: .dollars(10), room: nil, taken: [2], needs: 0.1) == .full)
    #expect(TicketTiers([]).lowest == nil)
  }
}
