import Campaign
import Postgres
import TestSupport
import Testing

@testable import Pipeline

/// The compliance view on ledgers that are empty, dirty or odd.
@Suite(.needsDatabase) struct ComplianceOddTests {
  private static let asOf = Day(year: 2026, month: 7, day: 1) ?? Day(daysSince1970: 0)

  private static let elections = """
    elections: [{name: primary, day: 2026-03-03}, {name: general, day: 2026-11-03}]
    limits: [{dollars: 3500, from: 2024-11-06, through: 2026-11-03, cite: a cite}]
    """

  private func campaign(_ rules: String = elections) throws -> TestCampaign {
    let campaign = try TestCampaign()
    try campaign.write(
      """
      committee: {name: Example for Senate, fec_id: C00999001}
      cycle: {starts_on: 2026-01-01}
      \(rules)
      """, to: "campaign.yml")
    return campaign
  }

  private func lines(_ name: String, _ campaign: TestCampaign) throws -> [String] {
    String(decoding: try campaign.bytes(of: "out/reports/compliance/\(name).csv"), as: UTF8.self)
      .split(separator: "\r\n").dropFirst().map(String.init)
  }

  private func summary(_ campaign: TestCampaign) throws -> Report.ComplianceSummary {
    try Report(campaign.workspace).compliance(asOf: Self.asOf)
  }

  @Test func `an empty ledger gives empty files with their headers`() throws {
    let campaign = try campaign()
    let summary = try summary(campaign)
    #expect(summary.account.receiptCents == 0 && summary.absent == [])
    #expect(summary.files.count == 8)
    for file in ["schedule-a", "limits", "refunds"] {
      #expect(try lines(file, campaign) == [])
      #expect(try !campaign.bytes(of: "out/reports/compliance/\(file).csv").isEmpty)
    }
    let page = String(
      decoding: try campaign.bytes(of: "out/reports/compliance.html"), as: UTF8.self)
    #expect(page.contains("Nothing over a limit") && page.contains(">none</td>"))
  }

  @Test func `a dirty file's good rows are looked at, and its bad rows aren't`() throws {
    let campaign = try campaign()
    let good = TestGift(line: 1, donor: "d1", first: "Ona", last: "Oak", amount: "250")
    var bad = [good, good, good, good]
    for index in bad.indices { bad[index].line = index + 2 }
    bad[0].amount = "-250"
    bad[1].amount = "SECRET"
    bad[2].day = "2026-02-30"
    bad[3].committee = "C00000009"
    try campaign.load(
      try campaign.write(try TestCampaign.giftFile([good] + bad), to: "gifts.csv")
    ) { $0.maximumRejected = 0.9 }
    let waiting = try summary(campaign)
    #expect(waiting.account.receiptCents == 0)
    #expect(waiting.absent == ["files of the ledger that wait for `groundswell match`: 1"])
    _ = try Match(campaign.workspace).run()
    let found = try summary(campaign)
    #expect(found.account.itemisedCents == 25_000 && found.account.unitemisedCents == 0)
    #expect(found.absent == [])
    #expect(try lines("schedule-a", campaign).count == 1)
  }

  @Test func `without elections no limit is applied, and it says so`() throws {
    let campaign = try campaign("")
    try campaign.loadGifts([
      .init(line: 1, donor: "d1", first: "Ona", last: "Oak", amount: "9000")
    ])
    _ = try Match(campaign.workspace).run()
    let found = try summary(campaign)
    #expect(found.absent == ["limits and 48-hour notices: campaign.yml names no elections"])
    #expect(found.excessive.open + found.excessive.over == 0 && found.crossed == 1)
    let page = String(
      decoding: try campaign.bytes(of: "out/reports/compliance.html"), as: UTF8.self)
    #expect(page.contains("<p class=\"figure\">Not looked at</p>"))
    #expect(!page.contains("Nothing over a limit"))
    #expect(try lines("schedule-a", campaign).first?.contains(",,,20260301,9000.00,") == true)
  }

