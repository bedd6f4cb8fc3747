/// Entries of the contest to meet the first star, with a gift and without one, as the form hands them out.
///
/// Some may not enter: minors, people who aren't permanent residents, people of a state that the rules
/// leave out, staff; some came too early or too late, and some entered twice.
enum ContestTable {
  static let table = Table(
    name: "contest_entries.csv", format: .csv,
    columns: [
      "entry_id", "contest", "first_name", "last_name", "email", "state", "birth_date",
      "is_18_or_over", "is_citizen_or_resident", "route", "gift_id", "entered_at",
    ],
    freshKey: ("entry_id", "ZX"),
    damages: [
      .badValue(
        kind: "bad_date", column: "entered_at", values: ["2026-08-32 10:00:00", "noon", ""]),
      .badValue(kind: "unknown_route", column: "route", values: ["post?", "gift!", "x"]),
      .duplicateKey, .tooFewFields,
    ])

  private static let opening = CivilDay(2026, 8, 1)
  private static let days = 31
  /// Who works for the campaign, as `contests/dinner.excluded.csv` has them.
  private static let staff = ["mara@rivera.example", "TOLL@rivera.example"]

  private struct Entry {
    var id: String
    var given: String
    var family: String
    var email: String
    var state = "NC"
    var birth: String
    var isAdult = "yes"
    var isResident = "yes"
    var gift = ""
    var entered: String
  }

  /// Calls with a voter's entries without a gift: mostly none.
  static func forEachFreeEntry(
    _ row: inout Row, of voter: Voter, seed: UInt64, _ body: (Row) throws -> Void
  ) rethrows {
    guard voter.status == .active, voter.age >= 19 else { return }
    var draws = Draws(seed: seed, .contest, voter.index)
    guard draws.chance(0.009) else { return }
    let birth = CivilDay(voter.birthYear, draws.within(1...12), draws.within(1...28))
    let name = Names.withoutAccents(voter.family).lowercased().filter { $0.isLetter }
    var entry = Entry(
      id: "F\(10_000_000 + voter.index)", given: voter.given, family: voter.family,
      email: "\(name)\(voter.index)@example.org", birth: birth.iso,
      entered: moment(draws.below(days), draws.below(86_400)))
    let later = moment(draws.below(days), draws.below(86_400))
    switch draws.below(100) {
    case 0..<3: entry.birth = CivilDay(2010, 5, 1 + voter.index % 28).iso
    case 3..<6: entry.isResident = "no"
    case 6..<9: entry.state = "FL"
    case 9: entry.entered = (opening + -1).iso + " 23:59:59"
    case 10: entry.entered = (opening + days).iso + " 00:00:00"
    case 11: (entry.birth, entry.isAdult) = ("", "no")
    case 12: entry.email = staff[voter.index % 2]
    case 13..<18:
      try write(entry, &row, body)
      entry.id = "F\(20_000_000 + voter.index)"
      entry.email = "\(name.uppercased())\(voter.index)+again@Example.org"
      entry.entered = later
    case 18..<20:
      try write(entry, &row, body)
      // By name and day of birth, from another mailbox.
      entry.id = "F\(20_000_000 + voter.index)"
      entry.email = "\(name).\(voter.index)@example.net"
      entry.entered = later
    default: break
    }
    try write(entry, &row, body)
  }

  /// Calls with a donor's entries: some of those who gave in the contest's days, and some of these
  /// without a gift too.
  static func forEachPaidEntry(
    _ row: inout Row, of donor: Donor, _ body: (Row) throws -> Void
  ) rethrows {
    var draws = Draws(seed: donor.seed, .contest, donor.person)
    for position in donor.gifts.indices {
      let gift = donor.gifts[position]
      guard gift.day >= opening, gift.day < opening + days, draws.chance(0.3) else { continue }
      let account = donor.accounts[gift.account]
      let line = donor.lineNumber(position)
      var entry = Entry(
        id: "D\(line)", given: account.given, family: account.family, email: account.email,
        state: account.state, birth: "", gift: "\(line)",
        entered: moment(gift.day - opening, gift.second))
      try write(entry, &row, body)
      guard draws.chance(0.05) else { continue }
      (entry.id, entry.gift) = ("F\(line)", "")
      try write(entry, &row, body)
    }
  }

  private static func moment(_ day: Int, _ second: Int) -> String {
    let clock = [second / 3_600, second / 60 % 60, second % 60].map { padded($0, 2) }
    return "\((opening + day).iso) \(clock.joined(separator: ":"))"
  }

  private static func write(
    _ entry: Entry, _ row: inout Row, _ body: (Row) throws -> Void
  ) rethrows {
    row.clear()
    for field in [
      entry.id, "dinner", entry.given, entry.family, entry.email, entry.state, entry.birth,
      entry.isAdult, entry.isResident, entry.gift.isEmpty ? "free" : "paid", entry.gift,
      entry.entered,
    ] { row.add(field) }
    try body(row)
  }
}
