import Campaign

@testable import Pipeline

/// A small campaign drawn by lot: people with every trap there is, and a list with every wish.
struct RandomCampaign {
  struct Person {
    var id: Int64
    var household: Int64
    var phones: [Int64]
    var state: String?
    var county: String?
    var birthYear: Int?
    var ageAtYearEnd: Int?
    var status: String?
    var isConfidential: Bool
    var isForeign: Bool
    var asked: Bool
    var contacts: [(daysAgo: Int, result: String, dialled: Int?, callBackIn: Int?)]
    var given: Int64
    var expected: Int64
    var hasScore: Bool
  }

  private var draws: Draws
  private(set) var people: [Person] = []
  private(set) var barred: Set<Int64> = []
  private(set) var list = ""
  static let day = Day(year: 2026, month: 9, day: 15) ?? Day(daysSince1970: 0)
  static let coolOff = ["refused": 60, "attempt": 2, "call": 7]

  init(seed: UInt64) {
    draws = Draws(state: seed)
    for id in 1...Int64(draws.below(56) + 5) { people.append(person(id)) }
    barred = Set((0..<draws.below(4)).map { _ in phone() })
    list = definition()
  }

  private mutating func phone() -> Int64 { 9_195_550_100 + Int64(draws.below(45)) }

  private mutating func person(_ id: Int64) -> Person {
    Person(
      id: id, household: Int64(draws.below(30)) + 1_000,
      phones: Array(Set((0..<draws.below(4)).map { _ in phone() })).sorted(),
      state: draws.pick(["NC", "NC", "NC", "CA", "TN", "HI", "XX", nil]),
      county: draws.pick(["WAKE", "DURHAM", "ORANGE", nil]),
      birthYear: draws.pick([1950, 1970, 1990, 2007, 2008, nil]),
      ageAtYearEnd: draws.pick([nil, nil, nil, 18, 19, 60]),
      status: draws.pick([
        "active", "active", "active", "inactive", "removed", "denied", "preregistered", nil,
      ]),
      isConfidential: draws.chance(20), isForeign: draws.chance(20), asked: draws.chance(15),
      contacts: (0..<draws.below(3)).map { _ in
        (
          // Few are long ago, so that many rest.
          draws.chance(2) ? draws.below(10) + 1 : draws.below(80) + 1,
          draws.pick([
            "not_home", "canvassed", "refused", "deceased", "moved", "language_barrier",
            "left_message", "wrong_number", "do_not_text", "do_not_mail", "do_not_contact",
            "source_cleared", "call_back",
          ]), draws.chance(2) ? draws.below(3) : nil, draws.chance(2) ? draws.below(20) : nil
        )
      },
      given: draws.pick([0, 0, 2_500, 349_500, 349_501, 350_000]),
      // Few values, so that many tie.
      expected: Int64(draws.below(12)) * 100, hasScore: !draws.chance(12))
  }

  private mutating func definition() -> String {
    var lines = [
      "list: calls", "model: donate", "purpose: solicit",
      "channel: \(draws.pick(["call", "call", "call", "text", "mail"]))",
    ]
    let isCall = lines[3].hasSuffix("call")
    if isCall, draws.chance(3) {
      let from = draws.pick(["", ", from: \"10:00\"", ", from: \"18:00\""])
      lines.append(
        "capacity: {callers: \(draws.below(3) + 1), hours: 1, dials_per_hour: \(draws.below(5) + 1),"
          + " days: [2026-09-16, 2026-09-17]\(from)}")
    } else {
      lines.append("size: \(draws.below(40) + 1)")
      if draws.chance(2) {
        lines.append(draws.pick(["turfs: 3", "turfs: {by: county, largest: 4}"]))
      }
    }
    if draws.chance(2) { lines.append("holdout: \(draws.pick(["10%", "30%", "50%"]))") }
    if draws.chance(3) { lines.append("per_household: \(draws.below(2) + 1)") }
    if draws.chance(2) {
      lines.append(
        "quotas: {by: county, at_most: \(draws.below(6)), groups: {WAKE: {at_least: 1},"
          + " DURHAM: {at_most: \(draws.below(9))}}}")
    }
    if draws.chance(3) { lines += ["rank_by: net_value", "cost_per_contact: 2"] }
    if draws.chance(2) {
      lines.append("maxed_out: \(draws.pick(["volunteer", "leave_out"]))")
    }
    return lines.joined(separator: "\n")
  }

