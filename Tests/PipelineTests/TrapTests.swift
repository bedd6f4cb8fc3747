import Campaign
import Postgres
import TestSupport
import Testing

@testable import Pipeline

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

  /// An address of their own.
  var street: String { "\(100 + (Int(id.dropFirst()) ?? 0)) TRAP RD" }

  static let listCut = "the campaign's own rule"

  /// The twenty, and one whom nothing keeps off the list.
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
      expected: "contactedRecently", calls: [("2026-09-14", "Not Home")]),
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
  ]
}

/// Twenty people, each in one trap: what becomes of each of them, from files to the list.
@Suite(.needsDatabase) struct TrapTests {
  private static let day = Day(year: 2026, month: 9, day: 15) ?? Day(daysSince1970: 0)

  private static let campaignRules = """

    time_zone: eastern
    cool_off: {refused: 60, attempt: 3, call: 7, listed: 14}
    """

  private static let list = """
    list: traps
    model: donate
    purpose: solicit
    channel: call
    capacity: {callers: 2, hours: 2, dials_per_hour: 25, days: [2026-09-16, 2026-09-17], from: "10:00"}
    universe: {county: {in: [TYRRELL]}}
    """

  private static let scored = Result {
    let campaign = try DemoCampaigns.copy(of: DemoCampaigns.withFeatures)
    try campaign.write(
      DemoCampaigns.rules(campaignRules), to: "campaign.yml")
    let people = TrappedDonor.all
    let voters = people.map { person in
      [
        "ncid": person.id, "first_name": "Ada", "last_name": "Trap\(person.id)", "status_cd": "A",
        "county_desc": "TYRRELL", "state_cd": "NC", "zip_code": "27925", "birth_year": "1970",
        "res_street_address": person.street,
        "full_phone_number": "25255501\(person.id.dropFirst())", "registr_dt": "01/02/2010",
      ].merging(person.voter) { $1 }
    }
    let gifts = people.flatMap { person in
      person.gifts.enumerated().map { number, gift in
        let street = person.voter["res_street_address"] ?? person.street
        return [
          "Lineitem ID": "\(person.id)-\(number)", "Donor ID": person.id, "Donor First Name": "Ada",
          "Donor Last Name": "Trap\(person.id)", "Donor Addr1": street, "Donor ZIP": "27925",
          "Donor State": person.voter["state_cd"] ?? "NC", "Recipient Gov ID": "C00999001",
          "Donor Employer": "Self",
        ].merging(gift) { $1 }
      }
    }
    let calls = people.flatMap { person in
      person.calls.map {
        [
          "voter_id": person.id, "date_canvassed": $0.day, "contact_type": "Phone",
          "result": $0.result, "canvassed_by": "caller01",
        ]
      }
    }
    for (layout, delimiter, rows) in [
      ("ncvoter", "\t", voters), ("actblue", ",", gifts), ("call_results", ",", calls),
    ] {
      let text = try TestCampaign.table(layout, delimiter: delimiter, rows)
      let summary = try campaign.load(
        try campaign.write(text, to: "\(layout).txt"), knownOn: DemoSet.knownOn)
      guard summary.rejected.isEmpty else { throw Failure(.bug, "a trap was set aside: \(layout)") }
    }
    _ = try Match(campaign.workspace).run()
    _ = try Features(campaign.workspace).run(asOf: day)
    _ = try Fit(campaign.workspace).run(model: "donate")
    _ = try Score(campaign.workspace).run(model: "donate", asOf: day, csv: nil)
    return campaign
  }

  /// The campaign with the list and another, on which one of the twenty is.
  private func campaign(list: String = Self.list) throws -> TestCampaign {
    let campaign = try DemoCampaigns.copy(of: Self.scored)
    try campaign.write(
      DemoCampaigns.rules(Self.campaignRules), to: "campaign.yml")
    try campaign.write(list, to: "lists/traps.yml")
    try campaign.write(
      """
      list: other
      model: donate
      purpose: solicit
      channel: call
      size: 5
      universe: {county: {in: [TYRRELL]}, gift_count: {at_least: 5}}
      """, to: "lists/other.yml")
    return campaign
  }

  private func standings(_ campaign: TestCampaign) throws -> [String: String] {
    let rows = try campaign.ask(
      """
      select identity.record || '|' || case
        when decision.rank is null then decision.reason
        else 'listed, ask ' || coalesce((entry.ask_cents / 100)::text, 'none')
      end
      from list.decision
      join person.identity on identity.person_id = decision.person_id and identity.source = 'nc_voter'
      left join list.entry on entry.cut_id = decision.cut_id and entry.person_id = decision.person_id
      where decision.cut_id = (select max(cut_id) from list.cut where list = 'traps')
      """)
    return Dictionary(
      uniqueKeysWithValues: rows.map {
        let parts = $0.split(separator: "|").map(String.init)
        return (parts[0], parts[1])
      })
  }

