import Campaign
import Postgres
import Reporting

/// The small-donor report's three queries.
enum SmallDonorQueries {
  /// Asks them.
  ///
  /// - Throws: `Failure` of kind `badInput` for a committee of which no itemised row is loaded.
  static func run(
    _ campaign: CampaignDefinition, asOf: Day, committees: [String], _ connection: inout Connection
  ) throws -> SmallDonorReport {
    let itemised = try connection.rows(
      statement("itemised"), [committees.isEmpty ? .null : .texts(committees)]
    ) { try Self.itemised($0) }
    for committee in committees where !itemised.contains(where: { $0.committee == committee }) {
      throw Failure(
        .badInput, "no itemised row of the committee `\(committee)` is loaded",
        next: "Import the FEC's itcont.txt that has it, or check the id: C and eight digits.")
    }
    let ledgers = try connection.rows(
      statement("ledger"),
      [
        .day(daysSince1970: campaign.cycleStart.daysSince1970),
        .day(daysSince1970: asOf.daysSince1970),
      ]
    ) { try ledger($0) }
    guard let ledger = ledgers.first else { throw Failure(.bug, "a ledger without a row") }
    return try SmallDonorReport(
      committeeName: campaign.committeeName, committeeID: campaign.committee,
      cycleStart: campaign.cycleStart.description, asOf: asOf.description, ledger: ledger,
      itemised: itemised,
      sources: try connection.rows(statement("sources")) { try source($0) })
  }

  private static func statement(_ name: String) -> Statement {
    let path = "Reports/small-donors/\(name).sql"
    return Statement(SQLFiles.text(path), file: path)
  }

  private static func ledger(_ row: borrowing Row) throws -> LedgerFigures {
    LedgerFigures(
      smallGiftCountThresholdCents: try row.integer("small_gift_count_threshold_cents"),
      smallThresholdCents: try row.integer("small_threshold_cents"),
      giftCount: try row.integer("gift_count"), giftCents: try row.integer("gift_cents"),
      firstGiftOn: try row.dayText("first_gift_on"), lastGiftOn: try row.dayText("last_gift_on"),
      refundCount: try row.integer("refund_count"), refundCents: try row.integer("refund_cents"),
      unlinkedRefundCount: try row.integer("unlinked_refund_count"),
      unlinkedRefundCents: try row.integer("unlinked_refund_cents"),
      smallGiftCount: try row.integer("small_gift_count"),
      smallGiftCents: try row.integer("small_gift_cents"),
      merged: try donors("merged", row), unmerged: try donors("unmerged", row))
  }

  private static func donors(_ kind: String, _ row: borrowing Row) throws -> DonorFigures {
    DonorFigures(
      donorCount: try row.integer("\(kind)_donor_count"),
      smallDonorCount: try row.integer("\(kind)_small_donor_count"),
      smallDonorCents: try row.integer("\(kind)_small_donor_cents"),
      unitemisedCents: try row.integer("\(kind)_unitemised_cents"))
  }

  private static func itemised(_ row: borrowing Row) throws -> ItemisedFigures {
    ItemisedFigures(
      committee: try row.text(try row.columnIndex("committee")),
      name: try row.textIfPresent(try row.columnIndex("name")),
      smallGiftCountThresholdCents: try row.integer("small_gift_count_threshold_cents"),
      smallThresholdCents: try row.integer("small_threshold_cents"),
      rowCount: try row.integer("row_count"), giftCount: try row.integer("gift_count"),
      giftCents: try row.integer("gift_cents"),
      smallGiftCount: try row.integer("small_gift_count"),
      smallGiftCents: try row.integer("small_gift_cents"),
      refundCount: try row.integer("refund_count"), refundCents: try row.integer("refund_cents"),
      smallRefundCents: try row.integer("small_refund_cents"),
      memoCount: try row.integer("memo_count"), otherCount: try row.integer("other_count"),
      noDayCount: try row.integer("no_day_count"),
      firstGiftOn: try row.dayText("first_gift_on"), lastGiftOn: try row.dayText("last_gift_on"))
  }

  private static func source(_ row: borrowing Row) throws -> DataSource {
    DataSource(
      source: try row.text(try row.columnIndex("source")),
      target: try row.text(try row.columnIndex("target")),
      batchCount: try row.integer("batch_count"), rowCount: try row.integer("row_count"),
      knownOn: try row.dayText("known_on"),
      waitingBatchCount: try row.integer("waiting_batch_count"))
  }
}

extension Row {
  func integer(_ name: String) throws -> Int64 { try integer(try columnIndex(name)) }

  func double(_ name: String) throws -> Double { try double(try columnIndex(name)) }

  func dayText(_ name: String) throws -> String? {
    try dayIfPresent(try columnIndex(name)).map { Day(daysSince1970: $0).description }
  }
}
