internal import RealModule

/// How far the shares of some people's bands lie from those of others: the population stability index,
/// Σ (cₖ - rₖ) ln(cₖ / rₖ) over the bands.
///
/// Half a row is added to each band, so that an empty one is far and not infinitely far. With shares
/// alike, the index over (1/n + 1/m) is about chi-squared with a degree of freedom less than bands:
/// small samples lie apart by chance, and a p-value says so. Source: Yurdakul & Naranjo,
/// "Statistical properties of the population stability index", Journal of Risk Model Validation 14
/// (2020).
public struct StabilityIndex: Sendable, Equatable {
  /// The index, 0 where the shares are equal.
  public let value: Double
  /// The chance of such an index or a larger one, were both drawn from one population.
  public let pValue: Double

  /// Compares the counts of bands.
  ///
  /// - Precondition: both have the same bands, and no count is negative.
  public init(reference: [Int], current: [Int]) {
    precondition(reference.count == current.count, "shares are compared band by band")
    precondition((reference + current).allSatisfy { $0 >= 0 }, "a count isn't negative")
    let pairs = zip(reference, current).filter { $0 + $1 > 0 }
    let half = Double(pairs.count) / 2
    let before = Double(pairs.reduce(0) { $0 + $1.0 }) + half
    let now = Double(pairs.reduce(0) { $0 + $1.1 }) + half
    var sum = 0.0
    for (old, new) in pairs {
      let (old, new) = ((Double(old) + 0.5) / before, (Double(new) + 0.5) / now)
      sum += (new - old) * Double.log(new / old)
    }
    value = sum
    pValue =
      pairs.count > 1
      ? ChiSquared.upperTail(sum / (1 / before + 1 / now), degrees: pairs.count - 1) : 1
  }
}
