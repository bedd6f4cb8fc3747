/// What a vendor of voter data adds: some of it tells who gives, some is noise, and what comes from
/// the FEC may not serve a solicitation.
enum VendorTable {
  static let table = Table(
    name: "vendor_columns.csv", format: .csv,
    columns: [
      "LALVOTERID", "Voters_StateVoterID", "ConsumerData_Home_Owner", "ConsumerData_Education",
      "ConsumerData_Estimated_Income", "ConsumerData_Gardening", "ConsumerData_Outdoors",
      "ConsumerData_Books", "ConsumerData_Veteran", "FECDonors_NumberOfDonations",
      "FECDonors_TotalDonationsAmount",
    ],
    freshKey: ("Voters_StateVoterID", "ZX"),
    damages: [
      .badValue(
        kind: "bad_income", column: "ConsumerData_Estimated_Income",
        values: ["n/a", "sixty", "4O000"]),
      .duplicateKey, .tooFewFields,
    ])

  static let truth = Table(
    name: "truth/segments.csv", format: .csv, columns: ["ncid", "segment"], damages: [])

  static let educations = ["HS Diploma", "Some College", "Bach Degree", "Grad Degree"]
  /// For each planted segment the chance of gardening, outdoors and books.
  static let hobbies = [
    [0.95, 0.05, 0.05], [0.05, 0.95, 0.05], [0.05, 0.05, 0.95], [0.95, 0.95, 0.95],
    [0.05, 0.05, 0.05],
  ]

  /// The planted segment, 1 to 5.
  static func segment(_ voter: Voter, seed: UInt64) -> Int {
    var draws = Draws(seed: seed, .segment, voter.index)
    return 1 + draws.weighted([30, 25, 20, 15, 10])
  }

  /// - Parameter gives: whether the voter is a donor.
  /// - Returns: whether the vendor knows the voter.
  static func fill(
    _ row: inout Row, with voter: Voter, gives: Bool, seed: UInt64, _ scenario: Scenario
  ) -> Bool {
    guard voter.status != .removed, voter.status != .denied else { return false }
    var draws = Draws(seed: seed, .vendor, voter.index)
    guard draws.chance(0.93) else { return false }
    let affluence = voter.household.affluence
    row.clear()
    row.add("LALNC\(shuffled(voter.index, bits: 27, seed: seed))")
    row.add(voter.ncid)
    row.add(draws.chance(0.3 + 0.5 * affluence) ? "Y" : "")
    let step = Int(affluence * 4) + draws.within(-1...1)
    row.add(educations[min(3, max(0, step))])
    // Not at random: incomes at the top, and of the young, are missing more often.
    let isMissing = draws.chance(0.08 + (affluence > 0.8 ? 0.3 : 0) + (voter.age < 30 ? 0.15 : 0))
    let income = 18 + Int(140 * affluence * affluence) + draws.below(25)
    row.add(isMissing ? -1 : income * 1_000)
    let segment = segment(voter, seed: seed)
    for hobby in 0..<3 {
      let rate = scenario.hasSegments ? hobbies[segment - 1][hobby] : 0.4
      row.add(draws.chance(rate) ? "Y" : "")
    }
    row.add(draws.chance(0.09) ? "Y" : "")
    let isListed = draws.chance(!scenario.has(.giving) ? 0.03 : gives ? 0.6 : 0.01)
    let count = 1 + draws.below(8)
    let each = 25 * (1 + draws.below(12))
    row.add(isListed ? String(count) : "")
    row.add(isListed ? String(count * each) : "")
    return true
  }
}
