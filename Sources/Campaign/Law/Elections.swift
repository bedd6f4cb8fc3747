/// A campaign's elections, in order.
public struct Elections: Hashable, Sendable {
  /// The elections in order of their days.
  public let calendar: [Election]

  /// Takes elections in any order.
  ///
  /// - Throws: `Failure` where two are on one day or bear one name: a gift couldn't be told to which
  ///   of them it counts.
  public init(_ elections: [Election]) throws(Failure) {
    calendar = elections.sorted { $0.day < $1.day }
    for (earlier, later) in zip(calendar, calendar.dropFirst()) where earlier.day == later.day {
      throw Failure(
        .badInput, "two elections are on \(later.day)", next: "correct or drop one of them")
    }
    if Set(elections.map(\.name)).count < elections.count {
      throw Failure(.badInput, "an election is given twice", next: "drop one of them")
    }
  }

  /// The election to which a gift counts that its giver designated for none.
  ///
  /// 11 CFR 110.1(b)(2)(ii): the next election after the contribution is made. Read here as the
  /// first election whose day isn't before the day of receipt, so that a gift received on an
  /// election's day still counts to it; the day of receipt stands for the day on which the gift was
  /// made, which files don't hold. After the last election: nil.
  public func designation(ofGiftReceived day: Day) -> Election? {
    calendar.first { $0.day >= day }
  }
}
