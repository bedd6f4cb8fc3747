import Campaign

/// Looks at a ledger contributor by contributor, and gathers what a treasurer must do.
struct ComplianceReview {
  /// Receipts, how many and how much.
  struct Sum: Encodable, Equatable {
    var count: Int64 = 0
    var cents: Int64 = 0

    mutating func add(_ amount: Cents) {
      count += 1
      cents += amount.count
    }
  }

  /// The days of Schedule A, both included.
  struct Period {
    let from: Day
    let through: Day

    func contains(_ day: Day) -> Bool { from <= day && day <= through }
  }

  let campaign: CampaignDefinition
  let asOf: Day
  let period: Period

  /// Receipts that a report names, and those that it doesn't.
  private(set) var itemised = Sum()
  private(set) var unitemised = Sum()
  /// Of these, receipts that came through a conduit, by its source.
  private(set) var throughConduits: [String: Sum] = [:]
  /// Refunds of the period of gifts of the cycle.
  private(set) var refunds = Sum()
  /// Of these, those of gifts that a report names.
  private(set) var itemisedRefunds = Sum()
  /// Receipts that count to no election, and those of a day without a limit.
  private(set) var withoutElection = 0
  private(set) var withoutLimit = 0

  private(set) var excesses: [Found] = []
  private(set) var near: [Found] = []
  private(set) var crossed: [Found] = []
  private(set) var requests: [Found] = []
  private(set) var questions: [Found] = []
  private(set) var notices: [Found] = []
  /// Refunds of receipts that a report names: lines of Schedule B.
  private(set) var refundLines = ComplianceTable(
    "refunds",
    [
      "person_id", "name", "transaction_id", "received_on", "amount", "refunded_on", "itemised",
      "cite",
    ])

  /// Something found, as a row of a file and as an item of the page.
  struct Found {
    /// What sorts it: the last day, or the day itself.
    let day: Day
    let row: [ComplianceTable.Field]
    let who: String
    let received: Day
    let what: String
    let clock: String
    let due: Day?
    let isOpen: Bool
    let isOver: Bool
  }

  init(_ campaign: CampaignDefinition, asOf: Day, period: Period) {
    self.campaign = campaign
    self.asOf = asOf
    self.period = period
  }

  /// Looks at all receipts of one contributor, in order of their days.
  ///
  /// - Parameter writer: of Schedule A.
  mutating func take(_ receipts: [ReviewedReceipt], _ writer: inout CSVWriter) throws {
    var receipts = receipts
    ReviewedReceipt.fillFromOwnRecords(&receipts)
    let ledger = receipts.map(\.receipt)
    let aggregates = CycleAggregate.all(of: ledger)
    for aggregate in aggregates {
      let receipt = receipts[aggregate.index]
      account(receipt, aggregate)
      if aggregate.crosses { crossed.append(crossing(receipt, aggregate)) }
      guard aggregate.isItemised else { continue }
      request(receipt)
      if period.contains(receipt.receipt.day) { try line(receipt, aggregate).write(to: &writer) }
    }
    reviewLimits(receipts, ledger)
    var cash = Cents.zero
    for receipt in receipts where receipt.receipt.amount > .zero {
      let isCash = SourceQuestion.isCash(receipt.paymentMethod)
      if isCash { cash = cash + receipt.receipt.amount }
      ask(receipt, cash: isCash ? cash : nil)
      notify(receipt)
    }
  }

  private func line(_ receipt: ReviewedReceipt, _ aggregate: CycleAggregate) -> ScheduleA {
    ScheduleA(
      committee: campaign.committee, transaction: receipt.transaction,
      contributor: receipt.information,
      election: campaign.elections.election(of: receipt.receipt)?.election,
      day: receipt.receipt.day, amount: receipt.receipt.amount, aggregate: aggregate.aggregate,
      conduit: campaign.conduits[receipt.source])
  }

  private mutating func account(_ receipt: ReviewedReceipt, _ aggregate: CycleAggregate) {
    let amount = receipt.receipt.amount
    if period.contains(receipt.receipt.day) {
      if aggregate.isItemised { itemised.add(amount) } else { unitemised.add(amount) }
      if campaign.conduits[receipt.source] != nil {
        throughConduits[receipt.source, default: Sum()].add(amount)
      }
    }
    guard let day = receipt.receipt.givenBackOn, period.contains(day) else { return }
    let givenBack = receipt.receipt.givenBack
    refunds.add(givenBack)
    if aggregate.isItemised { itemisedRefunds.add(givenBack) }
    refundLines.rows.append([
      .text(receipt.personText), .text(receipt.name), .text(receipt.transaction),
      .day(receipt.receipt.day), .amount(givenBack), .day(day),
      .text(aggregate.isItemised ? "yes" : "no"), .text("11 CFR 104.3(b)(4)(v)"),
    ])
  }

