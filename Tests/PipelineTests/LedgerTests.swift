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

  @Test func `a part that was given back leaves the rest of the gift, from the next day on`() throws
  {
    let campaign = try TestCampaign()
    try campaign.loadGifts([
      .init(
        line: 1, donor: "d1", first: "Ona", last: "Oak", day: "2026-03-01", amount: "100",
        refund: "2026-04-10", refunded: "40"),
      .init(
        line: 2, donor: "d1", first: "Ona", last: "Oak", day: "2026-03-02", amount: "30",
        refund: "2026-04-10", refunded: "30.00"),
      // What the platform takes back it takes back whole.
      .init(
        line: 3, donor: "d1", first: "Ona", last: "Oak", day: "2026-03-03", amount: "50",
        refund: "2026-04-10", recovery: "2026-04-12", refunded: "20"),
    ])
    _ = try Match(campaign.workspace).run()
    #expect(
      try campaign.ask(
        "select record, refunded_cents::text from person.contribution order by record")
        == ["1|4000", "2|null", "3|null"])
    for (day, features) in [
      ("2026-04-10", "3|18000|10000|5000"), ("2026-04-11", "1|6000|6000|6000"),
    ] {
      let asOf = try #require(Day(iso: day))
      _ = try Features(campaign.workspace).run(asOf: asOf)
      #expect(
        try campaign.ask(
          """
          select gift_count::text, gift_total_cents::text, largest_gift_cents::text,
            latest_gift_cents::text
          from feature.history where as_of = $1
          """, [.day(daysSince1970: asOf.daysSince1970)]) == [features])
    }
    let bad = [
      TestGift(
        line: 4, donor: "d1", first: "Ona", last: "Oak", amount: "10", refund: "2026-04-10",
        refunded: "10.01"),
      TestGift(line: 5, donor: "d1", first: "Ona", last: "Oak", amount: "10", refunded: "5"),
    ]
    let file = try campaign.write(try TestCampaign.giftFile(bad), to: "bad.csv")
    let summary = try campaign.load(file) { $0.maximumRejected = 1 }
    #expect(
      summary.rejected == [
        "Refund Amount is more than the gift": 1, "Refund Amount is given back on no day": 1,
      ])
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
