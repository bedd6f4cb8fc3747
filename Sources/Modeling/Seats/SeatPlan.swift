/// How many of those who rank next are invited, so that the room is full and not over full.
///
/// Parties are offered in the order in which they would be invited; what each more does to both chances is the
/// frontier. More invitations fill the room more surely and overfill it more surely, so that both goals hold
/// between two numbers, or for none.
public struct SeatPlan: Sendable {
  /// What a host wants.
  public struct Goals: Hashable, Sendable {
    /// The share of the seats that makes a room full.
    public var fullShare = 0.9
    /// How sure it should be.
    public var fullChance = 0.9
    /// How likely it may at most be that somebody has no seat.
    public var overChance = 0.05

    /// Nine tenths of the seats taken with nine chances in ten, and one in twenty that they don't suffice.
    public init() {}
  }

  /// So many invitations, and what they do.
  public struct Step: Hashable, Sendable {
    /// Invitations.
    public var invitations: Int
    /// Seats that they offer.
    public var seats: Int
    /// Seats that will be taken, those of earlier answers among them.
    public var expected: Double
    /// The chance that the room is full.
    public var full: Double
    /// The chance that somebody has no seat.
    public var over: Double

    /// Makes a step from its parts.
    public init(invitations: Int, seats: Int, expected: Double, full: Double, over: Double) {
      self.invitations = invitations
      self.seats = seats
      self.expected = expected
      self.full = full
      self.over = over
    }
  }

  /// What a host takes where both goals can't be had.
  public enum Preference: Hashable, Sendable {
    /// A full room, and somebody may have to stand.
    case fill
    /// A seat for everyone, and some may stay empty.
    case neverOver
    /// So many invitations.
    case invitations(Int)
  }

  /// How many are invited, and why.
  public enum Choice: Hashable, Sendable {
    /// Both goals hold: the fewest with which they do.
    case both(Int)
    /// The most with a seat for everyone: later waves fill what is left.
    case leavesRoom(Int)
    /// The room can't be filled: everyone who can be invited is.
    case everyone(Int)
    /// Nobody more: answers so far fill the room, or may overfill it.
    case taken
    /// What the host prefers.
    case preferred(Int)
    /// No number does both, and the host must say which matters.
    case mustBeSaid

    /// The number of invitations; nil where the host must say.
    public var invitations: Int? {
      switch self {
      case .both(let count), .leavesRoom(let count), .everyone(let count), .preferred(let count):
        count
      case .taken: 0
      case .mustBeSaid: nil
      }
    }
  }

  /// What a host wants.
  public let goals: Goals
  /// The frontier: the step at place n is that of n invitations.
  public private(set) var steps: [Step]

  private var forecast: SeatForecast

  /// Begins with those whose answers are known.
  public init(_ forecast: SeatForecast, goals: Goals = Goals()) {
    self.forecast = forecast
    self.goals = goals
    steps = []
    step(seats: 0)
  }

  private mutating func step(seats: Int) {
    steps.append(
      Step(
        invitations: steps.count, seats: (steps.last?.seats ?? 0) + seats,
        expected: forecast.expected, full: forecast.chance(ofFilling: goals.fullShare),
        over: forecast.chanceOfOver))
  }

  /// Whether the frontier has to be followed further: until the room is full and over full more surely than any
  /// host would choose.
  public var wantsMore: Bool {
    guard let last = steps.last else { return true }
    return last.over <= goals.overChance || (last.full < goals.fullChance && last.over < 0.95)
  }

  /// Offers the party that ranks next.
  ///
  /// - Parameter size: how many seats it takes if it comes.
  public mutating func offer(_ party: SeatForecast.Party, size: Int) {
    forecast.add(party, size: size)
    step(seats: size)
  }

  /// How many of those offered are invited.
  ///
  /// - Parameters:
  ///   - isLast: whether no later wave can fill what this one leaves.
  ///   - hasMore: whether there are parties that weren't offered.
  ///   - preference: the host's, where both goals can't be had.
  public func choice(isLast: Bool, hasMore: Bool, preference: Preference?) -> Choice {
    if let first = steps.first, first.full >= goals.fullChance || first.over > goals.overChance {
      return .taken
    }
    let most = steps.last { $0.over <= goals.overChance }?.invitations ?? 0
    let fewest = steps.first { $0.full >= goals.fullChance }?.invitations
    if let fewest, fewest <= most { return .both(fewest) }
    if !hasMore, most == steps.count - 1 { return .everyone(most) }
    guard isLast else { return .leavesRoom(most) }
    switch preference {
    case .fill:
      return .preferred(fewest ?? steps.count - 1)
    case .neverOver: return .preferred(most)
    case .invitations(let count): return .preferred(min(count, steps.count - 1))
    case nil: return .mustBeSaid
    }
  }

  /// A few steps of the frontier that tell its course: the ends, the steps at which either goal is met or missed,
  /// one that is given, and others at equal distances.
  public func outline(of count: Int, with chosen: Int? = nil) -> [Step] {
    let last = steps.count - 1
    var places = Set((0..<max(count, 2)).map { $0 * last / (max(count, 2) - 1) })
    if let most = steps.lastIndex(where: { $0.over <= goals.overChance }) { places.insert(most) }
    if let fewest = steps.firstIndex(where: { $0.full >= goals.fullChance }) {
      places.insert(fewest)
    }
    if let chosen, steps.indices.contains(chosen) { places.insert(chosen) }
    return places.sorted().map { steps[$0] }
  }
}
