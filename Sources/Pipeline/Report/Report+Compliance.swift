public import Campaign
import Postgres
import Reporting

extension Report {
  /// What the compliance view says, in counts and sums: no person stands here.
  public struct ComplianceSummary: StageSummary {
    /// Items of one kind.
    public struct Tally: Encodable, Sendable {
      /// Those with time left.
      public var open = 0
      /// Those whose time is over and that nothing in the ledger has settled.
      public var over = 0
      /// Those that a refund has settled.
      public var settled = 0
    }

    /// How the receipts of Schedule A's period add up.
    public struct Account: Encodable, Sendable {
      /// The first day.
      public var from: String
      /// The last day.
      public var through: String
      /// Receipts named by Schedule A, how many and in cents.
      public var itemisedCount: Int64
      /// What they add up to.
      public var itemisedCents: Int64
      /// Receipts that Schedule A doesn't name.
      public var unitemisedCount: Int64
      /// What they add up to.
      public var unitemisedCents: Int64
      /// What all receipts of the period add up to, by a sum of its own.
      public var receiptCents: Int64
      /// Gifts given back in the period.
      public var refundCount: Int64
      /// What they add up to.
      public var refundCents: Int64
      /// Refunds in the period that name no gift.
      public var unnamedRefundCount: Int64
      /// What they add up to.
      public var unnamedRefundCents: Int64
    }

    /// The page.
    public var page: String
    /// The files.
    public var files: [String]
    /// The day before which receipts count.
    public var asOf: String
    /// What is over a limit, or came after its election.
    public var excessive: Tally
    /// Contributors at nine tenths of a limit or more.
    public var near: Int
    /// Contributors whose cycle went over $200.
    public var crossed: Int
    /// Itemised receipts that lack something.
    public var requests: Tally
    /// Questions of source.
    public var questions: Tally
    /// Notices of large contributions before an election.
    public var notices: Tally
    /// Schedule A.
    public var account: Account
    /// What couldn't be looked at.
    public var absent: [String]

    /// The summary in a few lines.
    public var text: String {
      let period = "Schedule A from \(account.from) through \(account.through)"
      let itemised = "\(account.itemisedCount) itemised \(Cents(account.itemisedCents))"
      let rest = "\(account.unitemisedCount) unitemised \(Cents(account.unitemisedCents))"
      return
        ([
          "compliance before \(asOf); not legal advice",
          "  excessive: \(excessive.open) within 60 days, \(excessive.over) past them, "
            + "\(excessive.settled) refunded",
          "  at nine tenths of a limit or more: \(near) contributors",
          "  over $200 in the cycle: \(crossed) contributors",
          "  itemised and incomplete: \(requests.open) within 30 days, \(requests.over) past them",
          "  questions of source: \(questions.open + questions.over) open, "
            + "\(questions.settled) refunded or cleared",
          "  48-hour notices: \(notices.open) within 48 hours, \(notices.over) past them",
          "\(period): \(itemised) + \(rest) = \(Cents(account.receiptCents))",
          "  refunds, for Schedule B: \(account.refundCount), \(Cents(account.refundCents))",
        ] + absent.map { "  not looked at: \($0)" } + files.map { "file: \($0)" }
        + ["page: \(page)"]).joined(separator: "\n")
    }
  }

  /// Writes the compliance view and Schedule A into `out/reports/`.
  ///
  /// - Parameters:
  ///   - asOf: the day before which receipts and refunds count, and by which clocks are read.
  ///   - from: the first day of Schedule A's period; nil for that of the cycle.
  ///   - through: its last day; nil for the day before `asOf`.
  /// - Throws: `Failure` of kind `usage` for a period outside the cycle, `badInput` where the ledger's
  ///   amounts can't be added up.
  public func compliance(asOf: Day, from: Day? = nil, through: Day? = nil) throws
    -> ComplianceSummary
  {
    let campaign = try workspace.campaign(inCycleOn: asOf)
    let period = ComplianceReview.Period(
      from: from ?? campaign.cycleStart, through: through ?? asOf.adding(days: -1))
    try Self.check(period, in: campaign, asOf: asOf)
    let folder = "\(try workspace.outputFolder("reports"))"
    try OutputFile.makeFolder("\(folder)/compliance")
    var connection = try workspace.connect(as: .reporter)
    let (review, totals) = try connection.transaction(.repeatableRead) { connection in
      let run = try Run.open(stage: "report", name: "compliance", asOf: asOf, &connection)
      let totals = try ComplianceTotals.read(campaign, asOf: asOf, period, &connection)
      let review = try Self.review(
        campaign, asOf, period, scheduleA: "\(folder)/compliance/schedule-a.csv", totals,
        &connection)
      try run.close("written", &connection)
      return (review, totals)
    }
    let tables = review.tables
    for table in tables { try table.write(to: "\(folder)/compliance/\(table.name).csv") }
    let page = "\(folder)/compliance.html"
    let template = try CompliancePage(
      template: SQLFiles.text("Reports/compliance/page.mustache"),
      style: SQLFiles.text("Reports/style.css"))
    let report = ComplianceReport(review, totals)
    try OutputFile.write(template.render(report), to: page)
    return ComplianceSummary(
      review, totals, page: page,
      files: (["schedule-a"] + tables.map(\.name)).map { "\(folder)/compliance/\($0).csv" })
  }

  private static func check(
    _ period: ComplianceReview.Period, in campaign: CampaignDefinition, asOf: Day
  ) throws {
    guard period.from >= campaign.cycleStart else {
      throw Failure(
        .usage, "the period begins before the cycle, on \(period.from)",
        next: "Begin it on \(campaign.cycleStart) or later: aggregates are of a cycle.")
    }
    guard period.through < asOf else {
      throw Failure(
        .usage, "the period's last day \(period.through) isn't before \(asOf)",
        next: "Give an earlier --until, or a later --as-of.")
    }
    guard period.from <= period.through else {
      throw Failure(
        .usage, "the period ends before it begins", next: "Check --from and --until.")
    }
  }

  /// Reads the ledger contributor by contributor and writes Schedule A as it goes.
  private static func review(
    _ campaign: CampaignDefinition, _ asOf: Day, _ period: ComplianceReview.Period,
    scheduleA path: String, _ totals: ComplianceTotals, _ connection: inout Connection
  ) throws -> ComplianceReview {
    var review = ComplianceReview(campaign, asOf: asOf, period: period)
    try OutputFile.writeTable(ScheduleA.columns, to: path) { writer in
      let query = "Reports/compliance/receipts.sql"
      var receipts: [ReviewedReceipt] = []
      _ = try connection.stream(
        Statement(SQLFiles.text(query), file: query),
        [
          .day(daysSince1970: campaign.cycleStart.daysSince1970),
          .day(daysSince1970: asOf.daysSince1970),
        ]
      ) { row in
        let receipt = try ReviewedReceipt(row)
        if let last = receipts.last, last.person != receipt.person {
          try review.take(receipts, &writer)
          receipts.removeAll(keepingCapacity: true)
        }
        receipts.append(receipt)
      }
      try review.take(receipts, &writer)
      try totals.prove(review)
    }
    return review
  }
}