  @Test func `each of the twenty has the row or the reason that the law or the rule says`() throws {
    let campaign = try campaign()
    let other = try ListStage(campaign.workspace).run(list: "other")
    #expect(other.listed == 1)
    let summary = try ListStage(campaign.workspace).run(list: "traps")
    let standings = try standings(campaign)
    #expect(standings.count == TrappedDonor.all.count)
    for person in TrappedDonor.all {
      #expect(
        standings[person.id] == person.expected, "\(person.id) \(person.trap) (\(person.cite))")
    }
    #expect(
      summary.universe == summary.listed + summary.heldOut + summary.excluded.values.reduce(0, +))
    #expect(summary.turfs == 2)
  }

  @Test func `why answers for each of them as the account does`() throws {
    let campaign = try campaign()
    _ = try ListStage(campaign.workspace).run(list: "other")
    _ = try ListStage(campaign.workspace).run(list: "traps")
    for person in TrappedDonor.all {
      let why = try Why(campaign.workspace).run(person: person.id, list: "traps")
      #expect(why.standing == person.expected.split(separator: ",").first.map(String.init))
      #expect(why.sentences.count >= 1 && !why.text.contains("Trap"))
    }
    let asked = try Why(campaign.workspace).run(person: "T01", list: "traps")
    #expect(asked.sentences.contains("asked on 2024-06-01"))
    let refused = try Why(campaign.workspace).run(person: "T14", list: "traps")
    #expect(refused.sentences.contains("refused on 2026-08-26, free from 2026-10-25"))
    let other = try Why(campaign.workspace).run(person: "T16", list: "traps")
    #expect(other.text.contains("listed on `other`"))
    let shared = try Why(campaign.workspace).run(person: "T20", list: "traps")
    #expect(shared.text.contains("the other is P"))
    // Of somebody of another county, the test of the universe that isn't met.
    let outside = try campaign.ask(
      "select 'P' || person_id from feature.history where county <> 'TYRRELL' limit 1")
    let answer = try Why(campaign.workspace).run(person: outside[0], list: "traps")
    #expect(answer.standing == "notInUniverse" && answer.text.contains("`county`"))
    #expect(
      try failure { _ = try Why(campaign.workspace).run(person: "ZZ1", list: "traps") }.kind
        == .badInput)
    #expect(
      try failure { _ = try Why(campaign.workspace).run(person: "T01", list: "weekend") }.kind
        == .badInput)
  }

  @Test func `who gave up to the limit is asked for time, in a file of their own`() throws {
    let campaign = try campaign(list: Self.list + "\nmaxed_out: volunteer")
    _ = try ListStage(campaign.workspace).run(list: "traps")
    let standings = try standings(campaign)
    #expect(standings["T10"] == "maxedOut")
    let text = String(
      decoding: try campaign.bytes(of: "out/lists/traps.volunteers.csv"), as: UTF8.self)
    let lines = text.split(separator: "\r\n")
    #expect(lines.count == 2 && lines[1].contains("252-555-0110"))
    #expect(lines[1].contains("time: has given up to the legal limit"))
    #expect(!lines[0].contains("ask_dollars") && !lines[0].contains("expected"))
  }

  @Test func `best phone first: a cell that a file knows before a line that it knows`() throws {
    let campaign = try campaign()
    let person = try campaign.ask(
      "select person_id::text from person.identity where record = 'T00' and undone_on is null")[0]
    try campaign.change(
      Statement(
        """
        update person.phone set kind = 'landline' where person_id = \(person);
        insert into person.phone values
          (\(person), 2525550191, 'voter_file', 'likely_cell'),
          (\(person), 2525550190, 'voter_file', null),
          (\(person), 2525550192, 'voter_file', 'verified_cell');
        """, file: "phones"))
    _ = try ListStage(campaign.workspace).run(list: "traps")
    func phone() throws -> [String] {
      try campaign.ask(
        "select phone from list.entry where person_id = $1::text::bigint order by cut_id desc limit 1",
        [.text(person)])
    }
    #expect(try phone() == ["252-555-0192"])
    try campaign.change("insert into person.suppressed_phone values (2525550192, '2026-09-01')")
    _ = try ListStage(campaign.workspace).run(list: "traps")
    #expect(try phone() == ["252-555-0191"])
  }
}
