/// What happened to the campaign's e-mail, for each donor at most 24 sends.
enum EmailTable {
  static let table = Table(
    name: "email_events.csv", format: .csv,
    columns: ["donor_id", "message_id", "theme", "event", "occurred_on"],
    freshKey: ("donor_id", "99"),
    damages: [
      .badValue(kind: "bad_date", column: "occurred_on", values: ["2026-06-31", "6/5", "soon"]),
      .badValue(kind: "unknown_event", column: "event", values: ["sent?", "bounce!", "x"]),
      .duplicateKey, .tooFewFields,
    ])

  static let truth = Table(
    name: "truth/fatigue.csv", format: .csv,
    columns: ["donor_id", "theme", "interest", "sends_until_fatigue"], damages: [])

  static let themes = ["health care", "economy", "schools", "climate", "thanks", "deadline"]
  private static let weights = [4, 4, 3, 3, 2, 8]
  static let cap = 24
  private static let daysBetween = 5

  static func write(
    _ donor: Donor, _ scenario: Scenario, events: (Row) throws -> Void,
    truth: (Row) throws -> Void
  ) throws {
    guard let first = donor.gifts.map(\.day).min(), let account = donor.usedAccounts.first
    else { return }
    var draws = Draws(seed: donor.seed, .email, donor.person)
    let donorID = account.donorID
    // Drawn in every scenario, so that leaving fatigue out moves no other number.
    let interests = themes.map { _ in draws.unit() }
    let tolerances = themes.map { _ in draws.within(2...5) }
    var row = Row()
    for theme in themes.indices {
      row.clear()
      row.add(donorID)
      row.add(themes[theme])
      row.add(decimal(scenario.kind == .nothing ? 0.5 : interests[theme], 3))
      row.add(scenario.has(.fatigue) ? String(tolerances[theme]) : "")
      try truth(row)
    }
    var sends = themes.map { _ in 0 }
    var count = 0
    let messages = (Story.today - Story.opening) / daysBetween
    for message in 0..<messages {
      let day = Story.opening + daysBetween * message
      guard day > first, count < cap, draws.chance(0.4) else { continue }
      count += 1
      var ofMessage = Draws(seed: donor.seed, .message, message)
      let theme = ofMessage.weighted(weights)
      sends[theme] += 1
      func add(_ event: String, after days: Int) throws {
        row.clear()
        row.add(donorID)
        row.add("M" + padded(message + 1, 3))
        row.add(themes[theme])
        row.add(event)
        row.add(min(Story.today, day + days).iso)
        try events(row)
      }
      let isTired = scenario.has(.fatigue) && sends[theme] > tolerances[theme]
      let worn = scenario.has(.fatigue) ? 1 - 0.05 * Double(min(8, sends[theme] - 1)) : 1
      let interest = scenario.kind == .nothing ? 0.5 : interests[theme]
      let (opening, clicking, leaving) = (draws.unit(), draws.unit(), draws.unit())
      let delay = draws.below(3)
      try add("send", after: 0)
      guard opening < (0.2 + 0.4 * interest) * worn * (isTired ? 0.35 : 1) else { continue }
      try add("open", after: delay)
      if clicking < (0.05 + 0.25 * interest) * worn { try add("click", after: delay) }
      if leaving < (isTired ? 0.15 : 0.008) {
        try add("unsubscribe", after: delay)
        return
      }
    }
  }
}
