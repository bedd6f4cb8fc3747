/// Chances of parties at each pair of an event's rates, of accepting and of coming.
struct EveningRates: Sendable {
  static let acceptPoints = RateNodes.accepting.count
  static let comePoints = RateNodes.coming.count
  static let nodes = acceptPoints * comePoints
  /// How much each pair counts; they add up to 1.
  static let weights = RateNodes.accepting.weights.flatMap { accept in
    RateNodes.coming.weights.map { accept * $0 }
  }

  let coming: [Double]
  let comingAfterYes: [Double]
  let comingUnannounced: [Double]
  private let accepting: [[Double]]
  /// By how much each value moves the log odds of a chance that is told at the usual one.
  private let shifts: [[Double]]

  init(_ rates: SeatForecast.Rates) {
    accepting = rates.accepting.map { $0.values(at: .accepting) }
    shifts = zip(accepting, rates.usual).map { points, usual in
      points.map { LogOdds.of($0) - LogOdds.of(usual) }
    }
    coming = rates.coming.values(at: .coming)
    comingAfterYes = rates.comingAfterYes.values(at: .coming)
    comingUnannounced = rates.comingUnannounced.values(at: .coming)
  }

  /// The chance that a party takes its seats.
  func chance(_ party: SeatForecast.Party, _ accept: Int, _ come: Int) -> Double {
    switch party {
    case .accepted: comingAfterYes[come]
    case .silent: comingUnannounced[come]
    case .invited, .invitedWithChance: coming[come] * accepting(party, accept)
    }
  }

  /// The chance that a party accepts; who has accepted does, and who was silent doesn't.
  func accepting(_ party: SeatForecast.Party, _ accept: Int) -> Double {
    switch party {
    case .accepted: 1
    case .silent: 0
    case .invited(let group): accepting[group][accept]
    case .invitedWithChance(let chance, let group):
      LogOdds.moved(chance, by: shifts[group][accept])
    }
  }
}

/// Mean, variance and third central moment of seats taken.
struct TakenSeats: Sendable {
  private(set) var mean = 0.0
  private(set) var variance = 0.0
  private(set) var third = 0.0

  /// Adds parties that come alike.
  ///
  /// - Parameters:
  ///   - sizes: the sums of their sizes, and of the squares and cubes of these.
  ///   - chance: with which each comes.
  ///   - count: how many times such parties are there.
  mutating func add(_ sizes: Sizes, chance: Double, count: Double = 1) {
    let rest = 1 - chance
    mean += count * sizes.first * chance
    variance += count * sizes.second * chance * rest
    third += count * sizes.third * chance * rest * (1 - 2 * chance)
  }

  /// Adds seats taken that are independent of these, so many times.
  mutating func add(_ other: TakenSeats, count: Double) {
    mean += count * other.mean
    variance += count * other.variance
    third += count * other.third
  }

  /// The sums of parties' sizes, and of the squares and cubes of these.
  struct Sizes: Sendable {
    private(set) var first = 0.0
    private(set) var second = 0.0
    private(set) var third = 0.0

    mutating func add(_ size: Int) {
      let size = Double(size)
      first += size
      second += size * size
      third += size * size * size
    }

    static func one(_ size: Int) -> Sizes {
      var sizes = Sizes()
      sizes.add(size)
      return sizes
    }
  }
}