  /// Files what was found, the most urgent first.
  static func sorted(_ found: [Found]) -> [Found] {
    found.enumerated().sorted { left, right in
      let (one, other) = (left.element, right.element)
      if one.isOpen != other.isOpen { return one.isOpen }
      return one.day == other.day ? left.offset < right.offset : one.day < other.day
    }.map(\.element)
  }
}

extension ComplianceReview {
  private mutating func reviewLimits(_ receipts: [ReviewedReceipt], _ ledger: [LedgerReceipt]) {
    let review = LimitReview(
      of: ledger, elections: campaign.elections, limits: campaign.limits, asOf: asOf)
    withoutElection += review.withoutElection.count
    withoutLimit += review.withoutLimit.count
    excesses += review.excesses.map { found($0, receipts[$0.index]) }
    // Nearly there: nine tenths of the limit of an election that is yet to come.
    near += review.totals.filter {
      $0.election.day >= asOf && $0.total <= $0.limit && $0.total.count * 10 >= $0.limit.count * 9
    }.map { total in
      let receipt = receipts[total.latest]
      let room = ContributionLimits.room(limit: total.limit, given: total.total)
      return Found(
        day: total.election.day,
        row: [
          .text(receipt.personText), .text(receipt.name), .text(total.election.name.words),
          .day(total.election.day), .amount(total.limit), .amount(total.total), .amount(room),
          .day(receipt.receipt.day), .text("52 USC 30116(a)(1)(A); 11 CFR 110.1(b)(1)"),
        ],
        who: receipt.name, received: receipt.receipt.day,
        what: "\(total.total) of \(total.limit) for the \(total.election.name.words)",
        clock: room == .zero ? "at the limit" : "\(room) of room", due: nil, isOpen: true,
        isOver: false)
    }
  }

  private func found(_ excess: ExcessiveContribution, _ receipt: ReviewedReceipt) -> Found {
    let clock = ComplianceClock(due: excess.dueDay, asOf: asOf)
    let status: String
    if let day = excess.remediedOn {
      status = day <= excess.dueDay ? "refunded in time" : "refunded late"
    } else {
      status = clock.isOver ? "past 60 days" : "open"
    }
    let deposit = excess.depositDay(received: receipt.receipt.day)
    let isOpen = excess.remediedOn == nil
    return Found(
      day: excess.dueDay,
      row: [
        .text(receipt.personText), .text(receipt.name), .text(receipt.transaction),
        .day(receipt.receipt.day), .amount(receipt.receipt.amount),
        .text(excess.election.name.words), .amount(excess.limit),
        .text(excess.isProvisional ? "yes" : "no"), .amount(excess.total),
        .amount(excess.excess),
        .text(excess.ground == .overLimit ? "over the limit" : "after the election"),
        .text(status), .day(deposit), .day(excess.dueDay),
        .number(isOpen ? Int64(clock.daysLeft) : nil), .day(excess.remediedOn),
        .amount(isOpen ? excess.redesignable : nil), .text(Self.way(excess)),
        .text(Self.cite(excess)),
      ],
      who: receipt.name, received: receipt.receipt.day, what: Self.words(excess),
      clock: isOpen
        ? clock.words : "\(status) on \(excess.remediedOn?.description ?? "")",
      due: excess.dueDay, isOpen: isOpen, isOver: isOpen && clock.isOver)
  }

  private static func words(_ excess: ExcessiveContribution) -> String {
    let part =
      excess.ground == .afterElection
      ? "\(excess.excess) after the \(excess.election.name.words) it is designated for"
      : "\(excess.excess) over \(excess.limit) for the \(excess.election.name.words)"
    return excess.redesignable > .zero
      ? "\(part); \(excess.redesignable) may go to the general (\(way(excess)))" : part
  }

  private static func way(_ excess: ExcessiveContribution) -> String {
    switch excess.redesignation {
    case .presumed: "by notice to the giver"
    case .signed: "by the giver's signature"
    case nil: ""
    }
  }

  private static func cite(_ excess: ExcessiveContribution) -> String {
    let ground = "11 CFR 110.1(b)(3)(i), 103.3(b)(3)"
    switch excess.redesignation {
    case .presumed: return "\(ground); 110.1(b)(5)(ii)(B)"
    case .signed: return "\(ground); 110.1(b)(5)(ii)(A)"
    case nil: return ground
    }
  }

