/// A row of `Reports/small-donors/itemised.sql`: what one committee's itemised FEC rows add up to.
///
/// Each row is a gift, a refund, a memo or another row. Days are `YYYY-MM-DD`.
public struct ItemisedFigures: Equatable, Encodable, Sendable {
  /// The committee's FEC id.
  public var committee: String
  /// Its name, where the committee master is loaded.
  public var name: String?
  /// The largest small gift of the first share, in cents.
  public var smallGiftCountThresholdCents: Int64
  /// The largest small gift of the second share, in cents.
  public var smallThresholdCents: Int64
  /// All rows.
  public var rowCount: Int64
  /// Gifts of individuals as filed, refunds not taken off.
  public var giftCount: Int64
  /// Their money, in cents.
  public var giftCents: Int64
  /// Gifts of at most `smallGiftCountThresholdCents`.
  public var smallGiftCount: Int64
  /// The money in gifts of at most `smallThresholdCents`, in cents.
  public var smallGiftCents: Int64
  /// Refunds: rows of type 22Y, and gifts of individuals with an amount below zero.
  public var refundCount: Int64
  /// Their money, in cents above zero.
  public var refundCents: Int64
  /// The money in refunds of at most `smallThresholdCents`, in cents above zero.
  public var smallRefundCents: Int64
  /// Memo rows, left out.
  public var memoCount: Int64
  /// Rows of other types or of no money, left out.
  public var otherCount: Int64
  /// Gifts and refunds without a day; they count.
  public var noDayCount: Int64
  /// The day of the first gift.
  public var firstGiftOn: String?
  /// The day of the last gift.
  public var lastGiftOn: String?

  /// Makes the figures from the query's columns.
  public init(
    committee: String, name: String?, smallGiftCountThresholdCents: Int64,
    smallThresholdCents: Int64, rowCount: Int64, giftCount: Int64, giftCents: Int64,
    smallGiftCount: Int64, smallGiftCents: Int64, refundCount: Int64, refundCents: Int64,
    smallRefundCents: Int64, memoCount: Int64, otherCount: Int64, noDayCount: Int64,
    firstGiftOn: String?, lastGiftOn: String?
  ) {
    self.committee = committee
    self.name = name
    self.smallGiftCountThresholdCents = smallGiftCountThresholdCents
    self.smallThresholdCents = smallThresholdCents
    self.rowCount = rowCount
    self.giftCount = giftCount
    self.giftCents = giftCents
    self.smallGiftCount = smallGiftCount
    self.smallGiftCents = smallGiftCents
    self.refundCount = refundCount
    self.refundCents = refundCents
    self.smallRefundCents = smallRefundCents
    self.memoCount = memoCount
    self.otherCount = otherCount
    self.noDayCount = noDayCount
    self.firstGiftOn = firstGiftOn
    self.lastGiftOn = lastGiftOn
  }
}
