/// The part of a receipt that a committee may not keep, and until when it must be put right.
///
/// 11 CFR 110.1(b)(1), (3) and 103.3(b)(3): what is over the limit of its election, and what was
/// designated for an election and came after it, is redesignated, reattributed or given back within 60
/// days of its receipt.
public struct ExcessiveContribution: Hashable, Sendable {
  /// Why the committee may not keep it.
  public enum Ground: String, Sendable {
    /// It takes its giver over the limit of the election.
    case overLimit
    /// It came after the election that it is designated for: only net debts of that election allow it,
    /// which a ledger doesn't hold.
    case afterElection
  }

  /// By what the excess may go to another election of the same candidate.
  public enum Redesignation: String, Sendable {
    /// The committee tells the giver, who may ask for a refund instead: 11 CFR 110.1(b)(5)(ii)(B).
    case presumed
    /// The giver signs: 11 CFR 110.1(b)(5)(ii)(A).
    case signed
  }

  /// Days from the receipt until which it is put right.
  public static let days = 60
  /// Days from the receipt until which it is deposited or returned (11 CFR 103.3(a)).
  public static let depositDays = 10

  /// The receipt's place among those given.
  public var index: Int
  /// Why.
  public var ground: Ground
  /// The election that the receipt counts to.
  public var election: Election
  /// The limit on the day of receipt.
  public var limit: Cents
  /// Whether the limit is the last one known, for want of one of the day.
  public var isProvisional: Bool
  /// What the giver had given to the election with this receipt.
  public var total: Cents
  /// The part over the limit: what still is, or what was where it has been put right.
  public var excess: Cents
  /// The last of the 60 days.
  public var dueDay: Day
  /// The day on which a refund put it right; nil where it is open.
  public var remediedOn: Day?
  /// What of it the giver's room for the general election would take; zero where it can't go there.
  public var redesignable: Cents
  /// By what it may go there.
  public var redesignation: Redesignation?

  /// The date until which the receipt is deposited or returned.
  public func depositDay(received day: Day) -> Day { day.adding(days: Self.depositDays) }
}
