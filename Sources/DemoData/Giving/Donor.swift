/// A person who gave at least once, with all their gifts.
struct Donor {
  /// No donor has more lines, so that a line's number follows from person and position.
  static let linesPerDonor = 512

  /// The voter's position, or one after the last voter for people who aren't on the register.
  let person: Int
  /// The voter's number; none for an outsider.
  let ncid: String?
  let accounts: [Account]
  /// In the order in which they were promised; a monthly series stands together.
  let gifts: [Gift]
  let seed: UInt64

  /// Numbers one gift, without showing whose it is.
  func lineNumber(_ gift: Int) -> Int {
    1_000_000_000 + shuffled(person * Self.linesPerDonor + gift, bits: 36, seed: seed)
  }

  /// The accounts that gave.
  var usedAccounts: [Account] {
    accounts.indices.filter { account in gifts.contains { $0.account == account } }
      .map { accounts[$0] }
  }
}

extension Population {
  /// Calls with every donor: first the voters among them, in the file's order, then the others.
  func forEachDonor(_ body: (Donor) throws -> Void) rethrows {
    try forEachVoter { voter in
      guard gives(voter, Propensity.ofGiving(voter, scenario)) else { return }
      let donor = donor(
        Giver(voter, seed: seed), person: voter.index, ncid: voter.ncid,
        affluence: voter.household.affluence)
      if !donor.gifts.isEmpty { try body(donor) }
    }
    for outsider in 0..<outsiderCount {
      let giver = Giver(outsider: outsider, in: self)
      var draws = Draws(seed: seed, .giver, voterCount + outsider)
      let donor = donor(
        giver, person: voterCount + outsider, ncid: nil, affluence: draws.unit())
      if !donor.gifts.isEmpty { try body(donor) }
    }
  }

  /// Whether a voter gives, whose probability of it is given.
  func gives(_ voter: Voter, _ probability: Double) -> Bool {
    var draws = Draws(seed: seed, .giver, voter.index)
    return draws.chance(probability)
  }

  private func donor(
    _ giver: Giver, person: Int, ncid: String?, affluence: Double
  ) -> Donor {
    let accounts = giver.accounts(person: person, in: self)
    let history = GiftHistory(
      person: person, age: Story.year - giver.birthYear, affluence: affluence,
      accountCount: accounts.count, seed: seed, isFlat: !scenario.has(.giving))
    return Donor(
      person: person, ncid: ncid, accounts: accounts, gifts: history.gifts, seed: seed)
  }
}