  private func crossing(_ receipt: ReviewedReceipt, _ aggregate: CycleAggregate) -> Found {
    Found(
      day: receipt.receipt.day,
      row: [
        .text(receipt.personText), .text(receipt.name), .text(receipt.transaction),
        .day(receipt.receipt.day), .amount(receipt.receipt.amount), .amount(aggregate.aggregate),
        .text("52 USC 30104(b)(3)(A); 11 CFR 104.3(a)(4)"),
      ],
      who: receipt.name, received: receipt.receipt.day,
      what: "\(receipt.receipt.amount) takes the cycle to \(aggregate.aggregate)", clock: "",
      due: nil, isOpen: false, isOver: false)
  }

  private mutating func request(_ receipt: ReviewedReceipt) {
    let missing = receipt.information.missing(
      isAbroad: SourceQuestion.isForeign(receipt.country))
    guard !missing.isEmpty else { return }
    let due = receipt.receipt.day.adding(days: ContributorInformation.requestDays)
    let clock = ComplianceClock(due: due, asOf: asOf)
    let words = missing.map(\.rawValue).joined(separator: ", ")
    requests.append(
      Found(
        day: due,
        row: [
          .text(receipt.personText), .text(receipt.name), .text(receipt.transaction),
          .day(receipt.receipt.day), .amount(receipt.receipt.amount), .text(words), .day(due),
          .number(Int64(clock.daysLeft)), .text("52 USC 30102(i); 11 CFR 104.7(b)(2)"),
        ],
        who: receipt.name, received: receipt.receipt.day,
        what: "\(receipt.receipt.amount) without \(words)", clock: clock.words, due: due,
        isOpen: !clock.isOver, isOver: clock.isOver))
  }

  private mutating func ask(_ receipt: ReviewedReceipt, cash: Cents?) {
    let raised = SourceQuestion.raised(
      amount: receipt.receipt.amount, by: receipt.information, country: receipt.country, cash: cash)
    for question in raised {
      let due = question.days.map { receipt.receipt.day.adding(days: $0) }
      let clock = due.map { ComplianceClock(due: $0, asOf: asOf) }
      // A part that was given back settles nothing about where the rest came from.
      let refund = receipt.receipt.isGivenBackWhole ? receipt.receipt.givenBackOn : nil
      let cleared =
        question == .foreignAddress
        ? receipt.clearedOn.flatMap { $0 >= receipt.receipt.day ? $0 : nil } : nil
      let isOpen = refund == nil && cleared == nil
      questions.append(
        Found(
          day: due ?? receipt.receipt.day,
          row: [
            .text(receipt.personText), .text(receipt.name), .text(receipt.transaction),
            .day(receipt.receipt.day), .amount(receipt.receipt.amount),
            .text(question.rawValue), .text(question.step),
            .day(receipt.receipt.day.adding(days: ExcessiveContribution.depositDays)),
            .day(due), .number(isOpen ? clock.map { Int64($0.daysLeft) } : nil),
            .day(refund), .day(cleared), .text(question.cite),
          ],
          who: receipt.name, received: receipt.receipt.day,
          what: "\(receipt.receipt.amount): \(question.step)",
          clock: refund.map { "refunded on \($0)" } ?? cleared.map { "cleared on \($0)" }
            ?? clock?.words ?? "promptly", due: due,
          isOpen: isOpen, isOver: isOpen && clock?.isOver == true))
    }
  }

  private mutating func notify(_ receipt: ReviewedReceipt) {
    guard
      let election = LastMinuteContribution.election(
        before: campaign.elections, day: receipt.receipt.day, amount: receipt.receipt.amount)
    else { return }
    let due = LastMinuteContribution.dueDay(received: receipt.receipt.day)
    let clock = ComplianceClock(due: due, asOf: asOf)
    notices.append(
      Found(
        day: due,
        row: [
          .text(receipt.personText), .text(receipt.name), .text(receipt.transaction),
          .day(receipt.receipt.day), .amount(receipt.receipt.amount), .text(election.name.words),
          .day(election.day), .day(due), .number(Int64(clock.daysLeft)),
          .text("52 USC 30104(a)(6)(A); 11 CFR 104.5(f)"),
        ],
        who: receipt.name, received: receipt.receipt.day,
        what: "\(receipt.receipt.amount) before the \(election.name.words) of \(election.day)",
        clock: clock.words, due: due, isOpen: !clock.isOver, isOver: clock.isOver))
  }
}
