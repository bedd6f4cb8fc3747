internal import RealModule

/// How many seats of an event will be taken, as a distribution.
///
/// Each party comes whole or not at all; parties are independent given two rates that all share, of accepting
/// and of coming. The distribution is averaged over 41 values of the one and 21 of the other, all as likely. Up
/// to 300 seats each of these is the Poisson-binomial distribution by convolution, exactly; above that by its
/// first three moments (the refined normal approximation: Volkova (1996), Theory of Probability and its
/// Applications 40, 791-794). Where groups have rates of accepting of their own, a good evening is good for all.
public struct SeatForecast: Sendable {
  /// The rates of an event.
  public struct Rates: Sendable {
    /// Of those invited, who accept, by group: who say yes, or come without a word.
    public var accepting: [SharedRate]
    /// Of those who accept, who come.
    public var coming: SharedRate
    /// Of those who said yes, who come.
    public var comingAfterYes: SharedRate
    /// Of those who said nothing until their answer was due, who come all the same.
    public var comingUnannounced: SharedRate
    /// By group, the chance of accepting at a middling evening, as it was before any answer: chances of people's
    /// own are told at it, and what answers tell of the evening moves them from there.
    public let usual: [Double]

    /// Makes rates from their parts, before any answer.
    public init(
      accepting: [SharedRate], coming: SharedRate, comingAfterYes: SharedRate,
      comingUnannounced: SharedRate
    ) {
      usual = accepting.map { $0.quantile(0.5) }
      self.accepting = accepting
      self.coming = coming
      self.comingAfterYes = comingAfterYes
      self.comingUnannounced = comingUnannounced
    }
  }

  /// Where a party stands.
  public enum Party: Hashable, Sendable {
    /// Said yes.
    case accepted
    /// Said nothing in time.
    case silent
    /// Is invited now, and is of a group.
    case invited(group: Int)
    /// Is invited now, and accepts with a chance of its own at a middling evening (`Rates.usual`); better and worse
    /// evenings move it as they move the group.
    case invitedWithChance(Double, group: Int)
  }

  /// How many seats there are.
  public let seats: Int

  static let acceptPoints = 41
  static let comePoints = 21
  private static let mostExact = 300
  private static let nodes = acceptPoints * comePoints

  private let accepting: [[Double]]
  private let shifts: [[Double]]
  private let coming: [Double]
  private let comingAfterYes: [Double]
  private let comingUnannounced: [Double]
  /// Of each pair of rates, the chances of 0, 1, … seats taken; what is beyond isn't kept.
  private var chances: [Double]
  private let length: Int
  private let isExact: Bool
  /// Of each pair of rates, mean, variance and third central moment.
  private var moments: [(mean: Double, variance: Double, third: Double)]

  /// Begins a forecast with nobody.
  ///
  /// - Parameters:
  ///   - seats: how many there are, 1 or more.
  ///   - rates: the event's rates.
  ///   - isExact: whether to convolve; nil by the number of seats.
  public init(seats: Int, rates: Rates, isExact: Bool? = nil) {
    precondition(seats > 0, "an event has seats")
    self.seats = seats
    accepting = rates.accepting.map { $0.points(Self.acceptPoints) }
    shifts = zip(accepting, rates.usual).map { points, usual in
      points.map { LogOdds.of($0) - LogOdds.of(usual) }
    }
    coming = rates.coming.points(Self.comePoints)
    comingAfterYes = rates.comingAfterYes.points(Self.comePoints)
    comingUnannounced = rates.comingUnannounced.points(Self.comePoints)
    self.isExact = isExact ?? (seats <= Self.mostExact)
    length = seats + max(20, seats / 2) + 1
    moments = Array(repeating: (0, 0, 0), count: Self.nodes)
    chances = []
    if self.isExact {
      chances = Array(repeating: 0, count: Self.nodes * length)
      for node in 0..<Self.nodes { chances[node * length] = 1 }
    }
  }

