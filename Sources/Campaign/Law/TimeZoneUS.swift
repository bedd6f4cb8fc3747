/// A standard time zone of the United States (15 USC 261, 263), and whether its clocks go forward.
public enum TimeZoneUS: String, CaseIterable, Sendable {
  case atlantic
  case eastern
  case central
  case mountain
  /// Mountain standard time the year round.
  case arizona
  case pacific
  case alaska
  /// The western Aleutian Islands, where clocks go forward.
  case aleutian
  case hawaii
  case samoa
  /// Guam and the Northern Mariana Islands.
  case chamorro

  /// How far its wall clocks are ahead of UTC on the afternoon of a day, in minutes.
  ///
  /// Clocks are forward from the second Sunday of March to the first of November (15 USC 260a).
  public func minutesAheadOfUTC(on day: Day) -> Int {
    let (standard, goesForward) = clock
    return standard + (goesForward && Self.isForward(on: day) ? 60 : 0)
  }

  /// The zones that a state, district or territory lies in; nil for a code that is none.
  ///
  /// A state with two zones has both here (49 CFR part 71): who lives where in it isn't asked.
  public static func zones(ofState code: String) -> [TimeZoneUS]? {
    let code = code.uppercased()
    return states.first { $0.codes.contains(code) }?.zones
  }

  /// The codes of all states, districts and territories.
  public static let stateCodes: [String] = states.flatMap(\.codes).sorted()

  private static let states: [(codes: Set<String>, zones: [TimeZoneUS])] = [
    (["PR", "VI"], [.atlantic]),
    (
      [
        "CT", "DC", "DE", "GA", "MA", "MD", "ME", "NC", "NH", "NJ", "NY", "OH", "PA", "RI", "SC",
        "VA", "VT", "WV",
      ], [.eastern]
    ),
    (["FL", "IN", "KY", "MI", "TN"], [.eastern, .central]),
    (["AL", "AR", "IA", "IL", "LA", "MN", "MO", "MS", "OK", "WI"], [.central]),
    (["KS", "ND", "NE", "SD", "TX"], [.central, .mountain]),
    (["CO", "MT", "NM", "UT", "WY"], [.mountain]),
    // The Navajo Nation's clocks go forward.
    (["AZ"], [.arizona, .mountain]),
    (["ID", "NV", "OR"], [.mountain, .pacific]),
    (["CA", "WA"], [.pacific]), (["AK"], [.alaska, .aleutian]), (["HI"], [.hawaii]),
    (["AS"], [.samoa]), (["GU", "MP"], [.chamorro]),
  ]

  private var clock: (standard: Int, goesForward: Bool) {
    switch self {
    case .atlantic: (-240, false)
    case .eastern: (-300, true)
    case .central: (-360, true)
    case .mountain: (-420, true)
    case .arizona: (-420, false)
    case .pacific: (-480, true)
    case .alaska: (-540, true)
    case .aleutian: (-600, true)
    case .hawaii: (-600, false)
    case .samoa: (-660, false)
    case .chamorro: (600, false)
    }
  }

  private static func isForward(on day: Day) -> Bool {
    guard let march = Day(year: day.year, month: 3, day: 8),
      let november = Day(year: day.year, month: 11, day: 1)
    else { return false }
    return day >= sunday(notBefore: march) && day < sunday(notBefore: november)
  }

  private static func sunday(notBefore day: Day) -> Day {
    // 1 January 1970 was a Thursday.
    let weekday = (Int(day.daysSince1970) % 7 + 11) % 7
    return day.adding(days: (7 - weekday) % 7)
  }
}
