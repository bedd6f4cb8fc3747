/// The notice of a large contribution shortly before an election.
///
/// 52 USC 30104(a)(6)(A), 11 CFR 104.5(f): a contribution of $1,000 or more received after the 20th day,
/// but more than 48 hours before 12:01 a.m. of the day of an election in which the candidate runs is
/// reported within 48 hours of its receipt. Of an election on 3 November the days are 15 to 31 October.
public enum LastMinuteContribution {
  /// The least amount of one contribution that needs a notice.
  public static let threshold = Cents.dollars(1_000)

  /// The election before which a contribution came so late, the nearest where there are two.
  public static func election(before elections: Elections, day: Day, amount: Cents) -> Election? {
    guard amount >= threshold else { return nil }
    return elections.calendar.first { (3...19).contains(day.days(to: $0.day)) }
  }

  /// The day on which 48 hours are over at the latest; a ledger has no hour of receipt.
  public static func dueDay(received day: Day) -> Day { day.adding(days: 2) }
}