  @Test func `a day without a limit, and one after the last election, are told of`() throws {
    let campaign = try campaign(
      """
      elections: [{name: primary, day: 2026-03-03}]
      limits: [{dollars: 3500, from: 2026-02-01, cite: a cite}]
      """)
    try campaign.loadGifts([
      .init(line: 1, donor: "d1", first: "Ona", last: "Oak", day: "2026-01-05", amount: "9000"),
      .init(line: 2, donor: "d1", first: "Ona", last: "Oak", day: "2026-03-04", amount: "9000"),
    ])
    _ = try Match(campaign.workspace).run()
    let found = try summary(campaign)
    #expect(
      found.absent == [
        "1 receipt after the last election of campaign.yml and designated for none: no limit was applied",
        "1 receipt of a day on which campaign.yml has no limit in force",
      ])
    #expect(found.excessive.open + found.excessive.over == 0)
  }

  @Test func `a refund larger than its gift, and one that names none, lose no cent`() throws {
    let campaign = try campaign()
    try campaign.loadGifts([
      .init(line: 1, donor: "d1", first: "Ona", last: "Oak", day: "2026-03-10", amount: "100"),
      .init(line: 2, donor: "d1", first: "Ona", last: "Oak", day: "2026-03-20", amount: "1"),
      .init(line: 3, donor: "d1", first: "Ona", last: "Oak", day: "2026-04-01", amount: "200.01"),
    ])
    _ = try Match(campaign.workspace).run()
    // No file loads an amount below zero; a ledger of another program might hold one.
    try campaign.change(
      "update person.contribution set amount_cents = -50000 where record = '2'")
    let found = try summary(campaign)
    #expect(found.account.itemisedCents == 20_001 && found.account.unitemisedCents == 10_000)
    #expect(found.account.receiptCents == 30_001)
    #expect(
      found.absent == [
        "refunds that name no gift: 1 in the period, $500; they lower aggregates and stand on no schedule"
      ])
    #expect(try lines("schedule-a", campaign).map { $0.contains(",200.01,200.01,") } == [true])
  }

  @Test func `amounts that can't be added up are refused, without a value`() throws {
    let campaign = try campaign()
    try campaign.loadGifts([
      .init(line: 1, donor: "d1", first: "Ona", last: "Oak"),
      .init(line: 2, donor: "d1", first: "Ona", last: "Oak"),
    ])
    _ = try Match(campaign.workspace).run()
    // No file loads such amounts.
    try campaign.change("update person.contribution set amount_cents = 9000000000000000000")
    let failure = try failure { _ = try summary(campaign) }
    #expect(failure.kind == .badInput && failure.what.contains("more than a quadrillion"))
    #expect(!failure.description.contains("9000000"))
    #expect(campaign.files(below: "out/reports/compliance") == [])
  }

  @Test(arguments: [
    ("2025-12-31", "2026-03-31", "begins before the cycle"),
    ("2026-01-01", "2026-07-01", "isn't before 2026-07-01"),
    ("2026-03-31", "2026-03-30", "ends before it begins"),
  ])
  func `a period outside of the cycle or the day is a wrong call`(
    _ from: String, _ through: String, _ says: String
  ) throws {
    let campaign = try campaign()
    let failure = try failure {
      _ = try Report(campaign.workspace).compliance(
        asOf: Self.asOf, from: Day(iso: from), through: Day(iso: through))
    }
    #expect(failure.kind == .usage && failure.what.contains(says))
  }

  @Test func `a receipt is in one period: its first and its last day belong to it`() throws {
    let campaign = try campaign()
    try campaign.loadGifts(
      ["2026-03-31", "2026-04-01", "2026-06-29", "2026-06-30"].enumerated().map {
        .init(
          line: $0.offset, donor: "d\($0.offset)", first: "Ona", last: "Oak", day: $0.element,
          amount: "\(300 + $0.offset)")
      })
    _ = try Match(campaign.workspace).run()
    _ = try Report(campaign.workspace).compliance(
      asOf: Self.asOf, from: Day(iso: "2026-04-01"), through: Day(iso: "2026-06-29"))
    let days = try lines("schedule-a", campaign).flatMap { $0.matches(of: /,(2026\d{4}),/) }
      .map { String($0.1) }
    #expect(days.sorted() == ["20260401", "20260629"])
  }

  @Test func `receipts and refunds of the day itself and later aren't known yet`() throws {
    let campaign = try campaign()
    try campaign.loadGifts([
      .init(
        line: 1, donor: "d1", first: "Ona", last: "Oak", day: "2026-06-30", amount: "3600",
        refund: "2026-07-01"),
      .init(line: 2, donor: "d1", first: "Ona", last: "Oak", day: "2026-07-01", amount: "50"),
    ])
    _ = try Match(campaign.workspace).run()
    let found = try summary(campaign)
    #expect(found.account.receiptCents == 360_000 && found.account.refundCount == 0)
    #expect(found.excessive.open == 1 && found.excessive.settled == 0)
    #expect(found.absent == ["1 receipt dated on the day of this report or later"])
  }

  @Test func `cash adds up over a contributor's receipts where a column says so`() throws {
    let campaign = try campaign()
    try campaign.write(
      """
      layout: checks
      kind: events
      source: checks
      into: contribution
      provenance: own_gift
      file: {delimiter: comma}
      key: number
      columns:
        number: key
        donor: donor_record
        first: first_name
        last: last_name
        day: contributed_on
        amount: amount_cents
        monthly: is_recurring
        how: payment_method
      """, to: "layouts/checks.yml")
    try campaign.load(
      try campaign.write(
        """
        number,donor,first,last,day,amount,monthly,how
        1,d1,Ona,Oak,2026-05-01,60,N,Cash
        2,d1,Ona,Oak,2026-05-02,900,N,check
        3,d1,Ona,Oak,2026-05-03,40,N,CASH
        4,d1,Ona,Oak,2026-05-04,0.01,N,cash
        5,d2,Ona,Elm,2026-05-04,100,N,cash

        """, to: "checks.csv"))
    _ = try Match(campaign.workspace).run()
    _ = try summary(campaign)
    let found = try lines("sources", campaign)
    #expect(found.count == 1 && found[0].contains(",2026-05-04,0.01,cash,"))
  }

  @Test func `someone erased still stands where the law keeps the receipt`() throws {
    let campaign = try campaign()
    try campaign.loadGifts([
      .init(line: 1, donor: "d1", first: "Ona", last: "Oak", amount: "250"),
      .init(line: 2, donor: "d2", first: "Una", last: "Elm", amount: "30"),
    ])
    _ = try Match(campaign.workspace).run()
    let before = try summary(campaign)
    let person = try campaign.ask(
      "select person_id::text from person.receipt where last_name = 'Oak'")
    _ = try Erase(campaign.workspace, today: Self.asOf).run(
      "P\(try #require(person.first))", isTrial: false)
    #expect(try campaign.count("select count(*) from person.receipt") == 1)
    let after = try summary(campaign)
    #expect(after.account.receiptCents == before.account.receiptCents)
    #expect(after.account.itemisedCents == before.account.itemisedCents)
    #expect(
      try lines("itemisation", campaign).map { $0.hasPrefix("erased,\"Oak, Ona\",") } == [true])
  }

  @Test func `a field that a spreadsheet would run is text`() throws {
    let campaign = try campaign()
    try campaign.loadGifts([
      .init(
        line: 1, donor: "d1", first: "=cmd()", last: "@Oak", street: "+1 Main", amount: "250")
    ])
    _ = try Match(campaign.workspace).run()
    _ = try summary(campaign)
    for file in ["schedule-a", "itemisation", "best-efforts"] {
      let fields = try lines(file, campaign).flatMap {
        $0.split(whereSeparator: { ",\"".contains($0) })
      }
      #expect(!fields.isEmpty && fields.allSatisfy { !"=+@".contains($0.first ?? " ") }, "\(file)")
    }
  }

  @Test func `a file that comes in later, or is undone, is in the next view`() throws {
    let campaign = try campaign()
    let one = TestGift(line: 1, donor: "d1", first: "Ona", last: "Oak", amount: "150")
    var two = one
    two.line = 2
    two.day = "2026-04-01"
    try campaign.loadGifts([one], as: "a.csv")
    _ = try Match(campaign.workspace).run()
    let later = try campaign.loadGifts([two], as: "b.csv")
    _ = try Match(campaign.workspace).run()
    #expect(try summary(campaign).account.itemisedCents == 15_000)
    _ = try Undo.run(batch: later.batch, campaign.workspace)
    _ = try Match(campaign.workspace).run()
    let found = try summary(campaign)
    #expect(found.account.itemisedCents == 0 && found.account.unitemisedCents == 15_000)
    #expect(try campaign.count("select count(*) from person.receipt") == 1)
  }

  @Test func `who cuts lists and models can't read who gave what`() throws {
    let campaign = try campaign()
    var connection = try campaign.workspace.connect(as: .dataTeam)
    let error = try databaseError { try connection.execute("select * from person.receipt") }
    #expect(error.sqlState == PostgresError.insufficientPrivilege)
    var reporter = try campaign.workspace.connect(as: .reporter)
    try reporter.execute("select * from person.receipt")
    let written = try databaseError { try reporter.execute("delete from person.receipt") }
    #expect(written.sqlState == PostgresError.insufficientPrivilege)
  }
}
