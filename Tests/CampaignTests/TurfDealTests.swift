import Testing

@testable import Campaign

struct TurfDealTests {
  @Test func `people are dealt in turn, and a household stays together`() {
    #expect(TurfDeal(turfs: 3).deal(households: [1, 2, 3, 4, 5, 6]) == [0, 1, 2, 0, 1, 2])
    #expect(TurfDeal(turfs: 2).deal(households: [1, 2, 1, 3, 4]) == [0, 1, 0, 1, 0])
  }

  @Test func `nobody gets more than there is room for, and everyone is dealt`() {
    var generator = SeededGenerator(state: 3)
    for _ in 0..<500 {
      let turfs = Int.random(in: 1...6, using: &generator)
      let largest = Int.random(in: 1...8, using: &generator)
      let count = Int.random(in: 0...(turfs * largest), using: &generator)
      let households = (0..<count).map { _ in Int64.random(in: 1...10, using: &generator) }
      let dealt = TurfDeal(turfs: turfs, largest: largest).deal(households: households)
      #expect(dealt.count == count && dealt.allSatisfy { (0..<turfs).contains($0) })
      for turf in 0..<turfs { #expect(dealt.count { $0 == turf } <= largest) }
    }
  }

  @Test func `a director's words are a number of calls`() throws {
    let days = try ["2026-10-01", "2026-10-02"].map { try #require(Day(iso: $0)) }
    let capacity = ListCapacity(
      callers: 6, minutes: 120, dialsPerHour: 25, days: days, from: ClockTime("18:00"))
    #expect(capacity.calls == 600 && capacity.callsPerCaller == 100)
    #expect(capacity.until == ClockTime("20:00"))
    #expect(capacity.inWords == "6 callers x 2 h x 25 dials from 18:00, on 2026-10-01, 2026-10-02")
    #expect(ListCapacity(callers: 1, minutes: 45, dialsPerHour: 25, days: days).calls == 36)
  }
}
