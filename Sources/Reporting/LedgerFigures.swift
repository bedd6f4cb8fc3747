/// The row of `Reports/small-donors/ledger.sql`: sums of the committee's own ledger in a period.
///
/// Gifts are net of refunds: a gift given back whole counts nothing. Days are `YYYY-MM-DD`.
public struct LedgerFigures: Equatable, Encodable, Sendable {
  /// The largest small gift of the first share, in cents.
  public var smallGiftCountThresholdCents: Int64
  /// The largest small gift or total of the other shares, in cents.
  public var smallThresholdCents: Int64
  /// Gifts kept.
  public var giftCount: Int64
  /// Their money, in cents.
  public var giftCents: Int64
  /// The day of the first of them.
  public var firstGiftOn: String?
  /// The day of the last of them.
  public var lastGiftOn: String?
  /// Gifts given back, which count nothing.
  public var refundCount: Int64
  /// The money of those, in cents.
  public var refundCents: Int64
  /// Amounts below zero, which name no gift and so are not taken off.
  public var unlinkedRefundCount: Int64
  /// The money of those, in cents above zero.
  public var unlinkedRefundCents: Int64
  /// Gifts of at most `smallGiftCountThresholdCents`.
  public var smallGiftCount: Int64
  /// The money in gifts of at most `smallThresholdCents`, in cents.
  public var smallGiftCents: Int64
  /// Donors when accepted merges hold.
  public var merged: DonorFigures
  /// Donors when each donor record is a donor.
  public var unmerged: DonorFigures

  /// Makes the figures from the query's columns.
  public init(
    smallGiftCountThresholdCents: Int64, smallThresholdCents: Int64, giftCount: Int64,
    giftCents: Int64, firstGiftOn: String?, lastGiftOn: String?, refundCount: Int64,
    refundCents: Int64, unlinkedRefundCount: Int64, unlinkedRefundCents: Int64,
    smallGiftCount: Int64, smallGiftCents: Int64, merged: DonorFigures, unmerged: DonorFigures
  ) {
    self.smallGiftCountThresholdCents = smallGiftCountThresholdCents
    self.smallThresholdCents = smallThresholdCents
    self.giftCount = giftCount
    self.giftCents = giftCents
    self.firstGiftOn = firstGiftOn
    self.lastGiftOn = lastGiftOn
    self.refundCount = refundCount
    self.refundCents = refundCents
    self.unlinkedRefundCount = unlinkedRefundCount
    self.unlinkedRefundCents = unlinkedRefundCents
    self.smallGiftCount = smallGiftCount
    self.smallGiftCents = smallGiftCents
    self.merged = merged
    self.unmerged = unmerged
  }
}
