/// A receipt of a committee's own ledger, as the rules on limits and reports see it.
public struct LedgerReceipt: Hashable, Sendable {
  /// The day of receipt; of a gift through a conduit, the day on which the conduit had it.
  public var day: Day
  /// What was received; below zero where the ledger has a refund that names no gift.
  public var amount: Cents
  /// The day on which all of it, or a part, was given back.
  public var refundedOn: Day?
  /// What was given back then; nil for all of it.
  public var refunded: Cents?
  /// The election that the giver designated, in the ledger's words.
  public var designation: String?

  /// Makes a receipt from its parts.
  public init(
    day: Day, amount: Cents, refundedOn: Day? = nil, refunded: Cents? = nil,
    designation: String? = nil
  ) {
    self.day = day
    self.amount = amount
    self.refundedOn = refundedOn
    self.refunded = refunded
    self.designation = designation
  }

  /// The day on which it was given back: no earlier than it came, whatever the ledger says.
  public var givenBackOn: Day? { refundedOn.map { max($0, day) } }

  /// What was given back, of `amount` at most; nothing where no day says so.
  public var givenBack: Cents { refundedOn == nil ? .zero : min(refunded ?? amount, amount) }

  /// Whether nothing of it is left once it was given back.
  public var isGivenBackWhole: Bool { refundedOn != nil && givenBack == amount }

  /// What of it the committee has when a day begins.
  ///
  /// What is given back on a day counts on that day: it was there when the day began.
  public func held(on day: Day) -> Cents {
    givenBackOn.map { $0 < day ? amount - givenBack : amount } ?? amount
  }
}
