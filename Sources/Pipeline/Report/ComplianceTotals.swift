import Campaign
import Postgres

/// The ledger's sums by one query, against which the sums by contributor are held.
struct ComplianceTotals {
  let receipts: ComplianceReview.Sum
  let unnamedRefunds: ComplianceReview.Sum
  let refunds: ComplianceReview.Sum
  /// Refunds of gifts of before the cycle.
  let earlierRefunds: ComplianceReview.Sum
  /// Receipts dated before the cycle, and on the day or later.
  let earlierCount: Int64
  let laterCount: Int64
  /// Files of the ledger that no match has taken in.
  let waitingCount: Int64

  static func read(
    _ campaign: CampaignDefinition, asOf: Day, _ period: ComplianceReview.Period,
    _ connection: inout Connection
  ) throws -> ComplianceTotals {
    let path = "Reports/compliance/totals.sql"
    let days = [campaign.cycleStart, asOf, period.from, period.through.adding(days: 1)]
    let rows = try connection.rows(
      Statement(SQLFiles.text(path), file: path),
      days.map { .day(daysSince1970: $0.daysSince1970) }
    ) { row in
      guard try row.bool(try row.columnIndex("is_countable")) else {
        throw Failure(
          .badInput, "the ledger's amounts add up to more than a quadrillion dollars",
          next: "Find the file with the wrong amount, and undo its batch.")
      }
      return ComplianceTotals(
        receipts: try sum("receipt", row), unnamedRefunds: try sum("unnamed_refund", row),
        refunds: try sum("refund", row), earlierRefunds: try sum("earlier_refund", row),
        earlierCount: try row.integer("earlier_count"),
        laterCount: try row.integer("later_count"),
        waitingCount: try row.integer("waiting_batch_count"))
    }
    guard let totals = rows.first else { throw Failure(.bug, "totals without a row") }
    return totals
  }

  private static func sum(
    _ name: String, _ row: borrowing Row
  ) throws -> ComplianceReview.Sum {
    let text = try row.text(try row.columnIndex("\(name)_cents"))
    guard let cents = Int64(text) else { throw Failure(.bug, "a sum that is no number") }
    return ComplianceReview.Sum(count: try row.integer("\(name)_count"), cents: cents)
  }

  /// Holds the sums by contributor against these.
  ///
  /// - Throws: `Failure` of kind `bug` where receipts or refunds got lost or counted twice.
  func prove(_ review: ComplianceReview) throws {
    func agree(_ what: String, _ parts: [ComplianceReview.Sum], _ whole: ComplianceReview.Sum)
      throws
    {
      guard parts.map(\.count).reduce(0, +) == whole.count,
        parts.map(\.cents).reduce(0, +) == whole.cents
      else {
        throw Failure(
          .bug, "the \(what) of the period don't add up", at: "Reports/compliance",
          next: "Report it: nothing was written.")
      }
    }
    try agree("receipts", [review.itemised, review.unitemised], receipts)
    try agree("refunds", [review.refunds, earlierRefunds], refunds)
  }
}