  /// What puts the people into an empty database.
  var script: String {
    func text(_ value: String?) -> String { value.map { "'\($0)'" } ?? "null" }
    func number(_ value: Int?) -> String { value.map { "\($0)" } ?? "null" }
    var lines: [String] = barred.sorted().map {
      "insert into person.suppressed_phone (phone, since) values (\($0), '2026-01-01');"
    }
    for person in people {
      lines.append(
        """
        insert into person.person (person_id, household_id, first_name, last_name, state, birth_year,
          age_at_year_end, status, is_voter, is_donor, is_confidential, is_foreign_address)
        values (\(person.id), \(person.household), 'Ada', 'P\(person.id)', \(text(person.state)),
          \(number(person.birthYear)), \(number(person.ageAtYearEnd)), \(text(person.status)), true,
          true, \(person.isConfidential), \(person.isForeign));
        insert into feature.history (person_id, as_of, gift_count, gift_count_1_year,
          gift_total_cents, refund_count, is_sustainer, generals_voted_of_4, primaries_voted_of_4,
          county, has_phone, calls_90_days, conversations_90_days)
        values (\(person.id), '2026-09-15', 1, 1, 100, 0, false, 0, 0, \(text(person.county)), true, 0, 0);
        """)
      if person.hasScore {
        lines.append(
          """
          insert into score.person (person_id, model, version_id, as_of, probability,
            expected_cents, in_training, source, record)
          select \(person.id), 'donate', max(version_id), '2026-09-15', .25, \(person.expected),
            false, 's', '\(person.id)' from model.version where model = 'donate';
          """)
      }
      for phone in person.phones {
        lines.append(
          "insert into person.phone values (\(person.id), \(phone), 'voter_file');")
      }
      if person.asked {
        lines.append("insert into person.do_not_call values (\(person.id), '2025-01-01');")
      }
      for (place, contact) in person.contacts.enumerated() {
        lines.append(
          """
          insert into person.contact (
            person_id, source, record, batch_id, contacted_on, channel, result, phone, call_back_on)
          values (\(person.id), 't', '\(place)', 1, date '2026-09-15' - \(contact.daysAgo), 'Phone',
            '\(contact.result)', \(Self.dialled(contact, person).map { "\($0)" } ?? "null"),
            date '2026-09-15' - \(contact.daysAgo) + (\(number(contact.callBackIn)))::integer);
          """)
      }
      if person.given > 0 {
        lines.append(
          """
          insert into person.contribution (person_id, source, record, batch_id, donor_record,
            contributed_on, amount_cents, is_recurring, has_employer, has_occupation)
          values (\(person.id), 't', 'g', 1, 'd', '2026-06-01', \(person.given), false, true, true);
          """)
      }
    }
    return lines.joined(separator: "\n")
  }

  typealias Contact = (daysAgo: Int, result: String, dialled: Int?, callBackIn: Int?)

  /// The number of a call, where the file says it.
  private static func dialled(_ contact: Contact, _ person: Person) -> Int64? {
    contact.dialled.flatMap { $0 < person.phones.count ? person.phones[$0] : nil }
  }

  /// How many days after the call nobody is called; nil where it touched nobody.
  private static func rest(_ contact: Contact, ofNumber: Bool = false) -> Int? {
    switch contact.result {
    case "refused": coolOff[ofNumber ? "call" : "refused"]
    case "call_back": contact.callBackIn ?? coolOff["attempt"]
    case "not_home", "left_message": coolOff["attempt"]
    case "wrong_number", "source_cleared": nil
    default: coolOff["call"]
    }
  }

  /// The numbers at which a list reaches nobody.
  func silent(_ list: ListDefinition) -> Set<Int64> {
    let contactOn = Self.day.days(to: list.contactDay(asOf: Self.day))
    let resting = people.flatMap { person in
      person.contacts.compactMap { contact in
        contact.daysAgo + contactOn < Self.rest(contact, ofNumber: true) ?? 0
          ? Self.dialled(contact, person) : nil
      }
    }
    let silent = barred.union(resting)
    guard list.channel == .text else { return silent }
    let wantNone = people.filter { $0.contacts.contains { $0.result == "do_not_text" } }
    return silent.union(wantNone.flatMap(\.phones))
      .union(
        wantNone.flatMap { person in
          person.contacts.filter { $0.result == "do_not_text" }.compactMap {
            Self.dialled($0, person)
          }
        })
  }

  /// Whether the law and the campaign's rules let a person be on the list, told apart from the SQL.
  func mayBeListed(
    _ person: Person, _ list: ListDefinition, _ hours: CallingHours
  ) -> Bool {
    let results = person.contacts
    let contactOn = Self.day.days(to: list.contactDay(asOf: Self.day))
    let barrier = results.filter { $0.result == "language_barrier" }.map(\.daysAgo).min()
    let talk = results.filter { $0.result == "canvassed" }.map(\.daysAgo).min()
    let isCooling = results.contains { $0.daysAgo + contactOn < Self.rest($0) ?? 0 }
    let asks = Set(results.map(\.result))
    if asks.contains("do_not_contact") { return false }
    if list.channel == .mail, asks.contains("do_not_mail") { return false }
    if list.channel == .text, asks.contains("do_not_text") { return false }
    if list.channel.usesPhone {
      let free = person.phones.filter { !silent(list).contains($0) }
      if person.asked || free.isEmpty { return false }
      if list.channel == .call, let barrier, barrier < talk ?? .max { return false }
      if let capacity = list.capacity, let from = capacity.from, let until = capacity.until {
        guard hours.allow(from: from, until: until, on: capacity.days, state: person.state) else {
          return false
        }
      } else {
        let days = list.capacity?.days ?? CallingHours.bothSeasons
        let windows = days.map { hours.window(state: person.state, on: $0) }
        let start = windows.map { $0?.from.minutes ?? 2_000 }.max() ?? 0
        let end = windows.map { $0?.until.minutes ?? 0 }.min() ?? 0
        if start >= end { return false }
      }
    }
    return !person.isConfidential && !person.isForeign && !isCooling && person.hasScore
      && !results.contains { $0.result == "deceased" || $0.result == "moved" }
      && (person.birthYear ?? 0) <= 2007 && (person.ageAtYearEnd ?? 99) >= 19
      && person.status != "removed" && person.status != "denied"
      && person.status != "preregistered" && person.given <= 349_500
      && (list.ranking != .netValue || person.expected > 200)
  }
}