  /// Adds a party.
  ///
  /// - Parameter size: how many seats it takes if it comes, 1 or more.
  public mutating func add(_ party: Party, size: Int) {
    for accept in 0..<Self.acceptPoints {
      for come in 0..<Self.comePoints {
        add(
          chance(party, accept, come), size, at: accept * Self.comePoints + come)
      }
    }
  }

  /// Of a party of one seat, the mean chance that it is taken.
  public func chance(of party: Party) -> Double {
    var sum = 0.0
    for accept in 0..<Self.acceptPoints {
      for come in 0..<Self.comePoints { sum += chance(party, accept, come) }
    }
    return sum / Double(Self.nodes)
  }

  private func chance(_ party: Party, _ accept: Int, _ come: Int) -> Double {
    switch party {
    case .accepted: comingAfterYes[come]
    case .silent: comingUnannounced[come]
    case .invited(let group): accepting[group][accept] * coming[come]
    case .invitedWithChance(let chance, let group):
      coming[come] * LogOdds.moved(chance, by: shifts[group][accept])
    }
  }

  private mutating func add(_ chance: Double, _ size: Int, at node: Int) {
    let (seats, rest) = (Double(size), 1 - chance)
    moments[node].mean += seats * chance
    moments[node].variance += seats * seats * chance * rest
    moments[node].third += seats * seats * seats * chance * rest * (1 - 2 * chance)
    guard isExact else { return }
    chances.withUnsafeMutableBufferPointer { all in
      let row = UnsafeMutableBufferPointer(rebasing: all[node * length..<(node + 1) * length])
      for taken in stride(from: length - 1, through: 0, by: -1) {
        row[taken] = row[taken] * rest + (taken >= size ? row[taken - size] * chance : 0)
      }
    }
  }

  /// The expected number of seats taken.
  public var expected: Double { moments.map(\.mean).reduce(0, +) / Double(Self.nodes) }

  /// The chance that at most so many seats are taken.
  ///
  /// - Parameter taken: exact for at most half more than there are seats.
  public func chance(atMost taken: Int) -> Double {
    guard taken >= 0 else { return 0 }
    var sum = 0.0
    for node in 0..<Self.nodes {
      if isExact {
        let start = node * length
        sum += chances[start..<start + min(taken + 1, length)].reduce(0, +)
      } else {
        sum += Self.approximate(moments[node], atMost: taken)
      }
    }
    return min(max(sum / Double(Self.nodes), 0), 1)
  }

  /// The chance that more seats are taken than there are.
  public var chanceOfOver: Double { 1 - chance(atMost: seats) }

  /// The chance that at least a share of the seats is taken.
  public func chance(ofFilling share: Double) -> Double {
    1 - chance(atMost: Int((share * Double(seats) - 1e-9).rounded(.up)) - 1)
  }

  /// The range within which the seats taken lie nine times in ten; where it passes half more than there are
  /// seats, it ends there.
  public var ninetyPercent: ClosedRange<Int> {
    let low = first(from: 0) { chance(atMost: $0) >= 0.05 }
    return low...first(from: low) { chance(atMost: $0) >= 0.95 }
  }

  private func first(from start: Int, _ isReached: (Int) -> Bool) -> Int {
    var (low, high) = (start, length - 1)
    while low < high {
      let middle = (low + high) / 2
      if isReached(middle) { high = middle } else { low = middle + 1 }
    }
    return low
  }

  /// The distribution function of a sum by its first three moments.
  static func approximate(
    _ moments: (mean: Double, variance: Double, third: Double), atMost taken: Int
  ) -> Double {
    let deviation = moments.variance.squareRoot()
    guard deviation > 1e-9 else { return Double(taken) + 0.5 >= moments.mean ? 1 : 0 }
    let x = (Double(taken) + 0.5 - moments.mean) / deviation
    let density = Double.exp(-x * x / 2) / (2 * Double.pi).squareRoot()
    let skew = moments.third / (deviation * deviation * deviation)
    let chance = Double.erfc(-x / 2.0.squareRoot()) / 2 + skew * (1 - x * x) * density / 6
    return min(max(chance, 0), 1)
  }
}
