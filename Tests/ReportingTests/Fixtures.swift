import Campaign
import Foundation

@testable import Reporting

/// The texts of `Reports/`, and figures worked out by hand.
enum Fixtures {
  /// Fourteen gifts of $1,910.02: 10 donors, or 11 donor records.
  static let ledger = LedgerFigures(
    smallGiftCountThresholdCents: 25_000, smallThresholdCents: 20_000, giftCount: 14,
    giftCents: 191_002, firstGiftOn: "2026-01-01", lastGiftOn: "2026-06-30", refundCount: 2,
    refundCents: 17_500, unlinkedRefundCount: 0, unlinkedRefundCents: 0, smallGiftCount: 12,
    smallGiftCents: 111_001,
    merged: DonorFigures(
      donorCount: 10, smallDonorCount: 4, smallDonorCents: 36_000, unitemisedCents: 71_000),
    unmerged: DonorFigures(
      donorCount: 11, smallDonorCount: 6, smallDonorCents: 66_000, unitemisedCents: 86_000))

  static let noGifts = LedgerFigures(
    smallGiftCountThresholdCents: 25_000, smallThresholdCents: 20_000, giftCount: 0, giftCents: 0,
    firstGiftOn: nil, lastGiftOn: nil, refundCount: 0, refundCents: 0, unlinkedRefundCount: 0,
    unlinkedRefundCents: 0, smallGiftCount: 0, smallGiftCents: 0,
    merged: DonorFigures(
      donorCount: 0, smallDonorCount: 0, smallDonorCents: 0, unitemisedCents: 0),
    unmerged: DonorFigures(
      donorCount: 0, smallDonorCount: 0, smallDonorCents: 0, unitemisedCents: 0))

  /// Gifts of $200, $250, $500 and $100; refunds of $100, $50 and $300.
  static let itemised = ItemisedFigures(
    committee: "C00999001", name: "Example for Senate", smallGiftCountThresholdCents: 25_000,
    smallThresholdCents: 20_000, rowCount: 11, giftCount: 4, giftCents: 105_000, smallGiftCount: 3,
    smallGiftCents: 30_000, refundCount: 3, refundCents: 45_000, smallRefundCents: 15_000,
    memoCount: 2, otherCount: 2, noDayCount: 1, firstGiftOn: "2026-01-05",
    lastGiftOn: "2026-01-10")

  static let sources = [
    DataSource(
      source: "actblue", target: "contribution", batchCount: 3, rowCount: 12_345,
      knownOn: "2026-06-30", waitingBatchCount: 0)
  ]

  static func report(
    name: String = "Example for Senate", ledger: LedgerFigures = Fixtures.ledger,
    itemised: [ItemisedFigures] = [Fixtures.itemised], sources: [DataSource] = Fixtures.sources
  ) throws -> SmallDonorReport {
    try SmallDonorReport(
      committeeName: name, committeeID: "C00999001", cycleStart: "2026-01-01", asOf: "2026-07-01",
      ledger: ledger, itemised: itemised, sources: sources)
  }

  static func page() throws -> SmallDonorPage {
    try SmallDonorPage(
      template: text("small-donors/page.mustache"), style: text("style.css"),
      chart: text("small-donors/shares.vl.json"))
  }

  static func text(_ name: String) throws -> String {
    let package = URL(filePath: #filePath).deletingLastPathComponent()
      .deletingLastPathComponent().deletingLastPathComponent()
    return try String(contentsOf: package.appending(path: "Reports/\(name)"), encoding: .utf8)
  }
}
