/// What callers and canvassers brought home, in VAN's words.
enum CallTable {
  static let table = Table(
    name: "call_results.csv", format: .csv,
    columns: ["voter_id", "date_canvassed", "contact_type", "result", "canvassed_by", "note"],
    damages: [
      .badValue(
        kind: "bad_date", column: "date_canvassed", values: ["2026-06-31", "6/5", "soon"]),
      .badValue(
        kind: "unknown_result", column: "result", values: ["Maybe", "N/A", "call again"]),
      .badValue(
        kind: "unknown_voter", column: "voter_id", values: ["ZZ000001", "AA1", "none"]),
      .tooFewFields,
    ])

  private static let results = [
    "Not Home", "Left Message", "Canvassed", "Refused", "Busy", "Wrong Number", "Disconnected",
    "Moved", "Deceased", "Language Barrier",
  ]
  private static let weights = [38, 22, 17, 8, 4, 5, 3, 1, 1, 1]
  private static let notes = [
    "", "", "", "", "", "", "call back after 6", "wants a yard sign", "asked about schools, roads",
    "said \"not before Friday\"",
  ]
  /// After these nobody calls again.
  private static let lastWords: Set<String> = [
    "Canvassed", "Refused", "Wrong Number", "Disconnected", "Moved", "Deceased", "Do Not Call",
  ]

  /// Calls with each contact of a voter, by date: one in seven of those with a phone is tried up to
  /// three times, and one in a hundred asks not to be called.
  static func forEachContact(
    _ row: inout Row, of voter: Voter, seed: UInt64, _ body: (Row) throws -> Void
  ) rethrows {
    guard voter.phoneSlot != nil, voter.status != .removed, !voter.isConfidential else { return }
    var draws = Draws(seed: seed, .calls, voter.index)
    let refusesCalls = draws.chance(0.01)
    guard refusesCalls || draws.chance(0.14) else { return }
    let attempts = 1 + draws.weighted([60, 28, 12])
    var day = CivilDay(2026, 5, 1) + draws.below(100)
    for attempt in 1...attempts {
      let isLast = attempt == attempts
      let result =
        refusesCalls && isLast
        ? "Do Not Call" : refusesCalls ? "Not Home" : results[draws.weighted(weights)]
      row.clear()
      row.add(voter.ncid)
      row.add(day.iso)
      row.add(draws.chance(0.85) ? "Phone" : "Walk")
      row.add(result)
      row.add("caller\(padded(draws.within(1...24), 2))")
      row.add(draws.pick(notes))
      try body(row)
      if lastWords.contains(result) { break }
      day = day + draws.within(2...17)
    }
  }
}
