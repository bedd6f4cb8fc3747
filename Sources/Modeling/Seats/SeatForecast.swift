internal import RealModule

/// How many seats of an event will be taken, as a distribution.
///
/// Each party comes whole or not at all; parties are independent given two rates that all share, of accepting
/// and of coming. The distribution is averaged over 36 values of the one and 20 of the other, the most of them in
/// the tails, by Gauss and Legendre's rule. Up to 300 seats each of these is the Poisson-binomial distribution by convolution, exactly; above that by its
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

  private static let mostExact = 300

  private let rates: EveningRates
  /// Of each pair of rates, the chances of 0, 1, … seats taken; what is beyond isn't kept.
  private var chances: [Double]
  private let length: Int
  private let isExact: Bool
  /// The same by their moments.
  private var moments: [TakenSeats]

  /// Begins a forecast with nobody.
  ///
  /// - Parameters:
  ///   - seats: how many there are, 1 or more.
  ///   - rates: the event's rates.
  ///   - isExact: whether to convolve; nil by the number of seats.
  public init(seats: Int, rates: Rates, isExact: Bool? = nil) {
    precondition(seats > 0, "an event has seats")
    self.seats = seats
    self.rates = EveningRates(rates)
    self.isExact = isExact ?? (seats <= Self.mostExact)
    length = seats + max(20, seats / 2) + 1
    moments = Array(repeating: TakenSeats(), count: EveningRates.nodes)
    chances = []
    if self.isExact {
      chances = Array(repeating: 0, count: EveningRates.nodes * length)
      for node in 0..<EveningRates.nodes { chances[node * length] = 1 }
    }
  }

  /// Adds a party.
  ///
  /// - Parameter size: how many seats it takes if it comes, 1 or more.
  public mutating func add(_ party: Party, size: Int) {
    for accept in 0..<EveningRates.acceptPoints {
      for come in 0..<EveningRates.comePoints {
        add(
          rates.chance(party, accept, come), size, at: accept * EveningRates.comePoints + come)
      }
    }
  }

  /// Of a party of one seat, the mean chance that it is taken.
  public func chance(of party: Party) -> Double {
    var sum = 0.0
    for accept in 0..<EveningRates.acceptPoints {
      for come in 0..<EveningRates.comePoints {
        sum +=
          rates.chance(party, accept, come)
          * EveningRates.weights[accept * EveningRates.comePoints + come]
      }
    }
    return sum
  }

  private mutating func add(_ chance: Double, _ size: Int, at node: Int) {
    moments[node].add(.one(size), chance: chance)
    guard isExact else { return }
    let rest = 1 - chance
    chances.withUnsafeMutableBufferPointer { all in
      let row = UnsafeMutableBufferPointer(rebasing: all[node * length..<(node + 1) * length])
      for taken in stride(from: length - 1, through: 0, by: -1) {
        row[taken] = row[taken] * rest + (taken >= size ? row[taken - size] * chance : 0)
      }
    }
  }

  /// The expected number of seats taken.
  public var expected: Double {
    zip(moments, EveningRates.weights).reduce(0) { $0 + $1.0.mean * $1.1 }
  }

  /// The chance that at most so many seats are taken.
  ///
  /// - Parameter taken: exact for at most half more than there are seats.
  public func chance(atMost taken: Int) -> Double {
    guard taken >= 0 else { return 0 }
    var sum = 0.0
    for node in 0..<EveningRates.nodes {
      let chance: Double
      if isExact {
        let start = node * length
        chance = chances[start..<start + min(taken + 1, length)].reduce(0, +)
      } else {
        chance = Self.approximate(moments[node], atMost: taken)
      }
      sum += chance * EveningRates.weights[node]
    }
    return min(max(sum, 0), 1)
  }

  /// The chance that more seats are taken than there are.
  public var chanceOfOver: Double { 1 - chance(atMost: seats) }

  /// The chance that at least a share of the seats is taken.
  public func chance(ofFilling share: Double) -> Double {
    1 - chance(atMost: Self.needed(share, of: seats) - 1)
  }

  /// The fewest seats that are a share of them.
  static func needed(_ share: Double, of seats: Int) -> Int {
    Int((share * Double(seats) - 1e-9).rounded(.up))
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
  static func approximate(_ moments: TakenSeats, atMost taken: Int) -> Double {
    let deviation = moments.variance.squareRoot()
    guard deviation > 1e-9 else { return Double(taken) + 0.5 >= moments.mean ? 1 : 0 }
    let x = (Double(taken) + 0.5 - moments.mean) / deviation
    let density = Double.exp(-x * x / 2) / (2 * Double.pi).squareRoot()
    let skew = moments.third / (deviation * deviation * deviation)
    let chance = Double.erfc(-x / 2.0.squareRoot()) / 2 + skew * (1 - x * x) * density / 6
    return min(max(chance, 0), 1)
  }
}
