import RealModule

/// 95 % intervals of what a group has, wider by as much as its people live together.
public struct GroupInterval: Sendable {
  private let households: Households
  /// How alike people of a household are in having the outcome.
  private let correlation: Double
  /// Amounts of everyone, 1 of who has an outcome.
  private let amounts: [Int64]
  /// The mean of everyone's amounts above 0, and their variance over its square.
  private let givers: (mean: Double, spread: Double)

  /// Takes everyone's amounts, at least 0, a row each; 1 of who has an outcome.
  public init(_ households: Households, _ amounts: [Int64]) {
    self.households = households
    self.amounts = amounts
    correlation = households.correlation { amounts[$0] > 0 ? 1 : 0 }
    givers = Self.meanAndSpread(amounts.filter { $0 > 0 }.map { Double($0) })
  }

  /// Of a share: Wilson's (1927), of as many people as they count for.
  public func share(_ rows: [Int]) -> ClosedRange<Double> {
    let positives = rows.count { amounts[$0] > 0 }
    guard !rows.isEmpty else { return 0...1 }
    let rate = Double(positives) / Double(rows.count)
    // Few positives don't show how alike households are; everyone's do.
    let company = 1 + correlation * (households.meanCompany(rows) - 1)
    let own = households.designEffect(of: rows) { (amounts[$0] > 0 ? 1 : 0) - rate }
    return Self.wilson(rate, of: Double(rows.count) / max(company, own))
  }

  /// Of a mean of amounts that most don't have: the interval of the share who have one and that of those ones'
  /// mean, on the scale of logarithms, joined as if each end were its own (Zou and Donner 2008).
  ///
  /// Few amounts hide the large ones, so they are taken to scatter at least as everyone's do.
  public func mean(_ rows: [Int]) -> ClosedRange<Double> {
    let share = share(rows)
    let own = rows.filter { amounts[$0] > 0 }
    guard !own.isEmpty else {
      let most = max(1, share.upperBound * Double(rows.count))
      let error = Double.log(1 + givers.spread / most).squareRoot()
      return 0...share.upperBound * givers.mean * Double.exp(normal975 * error)
    }
    let told = Self.meanAndSpread(own.map { Double(amounts[$0]) })
    let effect = households.designEffect(of: own) { Double(amounts[$0]) - told.mean }
    let spread = max(told.spread, givers.spread)
    let square =
      normal975 * normal975 * Double.log(1 + spread * effect / Double(own.count))
    let rate = Double(own.count) / Double(rows.count)
    func distance(_ end: Double) -> Double {
      let share = Double.log(end / rate)
      return (share * share + square).squareRoot()
    }
    let mean = rate * told.mean
    return mean * Double.exp(-distance(share.lowerBound))...mean
      * Double.exp(distance(share.upperBound))
  }

  private static func meanAndSpread(_ amounts: [Double]) -> (mean: Double, spread: Double) {
    guard !amounts.isEmpty else { return (0, 0) }
    let mean = amounts.reduce(0, +) / Double(amounts.count)
    let squares = amounts.reduce(0) { $0 + ($1 - mean) * ($1 - mean) }
    guard amounts.count > 1, mean > 0 else { return (mean, 0) }
    return (mean, squares / Double(amounts.count - 1) / (mean * mean))
  }

  private static func wilson(_ share: Double, of count: Double) -> ClosedRange<Double> {
    let square = normal975 * normal975
    let centre = (share + square / (2 * count)) / (1 + square / count)
    let half =
      normal975 / (1 + square / count)
      * (share * (1 - share) / count + square / (4 * count * count)).squareRoot()
    // At none or all an end is exactly 0 or 1, which the rounding of a difference misses.
    return (share == 0 ? 0 : max(0, centre - half))...(share == 1 ? 1 : min(1, centre + half))
  }
}
