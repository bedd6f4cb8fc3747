/// One donor in one legal or practical trap, as files tell of them.
struct TrappedDonor {
  /// The voter's number, and what the trap is.
  let id: String
  let trap: String
  /// Where the rule stands.
  let cite: String
  /// `listed` with the ask, or the reason.
  let expected: String
  var voter: [String: String] = [:]
  var gifts: [[String: String]] = [["Date": "2026-05-01", "Amount": "100.00"]]
  var calls: [(day: String, result: String)] = []
  /// The number of those calls, where the file says it, and the day on which to call again.
  var dialled: String?
  var callBackOn: String?
  /// Whether the registration stands in a file like Florida's, with days of birth.
  var isOfFlorida = false
  /// The day on which they wanted no more e-mail.
  var unsubscribedOn: String?
  /// The day on which the treasurer saw evidence that they may give.
  var clearedOn: String?

  /// An address of their own.
  var street: String { "\(100 + (Int(id.dropFirst()) ?? 0)) TRAP RD" }

  static let listCut = "the campaign's own rule"

  /// Whoever a rule keeps off the list, or only seems to, and one whom nothing does.
  ///
  /// `docs/lists-traps.md` shows them to counsel.
  ///
  /// Sessions are on 16 and 17 September 2026 from
  /// 10 to 12 on the eastern clock; the general election's limit is $3,500.
  static let all: [TrappedDonor] = [
    .init(id: "T00", trap: "nothing is against them", cite: "", expected: "listed, ask 100"),
    .init(
      id: "T01", trap: "asked not to be called", cite: "47 CFR 64.1200(d)", expected: "doNotCall",
      calls: [("2024-06-01", "Do Not Call")]),
    .init(
      id: "T02", trap: "shares the telephone of one who asked not to be called",
      cite: "47 CFR 64.1200(d)", expected: "doNotCall",
      voter: ["full_phone_number": "2525550101"]),
    .init(
      id: "T03", trap: "has a confidential registration", cite: "G.S. 163-82.10B",
      expected: "confidential", voter: ["confidential_ind": "Y"]),
    .init(
      id: "T04", trap: "may turn 18 later this year", cite: listCut, expected: "minor",
      voter: ["birth_year": "2008"]),
    .init(
      id: "T05", trap: "is pre-registered, with an age in place of a birth year",
      cite: "G.S. 163-82.1(d)", expected: "minor",
      voter: ["birth_year": "", "age_at_year_end": "17"]),
    .init(
      id: "T06", trap: "was removed from the rolls", cite: listCut, expected: "removed",
      voter: ["status_cd": "R"]),
    .init(
      id: "T07", trap: "has died, a caller heard", cite: listCut, expected: "deceased",
      calls: [("2026-06-01", "Deceased")]),
    .init(
      id: "T08", trap: "has moved away, a caller heard", cite: listCut, expected: "moved",
      calls: [("2026-06-01", "Moved")]),
    .init(
      id: "T09", trap: "gave from a foreign address: held for a look at the passport",
      cite: "52 USC 30121; 11 CFR 110.20", expected: "foreignAddress",
      gifts: [["Date": "2026-05-01", "Amount": "100.00", "Donor Country": "France"]]),
    .init(
      id: "T10", trap: "has given the limit to the general election",
      cite: "52 USC 30116(a)(1)(A)", expected: "maxedOut",
      gifts: [
        ["Date": "2026-05-01", "Amount": "3000.00"], ["Date": "2026-06-01", "Amount": "497.00"],
      ]),
    .init(
      id: "T11", trap: "has given the limit to the primary alone", cite: "11 CFR 110.1(b)",
      expected: "listed, ask 3500",
      gifts: [["Date": "2026-05-01", "Amount": "3500.00", "Recipient Election": "P2026"]]),
    .init(
      id: "T12", trap: "is the spouse of one who has given the limit", cite: "11 CFR 110.1(i)",
      expected: "listed, ask 100", voter: ["res_street_address": "110 TRAP RD"]),
    .init(
      id: "T13", trap: "gave the limit, and was given a part back", cite: "11 CFR 103.3(b)(3)",
      expected: "listed, ask 1000",
      gifts: [
        ["Date": "2026-04-01", "Amount": "1000.00", "Refund Date": "2026-04-20"],
        ["Date": "2026-05-01", "Amount": "2500.00"],
      ]),
    .init(
      id: "T14", trap: "refused three weeks ago", cite: listCut, expected: "refusedRecently",
      calls: [("2026-08-26", "Refused")]),
    .init(
      id: "T15", trap: "was tried yesterday, and not at home", cite: listCut,
      expected: "contactedRecently", calls: [("2026-09-14", "Not Home")], dialled: "2525550115"),
    .init(
      id: "T16", trap: "is on another list these days", cite: listCut,
      expected: "contactedRecently",
      gifts: (1...5).map { ["Date": "2026-05-0\($0)", "Amount": "100.00"] }),
    .init(
      id: "T17", trap: "lives where it is 7 in the morning then", cite: "47 CFR 64.1200(c)(1)",
      expected: "outsideCallingHours", voter: ["state_cd": "CA"]),
    .init(
      id: "T18", trap: "lives nobody knows where", cite: "47 CFR 64.1200(c)(1)",
      expected: "outsideCallingHours", voter: ["state_cd": ""]),
    .init(
      id: "T19", trap: "has no telephone", cite: listCut, expected: "noPhone",
      voter: ["full_phone_number": ""]),
    .init(
      id: "T20", trap: "shares the telephone of one who is listed", cite: listCut,
      expected: "phoneAlreadyListed", voter: ["full_phone_number": "2525550100"],
      gifts: [["Date": "2024-05-01", "Amount": "5.00"]]),
    .init(
      id: "T21", trap: "is pre-registered, and the file says no age",
      cite: "Fla. Stat. 97.041(1)(b)", expected: "minor",
      voter: ["Birth_Date": "", "Voter_Status": "PRE"], isOfFlorida: true),
    .init(
      id: "T22", trap: "turns 18 on the last day but one of the year", cite: listCut,
      expected: "minor", voter: ["Birth_Date": "12/30/2008"], isOfFlorida: true),
    .init(
      id: "T23", trap: "turned 18 on the last day of last year", cite: listCut,
      expected: "listed, ask 100", voter: ["Birth_Date": "12/31/2007"], isOfFlorida: true),
    .init(
      id: "T24", trap: "asked for no contact at all", cite: "47 CFR 64.1200(d); \(listCut)",
      expected: "doNotContact", calls: [("2024-06-01", "Do Not Contact")]),
    .init(
      id: "T25", trap: "asked for no letters, which is no wish not to be called", cite: listCut,
      expected: "listed, ask 100", calls: [("2024-06-01", "Do Not Mail")]),
    .init(
      id: "T26", trap: "asked for no texts, which is no wish not to be called",
      cite: "47 CFR 64.1200(a)(10)", expected: "listed, ask 100",
      calls: [("2024-06-01", "Do Not Text")]),
    .init(
      id: "T27", trap: "unsubscribed from e-mail, which is no wish not to be called", cite: listCut,
      expected: "listed, ask 100", unsubscribedOn: "2026-06-01"),
    .init(
      id: "T28", trap: "gave from a foreign address, and from one at home since",
      cite: "52 USC 30121; 11 CFR 110.20", expected: "foreignAddress",
      gifts: [
        ["Date": "2026-04-01", "Amount": "100.00", "Donor Country": "France"],
        ["Date": "2026-05-01", "Amount": "100.00", "Donor Country": "United States"],
      ]),
    .init(
      id: "T29", trap: "gave from Puerto Rico", cite: "52 USC 30121; 11 CFR 110.20",
      expected: "listed, ask 100",
      gifts: [["Date": "2026-05-01", "Amount": "100.00", "Donor Country": "Puerto Rico"]]),
    .init(
      id: "T30", trap: "gave from a foreign address, and showed a passport since",
      cite: "11 CFR 110.20(a)(7)", expected: "listed, ask 100",
      gifts: [["Date": "2026-05-01", "Amount": "100.00", "Donor Country": "France"]],
      clearedOn: "2026-05-20"),
    .init(
      id: "T31", trap: "showed a passport, and gave from a foreign address again since",
      cite: "52 USC 30121; 11 CFR 110.20", expected: "foreignAddress",
      gifts: [
        ["Date": "2026-04-01", "Amount": "100.00", "Donor Country": "France"],
        ["Date": "2026-06-01", "Amount": "100.00", "Donor Country": "FR"],
      ], clearedOn: "2026-05-20"),
    .init(
      id: "T32", trap: "shares the number at which somebody was tried yesterday", cite: listCut,
      expected: "contactedRecently", voter: ["full_phone_number": "2525550115"]),
    .init(
      id: "T33", trap: "asked to be called back after the sessions", cite: listCut,
      expected: "contactedRecently", calls: [("2026-09-01", "Call Back")],
      callBackOn: "2026-09-20"),
    .init(
      id: "T34", trap: "asked yesterday to be called back on the day of the first session",
      cite: listCut, expected: "listed, ask 100", calls: [("2026-09-14", "Call Back")],
      dialled: "2525550134", callBackOn: "2026-09-16"),
    .init(
      id: "T35", trap: "gave more than the limit, and was given a part of that gift back",
      cite: "11 CFR 103.3(b)(3)", expected: "listed, ask 500",
      gifts: [
        [
          "Date": "2026-05-01", "Amount": "5000.00", "Refund Date": "2026-05-20",
          "Refund Amount": "2000.00",
        ]
      ]),
  ]
}
