import Testing

@testable import Campaign

struct ListQuotaTests {
  private func candidates(_ groups: String) -> [ListCandidate] {
    groups.enumerated().map {
      ListCandidate(person: Int64($0), phones: [Int64($0)], groups: ["\($1)"])
    }
  }

  /// Offers candidates as a stage does: again, where seats that were kept stay empty.
  private func cut(_ groups: String, _ capacity: Int, _ quota: ListQuota) -> (
    listed: String, ListCut
  ) {
    var cut = ListCut(capacity: capacity, quotas: [quota])
    var listed: [(Int64, String)] = []
    var settled: Set<Int64> = []
    func offer() {
      for candidate in candidates(groups) where !settled.contains(candidate.person) {
        switch cut.place(candidate) {
        case .listed: listed.append((candidate.person, candidate.groups[0]))
        case .passedOver: continue
        default: break
        }
        settled.insert(candidate.person)
      }
    }
    offer()
    if cut.hasUntakenSeats {
      cut.releaseSeats()
      offer()
    }
    return (listed.sorted { $0.0 < $1.0 }.map(\.1).joined(), cut)
  }

  @Test func `seats kept for a group go to its best, the others to the best of all`() {
    let quota = ListQuota(groups: ["b": .init(atLeast: 2)])
    let (listed, cut) = cut("aaaaaabbb", 4, quota)
    #expect(listed == "aabb")
    #expect(cut.reconciliation(universe: 9).isBalanced)
  }

  @Test func `seats that nobody of the group can take go to the next in rank`() {
    let quota = ListQuota(groups: ["b": .init(atLeast: 3)])
    let (listed, cut) = cut("aaaaab", 4, quota)
    #expect(listed == "aaab")
    #expect(cut.isFull && cut.reconciliation(universe: 6).isBalanced)
  }

  @Test func `no group has more than its ceiling, though seats stay empty`() {
    let quota = ListQuota(groups: ["a": .init(atMost: 2)], atMost: 1)
    let (listed, cut) = cut("aaabbcc", 7, quota)
    #expect(listed == "aabc")
    #expect(cut.reconciliation(universe: 7).excluded[.groupFull] == 3)
  }

  @Test func `two quotas each keep their seats, and each has its ceilings`() {
    var generator = SeededGenerator(state: 7)
    for round in 0..<500 {
      let people = (0..<Int.random(in: 0...60, using: &generator)).map { person in
        ListCandidate(
          person: Int64(person), phones: [Int64(person)],
          groups: [
            ["north", "south"].randomElement(using: &generator) ?? "",
            ["DEM", "UNA", "REP"].randomElement(using: &generator) ?? "",
          ])
      }
      let capacity = Int.random(in: 2...20, using: &generator)
      let north = Int.random(in: 0...capacity, using: &generator)
      let rest = Int.random(in: 0...capacity - north, using: &generator)
      // A ceiling of one quota may leave another's seats to nobody, so that half of the rounds have none.
      let most = round.isMultiple(of: 2) ? nil : Int.random(in: 1...6, using: &generator)
      let quotas = [
        ListQuota(groups: ["north": .init(atLeast: north)]),
        ListQuota(groups: ["REP": .init(atLeast: rest, atMost: nil)], atMost: most),
      ]
      var cut = ListCut(capacity: capacity, quotas: quotas)
      var listed: [ListCandidate] = []
      var settled: Set<Int64> = []
      for _ in 0..<2 {
        for person in people where !settled.contains(person.person) {
          let placement = cut.place(person)
          if case .listed = placement { listed.append(person) }
          if placement != .passedOver { settled.insert(person.person) }
        }
        guard cut.hasUntakenSeats else { break }
        cut.releaseSeats()
      }
      #expect(listed.count <= capacity && cut.reconciliation(universe: people.count).isBalanced)
      func count(_ quota: Int, _ group: String, of people: [ListCandidate]) -> Int {
        people.count { $0.groups[quota] == group }
      }
      for group in ["DEM", "UNA"] { #expect(count(1, group, of: listed) <= most ?? .max) }
      guard most == nil else { continue }
      #expect(count(0, "north", of: listed) >= min(north, count(0, "north", of: people)))
      #expect(count(1, "REP", of: listed) >= min(rest, count(1, "REP", of: people)))
      #expect(listed.count == min(capacity, people.count))
    }
  }

  @Test func `whatever the quota, no ceiling is broken and no kept seat is lost`() {
    var generator = SeededGenerator(state: 5)
    for _ in 0..<500 {
      let names = ["a", "b", "c"]
      let groups = (0..<Int.random(in: 0...40, using: &generator)).map { _ in
        names.randomElement(using: &generator) ?? "a"
      }.joined()
      let capacity = Int.random(in: 0...20, using: &generator)
      var kept = capacity
      var quota = ListQuota(atMost: Bool.random(using: &generator) ? 6 : nil)
      for name in names where Bool.random(using: &generator) {
        let least = Int.random(in: 0...kept, using: &generator)
        kept -= least
        quota.groups[name] = .init(
          atLeast: least, atMost: least + Int.random(in: 0...4, using: &generator))
      }
      let (listed, cut) = cut(groups, capacity, quota)
      #expect(listed.count <= capacity && cut.reconciliation(universe: groups.count).isBalanced)
      for name in names {
        let count = listed.count { String($0) == name }
        let there = groups.count { String($0) == name }
        let seats = quota.groups[name]
        #expect(count >= min(there, seats?.atLeast ?? 0))
        #expect(count <= (seats.map { $0.atMost ?? .max } ?? quota.atMost ?? .max))
      }
      // A seat stays empty only where nobody may take it.
      if listed.count < capacity {
        for name in names {
          let count = listed.count { String($0) == name }
          let ceiling = quota.groups[name].map { $0.atMost ?? .max } ?? quota.atMost ?? .max
          #expect(count == min(ceiling, groups.count { String($0) == name }))
        }
      }
    }
  }
}
