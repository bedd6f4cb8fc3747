import Testing

@testable import Campaign

struct ListCutTests {
  @Test func `the first reason counts`() {
    var cut = ListCut(capacity: 2, barredPhones: [9])
    #expect(cut.place(ListCandidate(person: 1, phones: [1, 2])) == .listed(seat: 1, phone: 1))
    #expect(cut.place(ListCandidate(person: 2, phones: [1])) == .excluded(.phoneAlreadyListed))
    #expect(
      cut.place(ListCandidate(person: 3, phones: [], exclusion: .maxedOut)) == .excluded(.maxedOut))
    #expect(cut.place(ListCandidate(person: 4, phones: [])) == .excluded(.noPhone))
    #expect(cut.place(ListCandidate(person: 5, phones: [9])) == .excluded(.doNotCall))
    #expect(cut.place(ListCandidate(person: 1, phones: [7])) == .excluded(.alreadyListed))
    #expect(cut.place(ListCandidate(person: 6, phones: [9, 1, 2])) == .listed(seat: 2, phone: 2))
    #expect(cut.place(ListCandidate(person: 7, phones: [3])) == .excluded(.belowTheCut))
    #expect(cut.place(ListCandidate(person: 8, phones: [2])) == .excluded(.phoneAlreadyListed))
    let account = cut.reconciliation(universe: 9)
    #expect(account.listed == 2 && account.excluded[.phoneAlreadyListed] == 2)
    #expect(account.isBalanced)
    #expect(!cut.reconciliation(universe: 10).isBalanced)
  }

  @Test func `the held out use no capacity, and nobody is called at their numbers`() {
    var cut = ListCut(capacity: 1)
    #expect(cut.place(ListCandidate(person: 1, phones: [1, 2], isHeldOut: true)) == .heldOut)
    #expect(cut.place(ListCandidate(person: 2, phones: [2])) == .excluded(.phoneAlreadyListed))
    #expect(cut.place(ListCandidate(person: 3, phones: [3])) == .listed(seat: 1, phone: 3))
    #expect(
      cut.place(ListCandidate(person: 4, phones: [4], isHeldOut: true)) == .excluded(.belowTheCut))
    #expect(cut.reconciliation(universe: 4).isBalanced)
  }

  @Test func `nobody is held out whom a call on the list reaches`() {
    var cut = ListCut(capacity: 5)
    #expect(cut.place(ListCandidate(person: 1, phones: [1])) == .listed(seat: 1, phone: 1))
    #expect(
      cut.place(ListCandidate(person: 2, phones: [1, 2], isHeldOut: true))
        == .excluded(.phoneAlreadyListed))
    #expect(cut.place(ListCandidate(person: 3, phones: [3, 4], isHeldOut: true)) == .heldOut)
    #expect(
      cut.place(ListCandidate(person: 4, phones: [4, 5])) == .excluded(.phoneAlreadyListed))
    #expect(cut.place(ListCandidate(person: 5, phones: [3], isHeldOut: true)) == .heldOut)
  }

  @Test func `a household is listed once where that is asked for`() {
    var cut = ListCut(capacity: 5, perHousehold: 1)
    #expect(
      cut.place(ListCandidate(person: 1, phones: [1], household: 7)) == .listed(seat: 1, phone: 1))
    #expect(
      cut.place(ListCandidate(person: 2, phones: [2], household: 7))
        == .excluded(.householdAlreadyListed))
    #expect(cut.place(ListCandidate(person: 3, phones: [3])) == .listed(seat: 2, phone: 3))
  }

  @Test func `no number is listed twice and every account balances`() {
    var generator = SeededGenerator(state: 11)
    for _ in 0..<200 {
      let barred = Set((0..<3).map { _ in Int64.random(in: 1...40, using: &generator) })
      let capacity = Int.random(in: 0...20, using: &generator)
      var cut = ListCut(
        capacity: capacity, barredPhones: barred,
        perHousehold: Bool.random(using: &generator) ? 1 : nil)
      var phones: [Int64] = []
      var ranks: [Int] = []
      var others = 0
      for person in 1...60 {
        let candidate = ListCandidate(
          person: Int64(person),
          phones: (0..<Int.random(in: 0...3, using: &generator)).map { _ in
            Int64.random(in: 1...40, using: &generator)
          },
          household: Int64.random(in: 1...30, using: &generator),
          exclusion: Int.random(in: 0..<5, using: &generator) == 0
            ? ExclusionReason.allCases.randomElement(using: &generator) : nil,
          isHeldOut: Int.random(in: 0..<10, using: &generator) == 0)
        switch cut.place(candidate) {
        case .listed(let rank, let phone):
          let phone = phone ?? -1
          #expect(candidate.phones.contains(phone) && candidate.exclusion == nil)
          phones.append(phone)
          ranks.append(rank)
        case .heldOut, .excluded, .passedOver: others += 1
        }
      }
      let account = cut.reconciliation(universe: 60)
      #expect(Set(phones).count == phones.count && barred.isDisjoint(with: phones))
      #expect(ranks == Array(1..<(ranks.count + 1)) && ranks.count <= capacity)
      #expect(account.isBalanced && account.listed == phones.count)
      #expect(account.heldOut + account.excluded.values.reduce(0, +) == others)
    }
  }

  @Test func `a list for the mail asks for no telephone`() {
    var cut = ListCut(capacity: 1, needsPhone: false)
    let first = cut.place(ListCandidate(person: 1, phones: []))
    #expect(first == .listed(seat: 1, phone: nil))
    #expect(cut.place(ListCandidate(person: 2, phones: [7])) == .excluded(.belowTheCut))
  }

  @Test func `every reason has words of its own`() {
    #expect(
      Set(ExclusionReason.allCases.map(\.inWords)).count == ExclusionReason.allCases.count)
  }
}
