extension PageContent {
  /// What a reader must know to use the figures, most important first.
  static func notes(_ report: SmallDonorReport) -> [String] {
    let ledger = report.ledger
    let small = PageText.dollars(ledger.smallThresholdCents)
    var notes = [
      "The five shares divide different things, so none of them is to be set against another, nor "
        + "against a figure that someone else took on another base.",
      "Donors are people: records that were matched to one person count as one donor. The band "
        + "runs from there to counting every donor record as a donor. Matches that are only "
        + "proposed are not made yet, and the band does not cover them.",
      "A gift given back before \(PageText.day(report.asOf)) counts nothing in any share. "
        + "Refunds here are of whole gifts.",
      "Share 4 follows each donor’s total day by day: a gift counts as not itemised while the "
        + "total, that day’s gifts included, is \(small) or less. A filed report can differ, "
        + "because programs aggregate in different ways.",
      "A campaign committee itemises a donor whose total in the election cycle is over $200; "
        + "exactly $200 is not itemised (52 USC 30104(b)(3)(A); 11 CFR 104.3(a)(4)). This page is "
        + "not legal advice.",
    ]
    if ledger.unlinkedRefundCount > 0 {
      notes.insert(
        "\(PageText.counted(ledger.unlinkedRefundCount, "amount")) below zero, "
          + "\(PageText.dollars(ledger.unlinkedRefundCents)) in all, "
          + "\(ledger.unlinkedRefundCount == 1 ? "names" : "name") no gift, so nothing was taken "
          + "off for \(ledger.unlinkedRefundCount == 1 ? "it" : "them"): the dollars above are "
          + "too high by that sum.", at: 0)
    }
    let waiting = report.sources.map(\.waitingBatchCount).reduce(0, +)
    if waiting > 0 {
      notes.insert(
        "\(PageText.counted(waiting, "file")) loaded or undone since the last match "
          + "\(waiting == 1 ? "is" : "are") not yet part of these figures.", at: 0)
    }
    if !report.itemised.isEmpty {
      notes.append(
        "Contributors named in FEC reports may not be asked for money on that ground "
          + "(52 USC 30111(a)(4); 11 CFR 104.15); this page holds totals alone. Not legal advice.")
    }
    return notes
  }
}
