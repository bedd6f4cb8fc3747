import Testing

/// Someone in one situation, what they gave, and what the compliance view must show of it: as a lawyer
/// would read it, a line a row of a file.
///
/// As of 2 November 2026, the day before the general election; the primary was on 3 March, the limit is
/// $3,500 an election, the cycle began on 1 January 2025.
struct ComplianceSituation: CustomTestStringConvertible, Sendable {
  /// A gift as ActBlue's file has it.
  struct Gift: Sendable {
    var day: String
    var amount: String
    var refund = ""
    /// How much was given back, where it is a part.
    var refunded = ""
    var designation = ""
    var employer = "Acme Bakery"
    var occupation = "Baker"

    init(
      _ day: String, _ amount: String, refund: String = "", of refunded: String = "",
      for designation: String = "",
      employer: String = "Acme Bakery", occupation: String = "Baker"
    ) {
      (self.day, self.amount, self.refund) = (day, amount, refund)
      self.refunded = refunded
      (self.designation, self.employer, self.occupation) = (designation, employer, occupation)
    }
  }

  let said: String
  /// First and last name; the last is the situation's own.
  let name: (String, String)
  var country = "US"
  let gifts: [Gift]
  let shows: [String]

  init(
    _ said: String, _ last: String, first: String = "Ona", country: String = "US", _ gifts: [Gift],
    shows: [String]
  ) {
    (self.said, self.name, self.country) = (said, (first, last), country)
    (self.gifts, self.shows) = (gifts, shows)
  }

  var testDescription: String { said }

  static let all: [ComplianceSituation] = limits + itemisation + information + notices

