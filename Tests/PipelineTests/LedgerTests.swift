import Campaign
import Postgres
import TestSupport
import Testing

@testable import Pipeline

/// What of a platform's file enters the committee's own ledger.
@Suite(.needsDatabase) struct LedgerTests {
  @Test func `lines of another committee, or of none, are set aside`() throws {
    let campaign = try TestCampaign()
    let gifts = ["C00999001", "c00999001", " C00999001 ", "C00999002", "", "Rivera for Senate"]
      .enumerated().map {
        TestGift(
          line: $0.offset, donor: "d\($0.offset)", first: "Ona", last: "Oak",
          committee: $0.element)
      }
    let file = try campaign.write(try TestCampaign.giftFile(gifts), to: "gifts.csv")
    let refused = try failure { try campaign.load(file) }
    #expect(refused.what.contains("Recipient Gov ID is not the campaign's committee"))
    let summary = try campaign.load(file) { $0.maximumRejected = 0.5 }
    #expect(summary.rejected == ["Recipient Gov ID is not the campaign's committee": 3])
    #expect(
      try campaign.ask("select record from source.contribution order by 1") == ["0", "1", "2"])
  }

  @Test func `a ledger without a column for the committee loads`() throws {
    let campaign = try TestCampaign()
    let layout = """
      layout: checks
      kind: events
      source: checks
      into: contribution
      provenance: own_gift
      file: {delimiter: comma}
      key: number
      columns:
        number: donor_record
        day: contributed_on
        amount: amount_cents
        monthly: is_recurring
      """
    try campaign.write(layout, to: "layouts/checks.yml")
    let file = try campaign.write(
      "number,day,amount,monthly\n7,2026-03-01,25,N\n", to: "checks.csv")
    #expect(try campaign.load(file).rowsLoaded == 1)
  }

  @Test func `money that the platform took back counts as given back, on the first day`() throws {
    let campaign = try TestCampaign()
    try campaign.loadGifts([
      .init(line: 1, donor: "d1", first: "Ona", last: "Oak"),
      .init(line: 2, donor: "d1", first: "Ona", last: "Oak", recovery: "2026-04-10"),
      .init(
        line: 3, donor: "d1", first: "Ona", last: "Oak", refund: "2026-04-01",
        recovery: "2026-04-10"),
      .init(
        line: 4, donor: "d1", first: "Ona", last: "Oak", refund: "2026-04-12",
        recovery: "2026-04-10"),
    ])
    _ = try Match(campaign.workspace).run()
    #expect(
      try campaign.ask("select record, refunded_on::text from person.contribution order by record")
        == ["1|null", "2|2026-04-10", "3|2026-04-01", "4|2026-04-10"])
    let bad = TestGift(line: 5, donor: "d1", first: "Ona", last: "Oak", recovery: "SECRET")
    let file = try campaign.write(try TestCampaign.giftFile([bad]), to: "bad.csv")
    let summary = try campaign.load(file) { $0.maximumRejected = 1 }
    #expect(summary.rejected == ["Recovery Date is no day of the form YYYY-MM-DD": 1])
  }

  @Test func `a receipt that another donor has stays theirs when the first one gives again`() throws
  {
    let campaign = try TestCampaign()
    let one = TestGift(line: 1, donor: "d1", first: "Ona", last: "Oak")
    var other = one
    other.donor = "d2"
    other.first = "Una"
    var third = one
    third.line = 3
    for (gift, name) in [(one, "a.csv"), (other, "b.csv"), (third, "c.csv")] {
      try campaign.loadGifts([gift], as: name)
      _ = try Match(campaign.workspace).run()
    }
    #expect(
      try campaign.ask("select record, donor_record from person.contribution order by 1, 2")
        == ["1|d2", "3|d1"])
  }
}
