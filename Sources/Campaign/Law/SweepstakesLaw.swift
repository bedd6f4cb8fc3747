/// A state's law of contests whose winners are drawn: from which total of prizes on a sponsor registers.
///
/// The laws speak of contests that promote the sale of goods or services. Whether they reach a
/// political committee's contest is a question for counsel: here a prize over a threshold is refused
/// until a registration stands, so that the answer is given before the contest and not after it.
public struct SweepstakesLaw: Sendable {
  /// A registration that a sponsor has made.
  public struct Registration: Hashable, Sendable {
    /// The state's two letters.
    public var state: String
    /// The number under which the state has it.
    public var number: String
    /// The day on which it was filed.
    public var filedOn: Day

    /// Makes a registration.
    public init(state: String, number: String, filedOn: Day) {
      self.state = state
      self.number = number
      self.filedOn = filedOn
    }
  }

  /// How a contest stands under the law.
  public enum Standing: Hashable, Sendable {
    /// The state's people may not enter.
    case notEligible
    /// The prizes are worth no more than the threshold.
    case below
    /// The law is of retail outlets alone.
    case retailAlone
    /// Registered in time.
    case registered(Registration)
    /// Nothing is registered; the last day on which it can be.
    case missing(until: Day)
    /// Filed too late; the last day was this.
    case late(Registration, until: Day)

    /// Whether the contest may not open so.
    public var isRefused: Bool {
      switch self {
      case .missing, .late: true
      default: false
      }
    }
  }

  /// The state's two letters.
  public let state: String
  /// Prizes worth more than this in all are registered.
  public let threshold: Cents
  /// Days before the opening by which the statement is filed.
  public let daysBefore: Int
  /// Days within which the winners' list is filed; nil where it isn't.
  public let winnersWithin: Int?
  /// Whether a bond or a trust account stands for the prizes.
  public let wantsBond: Bool
  /// Whether it speaks of retail outlets alone.
  public let isOfRetail: Bool
  /// With whom it is filed.
  public let office: String
  /// The law.
  public let cite: String
  /// The day on which it was looked up.
  public let checkedOn: Day

  /// The states that have such a law.
  ///
  /// Thresholds and days before the opening are those of the statutes' texts; the days for a winners'
  /// list are from secondary sources. A bill of 2024 would have repealed Rhode Island's: whether it
  /// stands is for counsel to say, and nothing is refused by it.
  public static let all: [SweepstakesLaw] = [
    SweepstakesLaw(
      state: "NY", threshold: .dollars(5_000), daysBefore: 30, winnersWithin: 90, wantsBond: true,
      isOfRetail: false, office: "the Secretary of State", cite: "N.Y. Gen. Bus. Law 369-e",
      checkedOn: lookedUp),
    SweepstakesLaw(
      state: "FL", threshold: .dollars(5_000), daysBefore: 7, winnersWithin: 60, wantsBond: true,
      isOfRetail: false, office: "the Department of Agriculture and Consumer Services",
      cite: "Fla. Stat. 849.094(3)-(5)", checkedOn: lookedUp),
    SweepstakesLaw(
      state: "RI", threshold: .dollars(500), daysBefore: 0, winnersWithin: nil, wantsBond: false,
      isOfRetail: true, office: "the Secretary of State", cite: "R.I. Gen. Laws 11-50-1",
      checkedOn: lookedUp),
  ]

  private static let lookedUp = Day(year: 2026, month: 11, day: 28) ?? Day(daysSince1970: 0)

  /// How a contest stands.
  ///
  /// - Parameters:
  ///   - total: what all prizes are worth together at retail.
  ///   - states: the two letters of the states whose people may enter.
  ///   - opens: the first day of the contest.
  ///   - registrations: those of the sponsor, of any state; of several of one state the earliest counts.
  public func standing(
    total: Cents, states: some Sequence<String>, opens: Day, registrations: [Registration]
  ) -> Standing {
    guard states.contains(state) else { return .notEligible }
    guard total > threshold else { return .below }
    guard !isOfRetail else { return .retailAlone }
    let until = opens.adding(days: -daysBefore)
    let own = registrations.filter { $0.state == state }.min { $0.filedOn < $1.filedOn }
    guard let own else { return .missing(until: until) }
    return own.filedOn <= until ? .registered(own) : .late(own, until: until)
  }
}
