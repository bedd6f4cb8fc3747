internal import RealModule

/// A rate that all people invited to one event share and nobody knows beforehand: who accepts, and who comes,
/// depends on the evening as much as on the person.
///
/// It is known as a distribution, by its quantiles. People are independent given the rate; not knowing it makes
/// the number of those who come vary far more than a binomial with the mean rate would.
public struct SharedRate: Hashable, Sendable {
  /// The rate where it is known, and its mean where it isn't.
  public let mean: Double
  /// The weights on the shared grid, which add up to 1; empty of a rate that is known.
  private let weights: [Double]
  /// The sums of the weights up to each, itself among them.
  private let sums: [Double]

  /// A rate that is known.
  ///
  /// - Parameter rate: from 0 to 1.
  public init(certain rate: Double) {
    mean = min(max(rate, 0), 1)
    (weights, sums) = ([], [])
  }

  /// A rate about which somebody is sure, nine times in ten, that it lies in a range: a beta distribution with
  /// the range's middle as its mean and its width as 3.29 standard deviations.
  ///
  /// - Parameter range: within 0 and 1.
  public init(ninetyPercent range: ClosedRange<Double>) {
    let mean = (range.lowerBound + range.upperBound) / 2
    let deviation = (range.upperBound - range.lowerBound) / (2 * 1.6449)
    guard mean > 0, mean < 1, deviation > 0 else {
      self.init(certain: mean)
      return
    }
    // A beta distribution's variance is at most mean * (1 - mean); more than that, no range within 0 and 1 says.
    let strength = max(mean * (1 - mean) / (deviation * deviation) - 1, 0.1)
    let grid = RateGrid.shared
    self.init(weights: grid.beta(mean: mean, strength: strength))
  }

  /// A rate by weights on the points of the shared grid.
  init(weights: [Double]) {
    let total = weights.reduce(0, +)
    var sum = 0.0
    let parts = weights.map { $0 / total }
    self.weights = parts
    sums = parts.map { part in
      sum += part
      return sum
    }
    mean = zip(parts, RateGrid.shared.rates).reduce(0) { $0 + $1.0 * $1.1 }
  }

  /// What is left of a rate once some of those who share it have answered: each value counts as likely as it makes
  /// the answers (Bayes).
  ///
  /// - Parameters:
  ///   - answers: of each who could have answered, the chance of accepting where the rate is the usual one, and
  ///     whether they said yes. A better or worse rate moves the log odds of all as it moves its own.
  ///   - usual: the rate at which these chances are told, above 0 and below 1.
  ///   - shown: the part of accepting that shows in answers, above 0: who comes without a word doesn't.
  public func given(
    _ answers: [(chance: Double, saidYes: Bool)], usual: Double, shown: Double = 1
  ) -> SharedRate {
    precondition(shown > 0, "some answers show")
    guard !answers.isEmpty, !weights.isEmpty else { return self }
    let grid = RateGrid.shared
    // People of one chance count together: there are few chances, or few people.
    var counts: [Double: (yes: Double, others: Double)] = [:]
    for answer in answers {
      if answer.saidYes {
        counts[answer.chance, default: (0, 0)].yes += 1
      } else {
        counts[answer.chance, default: (0, 0)].others += 1
      }
    }
    let tallies = counts.sorted { $0.key < $1.key }
    let logs = grid.rates.map { value in
      let shift = LogOdds.of(value) - LogOdds.of(usual)
      return tallies.reduce(0) { sum, tally in
        let rate = min(max(LogOdds.moved(tally.key, by: shift) * shown, 1e-9), 1 - 1e-9)
        return sum + tally.value.yes * Double.log(rate)
          + tally.value.others * Double.log(onePlus: -rate)
      }
    }
    let most = zip(logs, weights).map { $1 > 0 ? $0 : -.infinity }.max() ?? 0
    return SharedRate(weights: zip(weights, logs).map { $0 * Double.exp($1 - most) })
  }

  /// The value below which the rate lies with a probability; a point of the grid counts for all about it, evenly by
  /// their log odds.
  ///
  /// - Parameter probability: from 0 to 1.
  public func quantile(_ probability: Double) -> Double {
    guard !weights.isEmpty else { return mean }
    // Where the grid ends is nobody's rate.
    let share = min(max(probability, 1e-6), 1 - 1e-6)
    var (low, high) = (0, sums.count - 1)
    while low < high {
      let middle = (low + high) / 2
      if sums[middle] >= share { high = middle } else { low = middle + 1 }
    }
    let below = sums[low] - weights[low]
    let part = weights[low] > 0 ? min(max((share - below) / weights[low], 0), 1) : 0.5
    return RateGrid.shared.rate(at: Double(low) - 0.5 + part)
  }

  /// The quantiles at so many places, rising.
  func values(at nodes: RateNodes) -> [Double] { nodes.probabilities.map(quantile) }

  /// The range in which the rate lies nine times in ten.
  public var ninetyPercent: ClosedRange<Double> { quantile(0.05)...quantile(0.95) }
}

/// Chances on the scale on which evenings move them.
public enum LogOdds {
  /// The log odds of a chance, kept from its ends.
  static func of(_ chance: Double) -> Double {
    let kept = min(max(chance, 1e-9), 1 - 1e-9)
    return Double.log(kept / (1 - kept))
  }

  /// A chance whose log odds are moved.
  public static func moved(_ chance: Double, by shift: Double) -> Double {
    1 / (1 + Double.exp(-of(chance) - shift))
  }
}

/// Rates from 0 to 1 at equal steps of their log odds.
struct RateGrid: Sendable {
  /// 400 rates from 1 in 2,000 to 1,999 in 2,000.
  static let shared = RateGrid(count: 400, reach: 7.6)

  let count: Int
  let reach: Double
  let rates: [Double]
  let logRates: [Double]
  let logRests: [Double]

  init(count: Int, reach: Double) {
    self.count = count
    self.reach = reach
    let rates = (0..<count).map { Self.rate(-reach + 2 * reach * Double($0) / Double(count - 1)) }
    self.rates = rates
    logRates = rates.map { Double.log($0) }
    logRests = rates.map { Double.log(onePlus: -$0) }
  }

  private static func rate(_ logOdds: Double) -> Double { 1 / (1 + Double.exp(-logOdds)) }

  /// The rate at a place between two of the grid.
  func rate(at place: Double) -> Double {
    Self.rate(-reach + 2 * reach * place / Double(count - 1))
  }

  /// The weights of a beta distribution on the grid; they add up to 1.
  ///
  /// - Parameters:
  ///   - mean: above 0 and below 1.
  ///   - strength: the sum of both parameters, above 0.
  func beta(mean: Double, strength: Double) -> [Double] {
    let (a, b) = (mean * strength, (1 - mean) * strength)
    // With the density's own exponents less one, and a step of the log odds worth rate * (1 - rate).
    var logs = zip(logRates, logRests).map { a * $0 + b * $1 }
    let most = logs.max() ?? 0
    for index in logs.indices { logs[index] = Double.exp(logs[index] - most) }
    let total = logs.reduce(0, +)
    return logs.map { $0 / total }
  }
}
