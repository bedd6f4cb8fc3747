extension ItemisedFigures {
  /// The five shares, in order: 1 and 2 of the rows in this file, 3 to 5 not computable from it.
  ///
  /// A refund here names no gift. Share 1 counts gifts as filed; share 2 takes a refund of at most
  /// the threshold off the small gifts' money and a larger one off the rest. Both bands hold
  /// whichever gifts the refunds gave back, a gift keeping the size at which it was filed.
  public var shares: [Share] {
    [
      share(
        .smallGifts,
        figure(small: smallGiftCount, all: giftCount, refunds: refundCount) { _ in
          Ratio(smallGiftCount, of: giftCount)
        }),
      share(
        .dollarsInSmallGifts,
        figure(small: smallGiftCents, all: giftCents, refunds: refundCents) { net in
          Ratio(min(max(smallGiftCents - smallRefundCents, 0), net), of: net)
        }),
      share(.dollarsFromSmallDonors, .notComputable(reason: Self.noTotals)),
      share(.unitemisedDollars, .notComputable(reason: Self.noUnitemised)),
      share(.smallDonors, .notComputable(reason: Self.noDonors)),
    ]
  }

  /// The money of the gifts less that of the refunds, in cents; below zero where refunds are more.
  public var netCents: Int64 { giftCents - refundCents }

  private func share(_ question: ShareQuestion, _ figure: ShareFigure) -> Share {
    let threshold = question == .smallGifts ? smallGiftCountThresholdCents : smallThresholdCents
    return Share(question, thresholdCents: threshold, figure: figure)
  }

  /// At the least every refund gave back a small gift, at the most as few of them as can be.
  private func figure(
    small: Int64, all: Int64, refunds: Int64, ratio: (_ net: Int64) -> Ratio?
  ) -> ShareFigure {
    if all == 0 { return .notComputable(reason: Self.noGifts) }
    let net = all - refunds
    guard net > 0, let ratio = ratio(net), let least = Ratio(max(small - refunds, 0), of: net),
      let most = Ratio(min(small, net), of: net)
    else { return .notComputable(reason: Self.tooManyRefunds) }
    return .measured(ratio, least: least, most: most)
  }

  private static let noGifts = "It holds no gift of an individual to this committee."
  private static let noTotals =
    "The file leaves out most donors who stay at or under the threshold, so their money, which "
    + "this share is about, can’t be seen in it."
  private static let noUnitemised =
    "Money that is not itemised is exactly what this file leaves out; it stands as one line in "
    + "the committee’s own report."
  private static let noDonors =
    "The file leaves out most small donors, and its rows carry no key that tells one donor from "
    + "another."
  private static let tooManyRefunds =
    "Refunds in these rows are as large as the gifts, and a refund doesn’t say which gift it "
    + "gave back."
}
