/// What one person may give to one recipient per election, from a day to a day.
///
/// 52 U.S.C. 30116(a), (c); 11 CFR 110.1(b), 110.17. The figures are indexed in odd years and stand
/// in a campaign's definitions, never in code.
public struct ContributionLimit: Hashable, Sendable {
  /// The kinds of recipient that a limit can be for.
  public enum RecipientKind: String, CaseIterable, Sendable {
    /// A candidate's authorised committee; the limit is per election.
    case candidateCommittee
  }

  /// The kind of recipient.
  public var recipientKind: RecipientKind
  /// The most that one person may give.
  public var amount: Cents
  /// The first day in force.
  public var from: Day
  /// The last day in force, or nil where none is set.
  public var through: Day?
  /// The law or notice that says so.
  public var cite: String

  /// Makes a limit from its parts.
  public init(
    _ recipientKind: RecipientKind, amount: Cents, from: Day, through: Day?, cite: String
  ) {
    self.recipientKind = recipientKind
    self.amount = amount
    self.from = from
    self.through = through
    self.cite = cite
  }
}
