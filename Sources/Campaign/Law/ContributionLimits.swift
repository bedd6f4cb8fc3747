/// The dated table of contribution limits, and the room that it leaves.
public struct ContributionLimits: Hashable, Sendable {
  /// The limits in order of their first days.
  public let table: [ContributionLimit]

  /// Takes the rows of a table in any order.
  ///
  /// - Throws: `Failure` where an amount isn't positive, a row ends before it begins, or two rows
  ///   for the same recipient are in force on one day.
  public init(_ table: [ContributionLimit]) throws(Failure) {
    self.table = table.sorted { $0.from < $1.from }
    for limit in table {
      if limit.amount <= .zero {
        throw Failure(
          .badInput, "the limit from \(limit.from) isn't above zero", next: "correct the amount")
      }
      if let through = limit.through, through < limit.from {
        throw Failure(
          .badInput, "the limit from \(limit.from) ends before it begins",
          next: "correct `from` or `through`")
      }
    }
    for kind in ContributionLimit.RecipientKind.allCases {
      let rows = self.table.filter { $0.recipientKind == kind }
      for (earlier, later) in zip(rows, rows.dropFirst())
      where earlier.through.map({ $0 >= later.from }) ?? true {
        throw Failure(
          .badInput,
          "the limit from \(earlier.from) is still in force on \(later.from), when the next begins",
          next: "set `through` of the earlier one to the day before")
      }
    }
  }

  /// The limit in force on a day.
  ///
  /// A day that no row covers takes the last row before it, marked provisional: the amount of an odd
  /// year is published after the year has begun. A day before the first row has none: nil.
  public func inForce(
    on day: Day, for recipientKind: ContributionLimit.RecipientKind = .candidateCommittee
  ) -> (limit: ContributionLimit, isProvisional: Bool)? {
    guard
      let limit = table.last(where: { $0.recipientKind == recipientKind && $0.from <= day })
    else { return nil }
    return (limit, isProvisional: limit.through.map { $0 < day } ?? false)
  }

  /// What a person may still give to one election: never below zero, never above the limit.
  ///
  /// - Parameters:
  ///   - limit: The limit per election.
  ///   - given: What the person has given to it, refunds taken off.
  public static func room(limit: Cents, given: Cents) -> Cents {
    given <= .zero ? limit : max(.zero, limit - given)
  }
}
