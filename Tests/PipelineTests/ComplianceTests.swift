import Campaign
import Foundation
import Postgres
import Reporting
import TestSupport
import Testing

@testable import Pipeline

/// The compliance view and Schedule A, from a file of gifts to the files that a treasurer reads.
@Suite(.needsDatabase) struct ComplianceTests {
  private static let asOf = Day(year: 2026, month: 11, day: 2) ?? Day(daysSince1970: 0)

  private static let definition = """
    committee: {name: Example for Senate, fec_id: C00999001}
    cycle: {starts_on: 2025-01-01}
    elections:
      - {name: primary, day: 2026-03-03}
      - {name: general, day: 2026-11-03}
    limits:
      - {dollars: 3500, from: 2024-11-06, through: 2026-11-03, cite: 11 CFR 110.17}
    conduits:
      - {source: actblue, name: Platform, fec_id: C00000001, street: 2 Elm St, city: Boston, state: MA, zip: "02134"}
    """

  /// Everyone of the table of situations, in one ledger.
  private static let everyone = Result {
    let campaign = try TestCampaign()
    try campaign.write(definition, to: "campaign.yml")
    try campaign.load(
      try campaign.write(try file(ComplianceSituation.all), to: "gifts.csv"))
    _ = try Match(campaign.workspace).run()
    return (campaign, try Report(campaign.workspace).compliance(asOf: asOf))
  }

  private static func file(_ situations: [ComplianceSituation]) throws -> String {
    var line = 0
    return try TestCampaign.table(
      "actblue", delimiter: ",",
      situations.enumerated().flatMap { number, situation in
        situation.gifts.map { gift in
          line += 1
          return [
            "Lineitem ID": String(1000 + line), "Donor ID": "donor\(number)",
            "Donor First Name": situation.name.0, "Donor Last Name": situation.name.1,
            "Donor Addr1": "\(number) Main Street", "Donor City": "Raleigh", "Donor State": "NC",
            "Donor ZIP": "27601", "Donor Country": situation.country,
            "Donor Employer": gift.employer, "Donor Occupation": gift.occupation,
            "Date": "\(gift.day) 10:00:00", "Amount": gift.amount, "Refund Date": gift.refund,
            "Refund Amount": gift.refunded,
            "Recipient Election": gift.designation, "Recipient Gov ID": "C00999001",
          ]
        }
      })
  }

  /// The rows of a file, each by its header.
  private static func rows(_ name: String, _ campaign: TestCampaign) throws -> [[String: String]] {
    var records: [[String]] = []
    var reader = RecordReader(format: FileFormat())
    let bytes = try campaign.bytes(of: "out/reports/compliance/\(name).csv")
    let take: (borrowing Record) -> Void = { record in
      records.append((0..<record.count).map { record.text($0) })
    }
    try reader.feed(bytes.span, take)
    _ = try reader.finish(take)
    let header = try #require(records.first)
    return records.dropFirst().map { Dictionary(uniqueKeysWithValues: zip(header, $0)) }
  }

  /// A row as a situation writes it.
  private static func words(_ file: String, _ row: [String: String]) -> String {
    func field(_ name: String) -> String { row[name] ?? "?\(name)" }
    func days() -> String { field("days_left").isEmpty ? "" : ", \(field("days_left")) days" }
    switch file {
    case "limits":
      let way =
        field("redesignation").isEmpty
        ? "" : "; \(field("redesignable_to_general")) to the general \(field("redesignation"))"
      return "limits \(field("received_on")) \(field("excess")) \(field("ground")), "
        + "\(field("status")): deposit by \(field("deposit_or_return_by")), "
        + "right by \(field("put_right_by"))\(days())\(way)"
    case "room": return "room \(field("election")) \(field("given")) \(field("room"))"
    case "itemisation": return "itemisation \(field("received_on")) \(field("cycle_to_date"))"
    case "best-efforts":
      return
        "best-efforts \(field("received_on")) \(field("missing")) by \(field("ask_by"))\(days())"
    case "sources":
      let by = field("settle_by").isEmpty ? "" : " by \(field("settle_by"))"
      let refund = field("refunded_on").isEmpty ? "" : ", refunded \(field("refunded_on"))"
      return "sources \(field("received_on")) \(field("question"))\(by)\(refund)\(days())"
    case "notices":
      return
        "notices \(field("received_on")) \(field("election")) by \(field("notice_by"))\(days())"
    case "refunds":
      return "refunds \(field("received_on")) \(field("amount")) \(field("refunded_on")) "
        + field("itemised")
    default:
      return "schedule-a \(field("CONTRIBUTION DATE")) \(field("CONTRIBUTION AMOUNT")) "
        + "\(field("CONTRIBUTION AGGREGATE")) \(field("ELECTION CODE"))"
    }
  }

  private static let files = [
    "limits", "room", "itemisation", "best-efforts", "sources", "notices", "refunds", "schedule-a",
  ]

