internal import RealModule

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
    /// How likely it may at most be, all waves together, that somebody has no seat.
    public var overChance = 0.05

    /// Nine tenths of the seats taken with nine chances in ten, and one in twenty that they don't suffice.
    public init() {}

    /// The part of `overChance` that a wave may bear.
    ///
    /// What one wave risks the next can't take back: where answers come in above what was expected, the room may
    /// be over full already, and where they don't, the next wave goes up to its own part. So the parts of all
    /// waves add up to `overChance`, which is then what all waves together risk at most. Each is four times the
    /// one before: early waves leave room that later ones fill, knowing more.
    ///
    /// - Parameters:
    ///   - wave: its number, from 1.
    ///   - earlier: the number of the wave before; the parts of those that were left out fall to this one.
    ///   - waves: how many there are.
    public func risk(ofWave wave: Int, after earlier: Int, of waves: Int) -> Double {
      precondition(0 <= earlier && earlier < wave && wave <= waves, "waves come one after another")
      func whole(_ count: Int) -> Double { Double.pow(4, count) - 1 }
      return overChance * (whole(wave) - whole(earlier)) / whole(waves)
    }
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

    /// The choice by the fewest that fill the room, the most with a seat for everyone, and all that were offered.
    init(
      fewest: Int?, most: Int, offered: Int, isLast: Bool, hasMore: Bool, preference: Preference?
    ) {
      if let fewest, fewest <= most {
        self = .both(fewest)
      } else if !hasMore, most == offered {
        self = .everyone(most)
      } else if !isLast {
        self = .leavesRoom(most)
      } else {
        switch preference {
        case .fill: self = .preferred(fewest ?? offered)
        case .neverOver: self = .preferred(most)
        case .invitations(let count): self = .preferred(min(count, offered))
        case nil: self = .mustBeSaid
        }
      }
    }

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
  /// How likely it may at most be, by this wave, that somebody has no seat.
  public let risk: Double
  /// The frontier: the step at place n is that of n invitations.
  public private(set) var steps: [Step]

  private var forecast: SeatForecast

  /// Begins with those whose answers are known.
  ///
  /// - Parameter risk: how likely it may at most be, by this wave, that somebody has no seat; nil for all that the
  ///   goals allow.
  public init(_ forecast: SeatForecast, goals: Goals = Goals(), risk: Double? = nil) {
    self.forecast = forecast
    self.goals = goals
    self.risk = risk ?? goals.overChance
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
    if let first = steps.first, first.full >= goals.fullChance || first.over > risk {
      return .taken
    }
    return Choice(
      fewest: steps.first { $0.full >= goals.fullChance }?.invitations,
      most: steps.last { $0.over <= risk }?.invitations ?? 0, offered: steps.count - 1,
      isLast: isLast, hasMore: hasMore, preference: preference)
  }

  /// A few steps of the frontier that tell its course: the ends, the steps at which either goal is met or missed,
  /// one that is given, and others at equal distances.
  public func outline(of count: Int, with chosen: Int? = nil) -> [Step] {
    let last = steps.count - 1
    var places = Set((0..<max(count, 2)).map { $0 * last / (max(count, 2) - 1) })
    if let most = steps.lastIndex(where: { $0.over <= risk }) { places.insert(most) }
    if let fewest = steps.firstIndex(where: { $0.full >= goals.fullChance }) {
      places.insert(fewest)
    }
    if let chosen, steps.indices.contains(chosen) { places.insert(chosen) }
    return places.sorted().map { steps[$0] }
  }
}
