internal import RealModule

/// All positives and a hashed share of the others: where positives are rare, nearly all that the rows
/// have to say, for a part of the work.
///
/// Slopes of a fit on these rows are the population's. Its intercept is too high by the log of the
/// share that was kept, n₀/N₀, which `corrected` takes off, and its variance by 1/n₀ - 1/N₀, since that
/// share is counted and not guessed. The other form weighs each of the others by N₀/n₀: it takes errors
/// of `RobustCovariance`, and says less where the model holds, but is right about the mean where it
/// doesn't. Sources: King & Zeng, Political Analysis 9 (2001); Scott & Wild, Journal of the Royal
/// Statistical Society B 48 (1986).
public struct RareEventSample: Sendable, Equatable {
  /// The rows that were kept, rising.
  public let rows: [Int]
  /// N₀, how many of all rows aren't positive.
  public let others: Int
  /// n₀, how many of those were kept.
  public let othersKept: Int

  /// Draws the rows.
  ///
  /// - Parameters:
  ///   - outcomes: 0 or 1, one a row.
  ///   - keys: The row's number, by which it is drawn whatever rows stand beside it; one a row.
  ///   - share: The share of the others to keep, above 0 and at most 1.
  ///   - seed: Another seed draws others.
  /// - Throws: `LogisticError.oneClass` where no positive is there, or none of the others kept.
  public init(
    outcomes: [Double], keys: [Int64], share: Double, seed: UInt64
  ) throws(LogisticError) {
    precondition(keys.count == outcomes.count, "a key a row")
    precondition(share > 0 && share <= 1, "a share lies above 0 and up to 1")
    checkOutcomes(outcomes, count: keys.count)
    var generator = SplitMix64(seed: seed)
    let start = generator.next()
    rows = outcomes.indices.filter {
      let draw = SplitMix64.mix(start &+ UInt64(bitPattern: keys[$0])) >> 11
      return outcomes[$0] == 1 || Double(draw) < share * 0x1p53
    }
    let positives = outcomes.count { $0 == 1 }
    others = outcomes.count - positives
    othersKept = rows.count - positives
    guard positives > 0 else { throw .oneClass(positive: false) }
    guard othersKept > 0 else { throw .oneClass(positive: true) }
  }

  /// What the intercept of a model of the kept rows is to be raised by (it is below 0): log(n₀/N₀).
  public var logShare: Double { Double.log(Double(othersKept) / Double(others)) }

  /// The population's fit, of one on the kept rows without weights.
  ///
  /// Its intercept and that one's variance are corrected; log likelihoods remain the kept rows'.
  public func corrected(_ fit: LogisticFit) -> LogisticFit {
    var fit = fit
    let (kept, all) = (Double(othersKept), Double(others))
    fit.coefficients[0] += logShare
    fit.covariance[0] -= 1 / kept - 1 / all
    return fit
  }

  /// The weight of each kept row in the other form.
  public func weights(outcomes: [Double]) -> [Double] {
    let ofOthers = Double(others) / Double(othersKept)
    return rows.map { outcomes[$0] == 1 ? 1 : ofOthers }
  }
}