  private static let limits: [ComplianceSituation] = [
    .init(
      "exactly at the limit", "Adair", [.init("2026-04-01", "3500")],
      shows: [
        "room general 3500.00 0.00", "itemisation 2026-04-01 3500.00",
        "schedule-a 20260401 3500.00 3500.00 G2026",
      ]),
    .init(
      "one cent over, on the 60th day", "Bell", [.init("2026-09-03", "3500.01")],
      shows: [
        "limits 2026-09-03 0.01 over the limit, open: deposit by 2026-09-13, right by 2026-11-02, 0 days",
        "itemisation 2026-09-03 3500.01", "schedule-a 20260903 3500.01 3500.01 G2026",
      ]),
    .init(
      "one cent over, on the 61st day", "Cole", [.init("2026-09-02", "3500.01")],
      shows: [
        "limits 2026-09-02 0.01 over the limit, past 60 days: deposit by 2026-09-12, right by 2026-11-01, -1 days",
        "itemisation 2026-09-02 3500.01", "schedule-a 20260902 3500.01 3500.01 G2026",
      ]),
    .init(
      "over, and undone by a refund", "Dunn",
      [.init("2026-05-01", "3500"), .init("2026-05-02", "100", refund: "2026-06-01")],
      shows: [
        "room general 3500.00 0.00",
        "limits 2026-05-02 100.00 over the limit, refunded in time: deposit by 2026-05-12, right by 2026-07-01",
        "itemisation 2026-05-01 3500.00", "schedule-a 20260501 3500.00 3500.00 G2026",
        "schedule-a 20260502 100.00 3600.00 G2026", "refunds 2026-05-02 100.00 2026-06-01 yes",
      ]),
    .init(
      "over, and refunded too late", "Eads", [.init("2026-04-01", "3600", refund: "2026-08-01")],
      shows: [
        "limits 2026-04-01 100.00 over the limit, refunded late: deposit by 2026-04-11, right by 2026-05-31",
        "itemisation 2026-04-01 3600.00", "schedule-a 20260401 3600.00 3600.00 G2026",
        "refunds 2026-04-01 3600.00 2026-08-01 yes",
      ]),
    .init(
      "over, and the excess alone given back in time", "Elam",
      [.init("2026-05-01", "5000", refund: "2026-06-01", of: "1500")],
      shows: [
        "room general 3500.00 0.00",
        "limits 2026-05-01 1500.00 over the limit, refunded in time: deposit by 2026-05-11, right by 2026-06-30",
        "itemisation 2026-05-01 5000.00", "schedule-a 20260501 5000.00 5000.00 G2026",
        "refunds 2026-05-01 1500.00 2026-06-01 yes",
      ]),
    .init(
      "over for the primary, undesignated, with room for the general", "Ford",
      [.init("2026-02-01", "5000")],
      shows: [
        "limits 2026-02-01 1500.00 over the limit, past 60 days: deposit by 2026-02-11, right by 2026-04-02, -214 days; 1500.00 to the general by notice to the giver",
        "itemisation 2026-02-01 5000.00", "schedule-a 20260201 5000.00 5000.00 P2026",
      ]),
    .init(
      "over for the primary, designated for it", "Gray",
      [.init("2026-02-01", "5000", for: "Primary 2026")],
      shows: [
        "limits 2026-02-01 1500.00 over the limit, past 60 days: deposit by 2026-02-11, right by 2026-04-02, -214 days; 1500.00 to the general by the giver's signature",
        "itemisation 2026-02-01 5000.00", "schedule-a 20260201 5000.00 5000.00 P2026",
      ]),
    .init(
      "over for the primary, with little room for the general", "Hale",
      [.init("2026-02-01", "7500"), .init("2026-02-02", "3000", for: "G2026")],
      shows: [
        "limits 2026-02-01 4000.00 over the limit, past 60 days: deposit by 2026-02-11, right by 2026-04-02, -214 days; 500.00 to the general by notice to the giver",
        "itemisation 2026-02-01 7500.00", "schedule-a 20260201 7500.00 7500.00 P2026",
        "schedule-a 20260202 3000.00 10500.00 G2026",
      ]),
    .init(
      "after the election it is designated for", "Ives", [.init("2026-03-10", "100", for: "P2026")],
      shows: [
        "limits 2026-03-10 100.00 after the election, past 60 days: deposit by 2026-03-20, right by 2026-05-09, -177 days; 100.00 to the general by the giver's signature"
      ]),
    .init(
      "the limit for each election", "Jain",
      [.init("2026-01-05", "3500"), .init("2026-01-05", "3500", for: "General 2026")],
      shows: [
        "room general 3500.00 0.00", "itemisation 2026-01-05 3500.00",
        "schedule-a 20260105 3500.00 3500.00 P2026", "schedule-a 20260105 3500.00 7000.00 G2026",
      ]),
    .init(
      "gifts of before the cycle", "York",
      [.init("2024-12-01", "5000"), .init("2026-04-01", "200")],
      shows: []),
  ]

  private static let itemisation: [ComplianceSituation] = [
    .init(
      "exactly $200.00", "Kerr", [.init("2026-04-01", "100"), .init("2026-05-01", "100.00")],
      shows: []),
    .init(
      "$200.01", "Lang", [.init("2026-04-01", "100"), .init("2026-05-01", "100.01")],
      shows: ["itemisation 2026-05-01 200.01", "schedule-a 20260501 100.01 200.01 G2026"]),
    .init(
      "over in the second report", "Moss",
      [.init("2026-06-30", "150"), .init("2026-07-01", "100")],
      shows: ["itemisation 2026-07-01 250.00", "schedule-a 20260701 100.00 250.00 G2026"]),
    .init(
      "over with two gifts of a day", "Neal",
      [.init("2026-06-30", "150"), .init("2026-06-30", "100")],
      shows: [
        "itemisation 2026-06-30 250.00", "schedule-a 20260630 150.00 150.00 G2026",
        "schedule-a 20260630 100.00 250.00 G2026",
      ]),
    .init(
      "given back before more came", "Wade",
      [.init("2026-03-10", "300", refund: "2026-03-20"), .init("2026-04-10", "150")],
      shows: [
        "itemisation 2026-03-10 300.00", "schedule-a 20260310 300.00 300.00 G2026",
        "refunds 2026-03-10 300.00 2026-03-20 yes",
      ]),
    .init(
      "unitemised and given back", "Webb", [.init("2026-03-10", "30", refund: "2026-03-20")],
      shows: ["refunds 2026-03-10 30.00 2026-03-20 no"]),
  ]

