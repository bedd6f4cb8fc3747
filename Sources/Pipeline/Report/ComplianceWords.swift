import Campaign
import Reporting

extension Report.ComplianceSummary {
  init(_ review: ComplianceReview, _ totals: ComplianceTotals, page: String, files: [String]) {
    self.init(
      page: page, files: files, asOf: review.asOf.description,
      excessive: Tally(review.excesses), near: review.near.count, crossed: review.crossed.count,
      requests: Tally(review.requests), questions: Tally(review.questions),
      notices: Tally(review.notices),
      account: Account(
        from: review.period.from.description, through: review.period.through.description,
        itemisedCount: review.itemised.count, itemisedCents: review.itemised.cents,
        unitemisedCount: review.unitemised.count, unitemisedCents: review.unitemised.cents,
        receiptCents: totals.receipts.cents, refundCount: totals.refunds.count,
        refundCents: totals.refunds.cents, unnamedRefundCount: totals.unnamedRefunds.count,
        unnamedRefundCents: totals.unnamedRefunds.cents),
      absent: review.absent(totals))
  }
}

extension Report.ComplianceSummary.Tally {
  init(_ found: [ComplianceReview.Found]) {
    over = found.count(where: \.isOver)
    open = found.count { $0.isOpen && !$0.isOver }
    settled = found.count - over - open
  }
}

extension ComplianceReview {
  /// What couldn't be looked at, each with the reason.
  func absent(_ totals: ComplianceTotals) -> [String] {
    var absent: [String] = []
    func receipts(_ count: Int64, _ why: String) {
      if count > 0 { absent.append("\(count) receipt\(count == 1 ? "" : "s") \(why)") }
    }
    if campaign.elections.calendar.isEmpty {
      absent.append("limits and 48-hour notices: campaign.yml names no elections")
    }
    receipts(
      Int64(withoutElection),
      "after the last election of campaign.yml and designated for none: no limit was applied")
    receipts(Int64(withoutLimit), "of a day on which campaign.yml has no limit in force")
    receipts(totals.earlierCount, "dated before the cycle")
    receipts(totals.laterCount, "dated on the day of this report or later")
    if totals.unnamedRefunds.count > 0 {
      absent.append(
        "refunds that name no gift: \(totals.unnamedRefunds.count) in the period, "
          + "\(Cents(totals.unnamedRefunds.cents)); they lower aggregates and stand on no schedule")
    }
    if totals.waitingCount > 0 {
      absent.append("files of the ledger that wait for `groundswell match`: \(totals.waitingCount)")
    }
    return absent
  }
}

extension ComplianceReport {
  init(_ review: ComplianceReview, _ totals: ComplianceTotals) {
    let excessive = Report.ComplianceSummary.Tally(review.excesses)
    let questions = Report.ComplianceSummary.Tally(review.questions)
    let open = excessive.open + excessive.over
    self.init(
      committeeName: review.campaign.committeeName, committeeID: review.campaign.committee,
      asOf: review.asOf.description,
      headline: open == 0 ? "Nothing over a limit" : "\(open) over a limit",
      headlineSays: review.campaign.elections.calendar.isEmpty
        ? "Limits weren’t looked at: campaign.yml names no elections."
        : "\(excessive.over) past the 60 days, \(excessive.settled) refunded; "
          + "\(questions.open + questions.over) open questions of source.",
      sections: Self.sections(review),
      period: "\(review.period.from) through \(review.period.through)",
      account: Self.account(review, totals), absent: review.absent(totals))
    if review.campaign.elections.calendar.isEmpty { headline = "Not looked at" }
  }

  private static func sections(_ review: ComplianceReview) -> [Section] {
    [
      section(
        "Over a limit, or after the election", review.excesses, "limits",
        "Redesignated, reattributed or refunded within 60 days of receipt; deposited or returned within 10.",
        "11 CFR 103.3(a), (b)(3); 110.1(b)(3), (5), (k)"),
      section(
        "At nine tenths of a limit or more", review.near, "room",
        "Nothing to do yet: what there is room for, by election.",
        "52 USC 30116(a)(1)(A); 11 CFR 110.1(b)(1)"),
      section(
        "Questions of source", review.questions, "sources",
        "A question is no finding. Deposited or returned within 10 days; settled by evidence within 30, or refunded.",
        "52 USC 30118, 30121, 30123; 11 CFR 103.3(b)(1), 110.4(c), 110.20"),
      section(
        "Large contributions shortly before an election", review.notices, "notices",
        "$1,000 or more received after the 20th day and more than 48 hours before the election: a notice within 48 hours. The ledger has no hour, and doesn’t know what was filed.",
        "52 USC 30104(a)(6)(A); 11 CFR 104.5(f)"),
      section(
        "Itemised and incomplete", review.requests, "best-efforts",
        "One request for what is missing, with nothing else in it, within 30 days of receipt. Whether it was made, the ledger doesn’t know.",
        "52 USC 30102(i); 11 CFR 104.7(b)"),
      section(
        "Over $200 in the cycle", review.crossed, "itemisation",
        "The receipt with which the cycle went over $200, the latest first; it and those after it are itemised. Exactly $200 is not over.",
        "52 USC 30104(b)(3)(A); 11 CFR 104.3(a)(4)", isLatestFirst: true),
    ]
  }

  private static func section(
    _ title: String, _ found: [ComplianceReview.Found], _ file: String, _ rule: String,
    _ cite: String, isLatestFirst: Bool = false
  ) -> Section {
    let sorted = ComplianceReview.sorted(found)
    return Section(
      title: title, count: "\(found.count)", rule: rule, cite: cite, file: "compliance/\(file).csv",
      items: (isLatestFirst ? sorted.reversed() : sorted).map {
        Item(
          who: $0.who, received: $0.received.description, what: $0.what,
          due: $0.due?.description ?? "", clock: $0.clock)
      })
  }

  private static func account(_ review: ComplianceReview, _ totals: ComplianceTotals) -> [Fact] {
    func words(_ sum: ComplianceReview.Sum) -> String {
      "\(Cents(sum.cents)), \(sum.count) receipt\(sum.count == 1 ? "" : "s")"
    }
    var facts = [
      Fact("Itemised: compliance/schedule-a.csv, line 11(a)(i)", words(review.itemised)),
      Fact("Unitemised: line 11(a)(ii)", words(review.unitemised)),
      Fact("Receipts of the period", words(totals.receipts)),
      Fact("Refunds, line 20(a) of Schedule B", words(totals.refunds)),
      Fact("of these, of itemised receipts: compliance/refunds.csv", words(review.itemisedRefunds)),
    ]
    for (source, sum) in review.throughConduits.sorted(by: { $0.key < $1.key }) {
      let name = review.campaign.conduits[source]?.name ?? source
      facts.append(Fact("of the receipts, through \(name)", words(sum)))
    }
    return facts
  }
}
