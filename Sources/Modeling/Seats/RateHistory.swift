internal import RealModule

/// What earlier events say of the rate of the next one.
///
/// Events are of groups, such as formats. Within a group each event has a rate of its own around the group's mean
/// (a beta-binomial, whose spread all groups share), and the groups' means vary around one of their own. The
/// spread within groups, that between them and the mean of all are not taken as known: the rate of the next event
/// is averaged over them by their posterior on a grid. So a group with few events is drawn in towards the others,
/// few events at all leave a wide range, and the range is of the next event's rate, not of the mean.
///
/// Priors are flat on the mean and on the standard deviations' shares of their greatest values, √ρ within
/// groups and 1/√(1 + τ) between them: Gelman (2006), Bayesian Analysis 1, 515-534. The model is that of
/// Gelman et al., Bayesian Data Analysis, 3rd ed., 5.3, with a level more.
public struct RateHistory: Sendable {
  /// An event: how many were asked, and how many of them did it.
  public struct Tally: Hashable, Sendable {
    /// People asked.
    public var people: Int
    /// How many of them did it.
    public var positives: Int

    /// Makes a tally; positives are from 0 to the number of people.
    public init(people: Int, positives: Int) {
      precondition(0 <= positives && positives <= people, "some of the people did it")
      self.people = people
      self.positives = positives
    }
  }

  /// Each group's events.
  public let groups: [[Tally]]

  private static let spreads = (0..<24).map { (Double($0) + 0.5) / 24 * 0.6 }
  private static let ties = (0..<10).map { (Double($0) + 0.5) / 10 * 0.8 }
  private static let means = (0..<25).map { 1 / (1 + Double.exp(5.3 - 10.6 * Double($0) / 24)) }

  /// - Parameter groups: each group's events; a group without any is known from the others alone.
  public init(groups: [[Tally]]) { self.groups = groups }

  /// Whether anybody was ever asked.
  public var isEmpty: Bool { !groups.contains { $0.contains { $0.people > 0 } } }

  /// The rate of the next event of a group.
  public func next(of group: Int) -> SharedRate {
    let grid = RateGrid.shared
    let likelihoods = groups.map { Self.likelihood(of: $0, grid) }
    let priors = Self.means.flatMap { mean in
      Self.ties.map { tie in
        (weight: mean * (1 - mean), rates: grid.beta(mean: mean, strength: 1 / (tie * tie) - 1))
      }
    }
    // What is left of each mean of the group, by spread within it.
    var left = [[Double]](
      repeating: [Double](repeating: 0, count: grid.count), count: Self.spreads.count)
    for spread in Self.spreads.indices {
      for prior in priors {
        var weight = prior.weight
        for other in groups.indices where other != group {
          weight *= Self.product(prior.rates, likelihoods[other][spread])
        }
        guard weight > 0 else { continue }
        for point in 0..<grid.count { left[spread][point] += weight * prior.rates[point] }
      }
      for point in 0..<grid.count { left[spread][point] *= likelihoods[group][spread][point] }
    }
    return SharedRate(weights: Self.predictive(left, grid))
  }

  /// The likelihood of a group's events by spread and mean, up to a factor of the group's.
  private static func likelihood(of events: [Tally], _ grid: RateGrid) -> [[Double]] {
    let events = events.filter { $0.people > 0 }
    let logs = spreads.map { spread in
      let strength = 1 / (spread * spread) - 1
      let whole = events.map {
        Double.logGamma(strength) - Double.logGamma(Double($0.people) + strength)
      }.reduce(0, +)
      return grid.rates.map { rate in
        let (a, b) = (rate * strength, (1 - rate) * strength)
        let (ofA, ofB) = (Double.logGamma(a), Double.logGamma(b))
        return events.reduce(whole) { sum, event in
          sum + Double.logGamma(Double(event.positives) + a) - ofA
            + Double.logGamma(Double(event.people - event.positives) + b) - ofB
        }
      }
    }
    let most = logs.joined().max() ?? 0
    return logs.map { $0.map { Double.exp($0 - most) } }
  }

  private static func product(_ one: [Double], _ other: [Double]) -> Double {
    var sum = 0.0
    for point in one.indices { sum += one[point] * other[point] }
    return sum
  }

  /// The rate of an event, given what is left of spreads and means.
  private static func predictive(_ left: [[Double]], _ grid: RateGrid) -> [Double] {
    let total = left.joined().reduce(0, +)
    var rates = [Double](repeating: 0, count: grid.count)
    for (spread, weights) in zip(spreads, left) {
      let strength = 1 / (spread * spread) - 1
      for (mean, weight) in zip(grid.rates, weights) where weight > total * 1e-7 {
        for (point, part) in grid.beta(mean: mean, strength: strength).enumerated() {
          rates[point] += weight * part
        }
      }
    }
    return rates
  }
}
