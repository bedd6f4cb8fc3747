/// Invitations to events, who came, and what they paid.
///
/// Whoever likes a star comes more often; the cohort's fans prefer contests and small dinners.
enum AttendanceTable {
  static let table = Table(
    name: "event_attendance.csv", format: .csv,
    columns: [
      "voter_id", "event_id", "event_on", "star", "format", "rsvp", "attended", "paid_dollars",
    ],
    freshKey: ("voter_id", "ZX"),
    damages: [
      .badValue(kind: "bad_date", column: "event_on", values: ["2026-06-31", "June", "6/5"]),
      .badValue(kind: "bad_amount", column: "paid_dollars", values: ["ten", "n/a", "1,5.0"]),
      .duplicateKey, .tooFewFields,
    ])

  static let formats = ["contest", "small dinner", "concert", "house party"]
  private static let lowest = [500, 10_000, 2_500, 0]

  /// Each star of the first six has each format once: event `4 * star + format`.
  static let eventCount = 24

  static func forEachInvitation(
    _ row: inout Row, of voter: Voter, liked: UInt8, seed: UInt64, _ scenario: Scenario,
    _ body: (Row) throws -> Void
  ) rethrows {
    guard voter.status == .active, voter.age >= 18 else { return }
    var draws = Draws(seed: seed, .events, voter.index)
    for event in 0..<eventCount {
      guard draws.chance(0.02) else { continue }
      let (star, format) = (event / 4, event % 4)
      let isFan = liked >> star & 1 == 1
      let isInCohort = Stars.isInCohort(voter, of: star, scenario)
      let preference = !isInCohort ? 1 : format < 2 ? 1.7 : 0.5
      let comes = draws.chance((isFan ? 0.4 : 0.03) * preference)
      let says = draws.unit()
      let paid = lowest[format] * (1 + draws.below(4))
      row.clear()
      row.add(voter.ncid)
      row.add("E" + padded(event + 1, 3))
      row.add((CivilDay(2026, 3, 20) + 7 * event).iso)
      row.add(Stars.names[star])
      row.add(formats[format])
      row.add(says < 0.3 ? "" : comes || says > 0.92 ? "yes" : "no")
      row.add(comes ? "Y" : "N")
      row.add(dollars(comes ? paid : 0))
      try body(row)
    }
  }
}