  private static let information: [ComplianceSituation] = [
    .init(
      "no employer, on the 30th day", "Nash", [.init("2026-10-03", "250", employer: "")],
      shows: [
        "best-efforts 2026-10-03 employer by 2026-11-02, 0 days", "itemisation 2026-10-03 250.00",
        "schedule-a 20261003 250.00 250.00 G2026",
      ]),
    .init(
      "words that say nothing, on the 31st day", "Odom",
      [.init("2026-10-02", "250", employer: "N/A", occupation: "Information Requested")],
      shows: [
        "best-efforts 2026-10-02 employer, occupation by 2026-11-01, -1 days",
        "itemisation 2026-10-02 250.00", "schedule-a 20261002 250.00 250.00 G2026",
      ]),
    .init(
      "no employer, but stated last year", "Pace",
      [.init("2025-05-05", "10"), .init("2026-10-02", "250", employer: "", occupation: "")],
      shows: ["itemisation 2026-10-02 260.00", "schedule-a 20261002 250.00 260.00 G2026"]),
    .init(
      "retired, without an employer", "Page",
      [.init("2026-10-02", "250", employer: "", occupation: "Retired")],
      shows: ["itemisation 2026-10-02 250.00", "schedule-a 20261002 250.00 250.00 G2026"]),
    .init(
      "no employer, and not over $200", "Park", [.init("2026-10-02", "200", employer: "")],
      shows: []),
    .init(
      "an address abroad", "Quin", country: "CA", [.init("2026-10-04", "60")],
      shows: ["sources 2026-10-04 foreignAddress by 2026-11-03, 1 days"]),
    .init(
      "an address abroad, refunded", "Reed", country: "DE",
      [.init("2026-09-01", "60", refund: "2026-09-09")],
      shows: [
        "sources 2026-09-01 foreignAddress by 2026-10-01, refunded 2026-09-09",
        "refunds 2026-09-01 60.00 2026-09-09 no",
      ]),
    .init(
      "a name that reads like a company's", "Oak Foods LLC", [.init("2026-10-04", "60")],
      shows: ["sources 2026-10-04 organisationName by 2026-11-03, 1 days"]),
    .init(
      "nobody named, $50", "", first: "", [.init("2026-10-05", "50")], shows: []),
    .init(
      "nobody named, $50.01", "", first: "", [.init("2026-10-06", "50.01")],
      shows: ["sources 2026-10-06 anonymous"]),
  ]

  private static let notices: [ComplianceSituation] = [
    .init(
      "$1,000 on the 20th day before the general", "Rowe", [.init("2026-10-14", "1000")],
      shows: ["itemisation 2026-10-14 1000.00", "schedule-a 20261014 1000.00 1000.00 G2026"]),
    .init(
      "$1,000 on the 19th day", "Shaw", [.init("2026-10-15", "1000")],
      shows: [
        "notices 2026-10-15 general by 2026-10-17, -16 days", "itemisation 2026-10-15 1000.00",
        "schedule-a 20261015 1000.00 1000.00 G2026",
      ]),
    .init(
      "$1,000 on the last day that needs a notice", "Tate", [.init("2026-10-31", "1000")],
      shows: [
        "notices 2026-10-31 general by 2026-11-02, 0 days", "itemisation 2026-10-31 1000.00",
        "schedule-a 20261031 1000.00 1000.00 G2026",
      ]),
    .init(
      "$1,000 within 48 hours", "Udall", [.init("2026-11-01", "1000")],
      shows: ["itemisation 2026-11-01 1000.00", "schedule-a 20261101 1000.00 1000.00 G2026"]),
    .init(
      "$999.99 in the same days", "Vega", [.init("2026-10-20", "999.99")],
      shows: ["itemisation 2026-10-20 999.99", "schedule-a 20261020 999.99 999.99 G2026"]),
  ]
}
