import Campaign
import Foundation
import Postgres
import Reporting
import TestSupport
import Testing

@testable import Pipeline

/// The small-donor report from the database, against sums made by hand.
@Suite(.needsDatabase) struct ReportTests {
  private static let asOf = Day(year: 2026, month: 7, day: 1) ?? Day(daysSince1970: 0)

  private func campaign() throws -> TestCampaign {
    let campaign = try TestCampaign()
    try campaign.write(
      """
      committee: {name: Example for Senate, fec_id: C00999001}
      cycle: {starts_on: 2026-01-01}
      """, to: "campaign.yml")
    return campaign
  }

  private func report(_ campaign: TestCampaign) throws -> (page: String, SmallDonorReport) {
    let summary = try Report(campaign.workspace).run("small-donors", asOf: Self.asOf)
    return (try String(contentsOfFile: summary.page, encoding: .utf8), summary.report)
  }

  private func percents(_ shares: [Share]) -> [String] {
    shares.map { share in
      switch share.figure {
      case .measured(let ratio, _, _): "\(ratio.numerator)/\(ratio.denominator)"
      case .noGifts: "no gifts"
      case .notComputable: "not computable"
      }
    }
  }

  @Test func `the five shares of a ledger equal sums made by hand`() throws {
    let campaign = try campaign()
    try campaign.change(Self.ledger)
    let (_, report) = try report(campaign)
    let ledger = report.ledger
    #expect(ledger.giftCount == 14)
    #expect(ledger.giftCents == 191_002)
    #expect(ledger.refundCount == 2)
    #expect(ledger.refundCents == 17_500)
    #expect(ledger.unlinkedRefundCents == 2_000)
    #expect(
      percents(report.shares) == [
        "12/14", "111001/191002", "36000/191002", "71000/191002", "4/10",
      ])
    #expect(ledger.unmerged.donorCount == 11)
    #expect(ledger.unmerged.smallDonorCents == 66_000)
    guard case .measured(_, let least, let most) = report.shares[2].figure else {
      Issue.record("share 3 is measured")
      return
    }
    #expect([least.numerator, most.numerator] == [36_000, 66_000])
  }

  @Test func `itemised rows alone bear two shares and say what they can't tell`() throws {
    let campaign = try campaign()
    try campaign.change(Self.itemised)
    let (page, report) = try report(campaign)
    let own = try #require(report.itemised.first { $0.figures.committee == "C00999001" })
    #expect(own.figures.rowCount == 11)
    #expect(own.figures.giftCents == 105_000)
    #expect(own.figures.refundCents == 45_000)
    #expect(own.figures.memoCount == 2)
    #expect(
      percents(own.shares) == [
        "3/4", "15000/60000", "not computable", "not computable", "not computable",
      ])
    #expect(percents(report.shares) == Array(repeating: "no gifts", count: 5))
    #expect(page.contains("of the rows in this file: unitemised money is not in it"))
    #expect(page.contains("Not computable from this file"))
  }

  @Test func `a report shows the committees that it was asked for`() throws {
    let campaign = try campaign()
    try campaign.change(Self.itemised)
    let report = Report(campaign.workspace)
    func shown(_ committees: [String]) throws -> [String] {
      try report.run("small-donors", asOf: Self.asOf, committees: committees)
        .report.itemised.map(\.figures.committee)
    }
    #expect(try shown([]) == ["C00999001", "C00999002"])
    #expect(try shown(["C00999002"]) == ["C00999002"])
    #expect(try shown(["C00999002", "C00999001"]) == ["C00999001", "C00999002"])
    let failure = try failure { _ = try shown(["C00999001", "C00999009"]) }
    #expect(failure.kind == .badInput && failure.what.contains("`C00999009`"))
  }

  @Test func `a page is for its owner's eyes and asks the network for nothing`() throws {
    let campaign = try campaign()
    try campaign.change(Self.ledger)
    let summary = try Report(campaign.workspace).run("small-donors", asOf: Self.asOf)
    let attributes = try FileManager.default.attributesOfItem(atPath: summary.page)
    #expect(attributes[.posixPermissions] as? Int == 0o600)
    let page = try String(contentsOfFile: summary.page, encoding: .utf8)
    for word in ["src=\"http", "href=\"http", "url(http", "@import"] {
      #expect(!page.contains(word))
    }
  }

  @Test(.enabled(if: realData != nil, "DATA=DIR names no folder of real files"))
  func `the FEC's real rows add up to sums made outside the program`() throws {
    let campaign = try campaign()
    let data = try #require(realData)
    let contributions = try campaign.load("\(data)/itcont_sample.txt")
    #expect(contributions.rowsLoaded == 1_442)
    try campaign.load("\(data)/cm_sample.txt")
    let (_, report) = try report(campaign)
    let figures = report.itemised.map(\.figures)
    #expect(figures.count == 76)
    // awk over the file: gifts by type without memos; 22Y without its memo.
    #expect(figures.map(\.giftCount).reduce(0, +) == 1_432)
    #expect(figures.map(\.giftCents).reduce(0, +) == 13_983_400)
    #expect(figures.map(\.smallGiftCount).reduce(0, +) == 1_365)
    #expect(figures.map(\.refundCount).reduce(0, +) == 6)
    #expect(figures.map(\.refundCents).reduce(0, +) == 35_700)
    #expect(figures.map(\.memoCount).reduce(0, +) == 4)
    #expect(figures.allSatisfy { $0.name != nil })
  }

  /// Each row in one trap: exactly the threshold, a cent over it, a refund, two records of one
  /// person, the edges of the period.
  private static let ledger: Statement = """
    insert into run.batch (
      layout, source, target, file_name, file_sha256, definition_sha256, program_version, known_on,
      matched_at
    )
    values ('actblue', 'actblue', 'contribution', 'a', '1', '1', 't', '2026-01-01', now());
    insert into person.contribution
    select person_id, 'actblue', 'g' || row_number() over (), (select max(batch_id) from run.batch),
      donor, day::date, cents, refunded::date, false, null, true, true
    from (values
      (1, 'd1', '2026-01-10', 15000, null), (1, 'd1', '2026-02-10', 5000, null),
      (2, 'd2', '2026-01-11', 20000, null), (2, 'd2', '2026-01-12', 1, null),
      (3, 'd3', '2026-03-01', 25000, null), (4, 'd4', '2026-03-01', 25001, null),
      (5, 'd5', '2026-03-02', 15000, '2026-03-20'), (5, 'd5', '2026-04-02', 10000, null),
      (6, 'd6a', '2026-04-01', 15000, null), (6, 'd6b', '2026-04-05', 15000, null),
      (7, 'd7', '2026-05-01', 30000, '2026-07-01'), (8, 'd8', '2026-05-02', 2500, '2026-06-30'),
      (9, 'd9', '2026-06-30', 15000, null), (9, 'd9', '2026-06-30', 10000, null),
      (10, 'd10', '2025-12-31', 99900, null), (10, 'd10', '2026-01-01', 1000, null),
      (10, 'd10', '2026-07-01', 99900, null),
      (11, 'd11', '2026-02-01', 5000, null), (11, 'd11', '2026-02-03', -2000, null)
    ) as gift (person_id, donor, day, cents, refunded);
    """

  /// Codes, memos, refunds of either sign, and a row that a later batch restates.
  private static let itemised: Statement = """
    insert into run.batch (
      layout, source, target, file_name, file_sha256, definition_sha256, program_version, known_on
    )
    values
      ('itcont', 'fec', 'fec_contribution', 'a', '2', '1', 't', '2026-01-01'),
      ('itcont', 'fec', 'fec_contribution', 'b', '3', '1', 't', '2026-02-01');
    insert into fec.contribution (
      sub_id, batch_id, committee, transaction_type, contributed_on, amount_cents, is_memo
    )
    select sub_id, batch_id, committee, kind, day::date, cents, is_memo
    from (values
      (1, '2', 'C00999001', '15', '2026-01-05', 20000, false),
      (2, '2', 'C00999001', '15E', '2026-01-06', 25000, false),
      (3, '2', 'C00999001', '11', null, 50000, false),
      (4, '2', 'C00999001', '22Y', '2026-01-08', 10000, false),
      (5, '2', 'C00999001', '22Y', '2026-01-08', -5000, false),
      (6, '2', 'C00999001', '15', '2026-01-09', -30000, false),
      (7, '2', 'C00999001', '22Y', '2026-01-09', 70000, true),
      (8, '2', 'C00999001', '15', '2026-01-09', 70000, true),
      (9, '2', 'C00999001', '24T', '2026-01-09', 70000, false),
      (10, '2', 'C00999001', '15', '2026-01-09', 0, false),
      (11, '2', 'C00999001', '15', '2026-01-10', 99900, false),
      (11, '3', 'C00999001', '15', '2026-01-10', 10000, false),
      (12, '2', 'C00999002', '22Y', '2026-01-10', 10000, false)
    ) as line (sub_id, sha, committee, kind, day, cents, is_memo)
    join run.batch on batch.file_sha256 = line.sha;
    """
}

/// The folder of real files that DATA names.
let realData = ProcessInfo.processInfo.environment["DATA"].flatMap { $0.isEmpty ? nil : $0 }