  /// What the files show of a receipt's person, by the name of its file.
  private static func shown(_ campaign: TestCampaign) throws -> [(name: String, words: String)] {
    try files.flatMap { file in
      try rows(file, campaign).map { row in
        let name =
          row["name"]
          ?? [row["CONTRIBUTOR LAST NAME"], row["CONTRIBUTOR FIRST NAME"]].compactMap { $0 }
          .joined(separator: ", ")
        return (name, words(file, row))
      }
    }
  }

  @Test(arguments: ComplianceSituation.all)
  func `everyone stands where the law puts them`(_ situation: ComplianceSituation) throws {
    let shown = try Self.shown(try Self.everyone.get().0)
    let name =
      situation.name.1.isEmpty ? "(no name)" : "\(situation.name.1), \(situation.name.0)"
    let own = shown.filter { $0.name == name }.map(\.words)
    guard name == "(no name)" else {
      #expect(own.sorted() == situation.shows.sorted())
      return
    }
    // Those without a name are told apart by their days.
    let day = try #require(situation.gifts.first).day
    #expect(own.filter { $0.contains(day) } == situation.shows)
  }

  @Test func `nobody else stands in the files`() throws {
    let shown = try Self.shown(try Self.everyone.get().0)
    #expect(
      shown.map(\.words).sorted() == ComplianceSituation.all.flatMap(\.shows).sorted())
  }

  @Test func `the treasurer's answer closes the question, for gifts up to its day`() throws {
    let (former, before) = try Self.everyone.get()
    let campaign = try TestCampaign(copyOf: former.database)
    try campaign.write(Self.definition, to: "campaign.yml")
    let quin = try #require(
      try campaign.ask("select 'P' || person_id from person.person where last_name = 'Quin'").first)
    func answered(_ day: String) throws -> ([String: String]?, open: Int) {
      try campaign.load(
        try campaign.write(
          "person_id,answered_on,evidence,answered_by\n\(quin),\(day),us passport,Tess\n",
          to: "answers \(day).csv"))
      _ = try Match(campaign.workspace).run()
      let questions = try Report(campaign.workspace).compliance(asOf: Self.asOf).questions
      let row = try Self.rows("sources", campaign).first { $0["person_id"] == quin }
      return (row, questions.open + questions.over)
    }
    func isHeld() throws -> [String] {
      try campaign.ask(
        "select is_foreign_address::text from person.person where last_name = 'Quin'")
    }
    // The gift came on 4 October.
    let early = try answered("2026-10-03")
    #expect(early.0?["cleared_on"] == "" && early.0?["days_left"] == "1")
    #expect(try isHeld() == ["true"])
    let late = try answered("2026-10-05")
    #expect(late.0?["cleared_on"] == "2026-10-05" && late.0?["days_left"] == "")
    #expect(late.open == before.questions.open + before.questions.over - 1)
    #expect(try isHeld() == ["false"])
  }

  @Test func `every receipt of the period is itemised or isn't, to the cent`() throws {
    let (campaign, summary) = try Self.everyone.get()
    // By hand from the situations: all gifts but the one of 2024.
    let gifts = ComplianceSituation.all.flatMap(\.gifts).filter { $0.day >= "2025" }
    let cents = try gifts.map { try #require(Cents.parse($0.amount)).count }.reduce(0, +)
    let account = summary.account
    #expect(account.itemisedCents + account.unitemisedCents == cents)
    #expect(account.receiptCents == cents)
    #expect(account.itemisedCount + account.unitemisedCount == Int64(gifts.count))
    let lines = try Self.rows("schedule-a", campaign)
    #expect(account.itemisedCount == Int64(lines.count))
    let named = try lines.map { try #require(Cents.parse($0["CONTRIBUTION AMOUNT"] ?? "")).count }
    #expect(account.itemisedCents == named.reduce(0, +))
    let refunded = gifts.filter { !$0.refund.isEmpty }
    #expect(account.refundCount == Int64(refunded.count))
    #expect(summary.absent == ["1 receipt dated before the cycle"])
    #expect(
      summary.text.contains(
        "\(account.itemisedCount) itemised \(Cents(account.itemisedCents)) + "
          + "\(account.unitemisedCount) unitemised \(Cents(account.unitemisedCents)) = "
          + "\(Cents(cents))"))
  }

  @Test func `periods part the cycle: their receipts add up, and aggregates run on`() throws {
    let (former, _) = try Self.everyone.get()
    let campaign = try TestCampaign(copyOf: former.database)
    try campaign.write(Self.definition, to: "campaign.yml")
    let report = Report(campaign.workspace)
    let whole = try report.compliance(asOf: Self.asOf).account
    let all = try Self.rows("schedule-a", campaign)
    let days = ["2025-01-01", "2026-03-31", "2026-06-30", "2026-09-30", "2026-11-01"]
      .compactMap { Day(iso: $0) }
    var (itemised, receipts): (Int64, Int64) = (0, 0)
    var lines: [[String: String]] = []
    for (index, (from, through)) in zip(days, days.dropFirst()).enumerated() {
      let account = try report.compliance(
        asOf: Self.asOf, from: index == 0 ? from : from.adding(days: 1), through: through
      ).account
      itemised += account.itemisedCents
      receipts += account.receiptCents
      lines += try Self.rows("schedule-a", campaign)
    }
    #expect(itemised == whole.itemisedCents && receipts == whole.receiptCents)
    #expect(
      Set(lines.map { $0["TRANSACTION ID"] }) == Set(all.map { $0["TRANSACTION ID"] }))
    // A report of the third quarter names the second gift alone, with the aggregate of both.
    _ = try report.compliance(
      asOf: Self.asOf, from: Day(iso: "2026-07-01"), through: Day(iso: "2026-09-30"))
    let moss = try Self.rows("schedule-a", campaign).filter {
      $0["CONTRIBUTOR LAST NAME"] == "Moss"
    }
    #expect(moss.map { $0["CONTRIBUTION AGGREGATE"] } == ["250.00"])
  }

  @Test func `a line of Schedule A has its person's words and the platform's`() throws {
    let (campaign, _) = try Self.everyone.get()
    let lang = try #require(
      try Self.rows("schedule-a", campaign).first { $0["CONTRIBUTOR LAST NAME"] == "Lang" })
    #expect(lang["FORM TYPE"] == "SA11AI" && lang["ENTITY TYPE"] == "IND")
    #expect(lang["FILER COMMITTEE ID NUMBER"] == "C00999001")
    #expect(lang["CONTRIBUTOR EMPLOYER"] == "Acme Bakery")
    #expect(lang["CONTRIBUTOR ZIP CODE"] == "27601" && lang["CONTRIBUTOR STATE"] == "NC")
    #expect(lang["CONTRIBUTION PURPOSE DESCRIP"] == "Earmarked through Platform (C00000001)")
    #expect(lang["CONDUIT NAME"] == "Platform" && lang["MEMO CODE"] == "")
    // What was stated at another time fills what was left out; what nobody said stays empty.
    let stated = try Self.rows("schedule-a", campaign).first {
      $0["CONTRIBUTOR LAST NAME"] == "Pace"
    }
    #expect(stated?["CONTRIBUTOR EMPLOYER"] == "Acme Bakery")
    let lacking = try Self.rows("schedule-a", campaign).first {
      $0["CONTRIBUTOR LAST NAME"] == "Nash"
    }
    #expect(lacking?["CONTRIBUTOR EMPLOYER"] == "")
  }

  @Test func `the page shows the items with cites, escaped, for its owner's eyes`() throws {
    let (campaign, summary) = try Self.everyone.get()
    let page = try String(contentsOfFile: summary.page, encoding: .utf8)
    for words in [
      "Not legal advice", "11 CFR 103.3(a), (b)(3)", "11 CFR 104.7(b)", "11 CFR 104.5(f)",
      "Bell, Ona",
      "the last day", "over by 1 day", "What the ledger can’t show",
    ] { #expect(page.contains(words), "\(words)") }
    for word in ["src=\"http", "href=\"http", "url(http", "@import"] {
      #expect(!page.contains(word))
    }
    for file in summary.files + [summary.page] {
      let attributes = try FileManager.default.attributesOfItem(atPath: file)
      #expect(attributes[.posixPermissions] as? Int == 0o600)
    }
    #expect(campaign.files(below: "out/reports/compliance").count == summary.files.count)
    // The summary goes to a terminal or a log: it names nobody.
    for situation in ComplianceSituation.all where !situation.name.1.isEmpty {
      #expect(!summary.text.contains(situation.name.1))
    }
  }

  @Test func `what the FEC publishes moves no figure`() throws {
    let (former, before) = try Self.everyone.get()
    let campaign = try TestCampaign(copyOf: former.database)
    try campaign.write(Self.definition, to: "campaign.yml")
    try campaign.change(
      """
      insert into run.batch (
        layout, source, target, file_name, file_sha256, definition_sha256, program_version, known_on)
      values ('itcont', 'fec', 'fec_contribution', 'a', '2', '1', 't', '2026-01-01');
      insert into fec.contribution (
        sub_id, batch_id, committee, transaction_type, contributed_on, amount_cents, is_memo, name)
      select 1, max(batch_id), 'C00999001', '15', '2026-01-05', 900000, false, 'LANG, ONA'
      from run.batch;
      """)
    let after = try Report(campaign.workspace).compliance(asOf: Self.asOf)
    #expect(after.account.receiptCents == before.account.receiptCents)
    #expect(
      try campaign.bytes(of: "out/reports/compliance/schedule-a.csv")
        == former.bytes(of: "out/reports/compliance/schedule-a.csv"))
  }
}
