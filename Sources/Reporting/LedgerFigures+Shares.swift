public import Campaign

extension LedgerFigures {
  /// The five shares, in order; the band of 3, 4 and 5 spans accepted merges and none.
  ///
  /// - Throws: a failure of kind bug where the sums contradict each other.
  public func shares() throws(Failure) -> [Share] {
    try checkOrder(of: merged)
    try checkOrder(of: unmerged)
    return [
      share(.smallGifts, try figure(smallGiftCount, smallGiftCount, of: giftCount, giftCount)),
      share(
        .dollarsInSmallGifts, try figure(smallGiftCents, smallGiftCents, of: giftCents, giftCents)),
      share(
        .dollarsFromSmallDonors,
        try figure(merged.smallDonorCents, unmerged.smallDonorCents, of: giftCents, giftCents)),
      share(
        .unitemisedDollars,
        try figure(merged.unitemisedCents, unmerged.unitemisedCents, of: giftCents, giftCents)),
      share(
        .smallDonors,
        try figure(
          merged.smallDonorCount, unmerged.smallDonorCount, of: merged.donorCount,
          unmerged.donorCount)),
    ]
  }

  /// The mean gift in cents, a half rounded up; nil without gifts.
  public var averageGiftCents: Int64? {
    giftCount > 0 ? (giftCents + giftCount / 2) / giftCount : nil
  }

  private func share(_ question: ShareQuestion, _ figure: ShareFigure) -> Share {
    let threshold =
      question == .smallGifts ? smallGiftCountThresholdCents : smallThresholdCents
    return Share(question, thresholdCents: threshold, figure: figure)
  }

  private func figure(
    _ merged: Int64, _ unmerged: Int64, of mergedWhole: Int64, _ unmergedWhole: Int64
  ) throws(Failure) -> ShareFigure {
    if giftCount == 0 { return .noGifts }
    guard let ratio = Ratio(merged, of: mergedWhole), let other = Ratio(unmerged, of: unmergedWhole)
    else { throw Self.contradiction }
    return .measured(ratio, least: min(ratio, other), most: max(ratio, other))
  }

  /// A donor whose total is small has small gifts alone, and never leaves the unitemised part, so
  /// share 3 can't be above share 2 or share 4 when refunds are linked to their gifts.
  private func checkOrder(of donors: DonorFigures) throws(Failure) {
    guard donors.smallDonorCents <= smallGiftCents,
      donors.smallDonorCents <= donors.unitemisedCents
    else { throw Self.contradiction }
  }

  private static let contradiction = Failure(
    .bug, "the sums of the ledger contradict each other",
    at: "Reports/small-donors/ledger.sql", next: "Report this with the program's version.")
}
