/// The made-up campaign's calendar, committees and limit: Rivera for Senate, North Carolina 2026.
enum Story {
  static let opening = CivilDay(2025, 1, 15)
  static let today = CivilDay(2026, 9, 15)
  static let primary = CivilDay(2026, 3, 3)
  /// The last day that the committees' newest report covers.
  static let reported = CivilDay(2026, 6, 30)
  static let year = 2026

  static let committee = "C00999001"
  static let committeeName = "RIVERA FOR SENATE"
  static let rival = "C00999002"
  static let rivalName = "HOLLOWAY FOR SENATE"
  /// The conduit is the real one, as the public list of committees shows it.
  static let conduit = "C00401224"
  static let conduitName = "ACTBLUE"

  /// What one person may give for one election, 2025-2026 (52 USC 30116(a)(1)(A), (c)).
  static let limitCents = 350_000
  /// A donor is itemised above this sum in the election cycle (52 USC 30104(b)(3)(A)).
  static let itemisedAboveCents = 20_000

  /// The elections of the history file; `turnout` is the share of the registered who came.
  static let elections: [Election] = [
    Election(day: CivilDay(2016, 3, 15), kind: .primary, turnout: 0.35),
    Election(day: CivilDay(2016, 11, 8), kind: .general, turnout: 0.69),
    Election(day: CivilDay(2018, 5, 8), kind: .primary, turnout: 0.14),
    Election(day: CivilDay(2018, 11, 6), kind: .general, turnout: 0.53),
    Election(day: CivilDay(2020, 3, 3), kind: .primary, turnout: 0.31),
    Election(day: CivilDay(2020, 11, 3), kind: .general, turnout: 0.75),
    Election(day: CivilDay(2022, 5, 17), kind: .primary, turnout: 0.20),
    Election(day: CivilDay(2022, 11, 8), kind: .general, turnout: 0.51),
    Election(day: CivilDay(2024, 3, 5), kind: .primary, turnout: 0.24),
    Election(day: CivilDay(2024, 11, 5), kind: .general, turnout: 0.73),
    Election(day: primary, kind: .primary, turnout: 0.22),
  ]
}

/// One election of the vote history.
struct Election {
  enum Kind: String {
    case primary = "PRIMARY"
    case general = "GENERAL"
  }

  let day: CivilDay
  let kind: Kind
  let turnout: Double
}
