import Campaign
import Foundation
import TestSupport

@testable import Pipeline

/// A small contest: its definition, its rules, and files of entries.
enum ContestSample {
  static let opened = day("2026-07-20")
  static let closed = day("2026-09-01")
  static let beaconDay = day("2026-09-03")
  static let beacon = "0123456789ABCDEF0123456789ABCDEF"

  static func day(_ iso: String) -> Day { Day(iso: iso) ?? Day(daysSince1970: 0) }

  static let definition = """
    contest: dinner
    title: Dinner with a star
    rules: dinner.rules.txt
    opens: 2026-08-01 00:00:00
    closes: 2026-08-31 23:59:59
    zone: eastern
    prize: {what: Dinner, value: 1000, winners: 3, guests: 1}
    alternates: 4
    states: {except: [FL]}
    free_entry: {way: web, at: https://example.org/enter}
    excluded: dinner.excluded.csv
    sponsor: Example for Senate
    beacon: {what: two draws of a lottery, on: 2026-09-03}
    """

  static let rules = """
    NO PURCHASE, PAYMENT OR CONTRIBUTION OF ANY KIND IS
    NECESSARY TO ENTER OR WIN. A CONTRIBUTION WILL NOT
    INCREASE YOUR ODDS. Enter at https://example.org/enter.

    """

  static let excluded = """
    email,why
    staff@example.org,staff
    builder@example.org,contractor

    """

  /// An entry's line by the built-in layout's headers.
  struct Line {
    var id: String
    var contest = "dinner"
    var first = "Ann"
    var last = "Lee"
    var email = ""
    var state = "NC"
    var born = ""
    var adult = "yes"
    var resident = "yes"
    var route = "free"
    var gift = ""
    var at = "2026-08-15 12:00:00"

    var fields: [String: String] {
      [
        "entry_id": id, "contest": contest, "first_name": first, "last_name": last,
        "email": email, "state": state, "birth_date": born, "is_18_or_over": adult,
        "is_citizen_or_resident": resident, "route": route, "gift_id": gift, "entered_at": at,
      ]
    }
  }

  static func file(_ lines: [Line]) throws -> String {
    try TestCampaign.table("contest_entries", delimiter: ",", lines.map(\.fields))
  }

  /// So many good entries without a gift, of people of their own.
  static func free(_ count: Int) -> [Line] {
    (1...count).map {
      Line(id: "F\($0)", first: "Free", last: "Entrant", email: "free\($0)@example.net")
    }
  }
}

extension TestCampaign {
  /// Writes the small contest's files.
  func writeContest(_ definition: String = ContestSample.definition) throws {
    try write(definition, to: "contests/dinner.yml")
    try write(ContestSample.rules, to: "contests/dinner.rules.txt")
    try write(ContestSample.excluded, to: "contests/dinner.excluded.csv")
  }

  /// A contest's steps on a day.
  func contest(on day: Day) -> Contest { Contest(workspace, clock: ContestClock(now: 0, day: day)) }

  /// Opens the small contest and loads entries.
  @discardableResult
  func enter(_ lines: [ContestSample.Line], as name: String = "entries.csv") throws -> ImportSummary
  {
    _ = try contest(on: ContestSample.opened).open("dinner")
    return try load(try write(try ContestSample.file(lines), to: name)) {
      $0.maximumRejected = 0.5
    }
  }

  /// The text of a contest's file.
  func contestFile(_ name: String) throws -> String {
    String(decoding: try bytes(of: "out/contests/dinner/\(name)"), as: UTF8.self)
  }

  /// A value of one of a contest's JSON files.
  func contestValue<Value>(_ name: String, _ key: String, as _: Value.Type) throws -> Value? {
    let data = Data(try bytes(of: "out/contests/dinner/\(name)"))
    return (try JSONSerialization.jsonObject(with: data) as? [String: Any])?[key] as? Value
  }
}
