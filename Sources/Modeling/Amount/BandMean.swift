/// The mean gift by band of the highest previous gift, drawn towards the overall mean.
///
/// mean_b = (n_b · mean of band b + k · overall mean) / (n_b + k), with n_b gifts in band b: a band
/// without gifts gets the overall mean, one with n_b = k stands half way. Sums are exact whole
/// numbers, and a mean is rounded to the nearest cent, halves away from zero, once at the end.
public struct BandMean: Sendable, Equatable, Codable {
  /// The upper bounds of all bands but the last, which is open, in cents and rising; a bound
  /// belongs to the band under it.
  public let upperBoundsCents: [Int64]
  /// The smoothed mean gift of each band, one more than there are bounds, in cents.
  public let meansCents: [Int64]
  /// The gifts that each band was learned from.
  public let counts: [Int]

  /// Learns from gifts, each with the giver's highest gift before it (0 for none); nil without
  /// any gift.
  ///
  /// - Parameters:
  ///   - highestPreviousCents: The highest previous gift, one a gift, in cents.
  ///   - giftCents: The gift itself, in cents; rows that gave nothing have no place here.
  ///   - upperBoundsCents: The bounds of the bands.
  ///   - prior: k, the number of gifts that the overall mean counts for.
  /// - Precondition: both columns are of one length, bounds rise strictly, the prior is not
  ///   negative.
  public init?(
    highestPreviousCents: [Int64], giftCents: [Int64], upperBoundsCents: [Int64], prior: Int = 10
  ) {
    precondition(
      highestPreviousCents.count == giftCents.count, "each gift has its highest previous gift")
    precondition(
      zip(upperBoundsCents, upperBoundsCents.dropFirst()).allSatisfy { $0 < $1 },
      "bounds of bands rise")
    precondition(prior >= 0, "a prior is not negative")
    guard !giftCents.isEmpty else { return nil }

    var sums = [Int128](repeating: 0, count: upperBoundsCents.count + 1)
    var counts = [Int](repeating: 0, count: upperBoundsCents.count + 1)
    for (highest, gift) in zip(highestPreviousCents, giftCents) {
      let band = Self.band(of: highest, upperBoundsCents)
      sums[band] += Int128(gift)
      counts[band] += 1
    }
    let total = sums.reduce(0, +)
    let gifts = Int128(giftCents.count)
    let prior = Int128(prior)
    self.upperBoundsCents = upperBoundsCents
    self.counts = counts
    meansCents = zip(sums, counts).map { sum, count in
      // Over the common denominator, so that nothing is rounded before the quotient.
      let weight = Int128(count) + prior
      return weight == 0
        ? Self.rounded(total, over: gifts)
        : Self.rounded(sum * gifts + prior * total, over: weight * gifts)
    }
  }

  /// The smoothed mean gift for a highest previous gift, in cents.
  public func meanCents(highestPreviousCents: Int64) -> Int64 {
    meansCents[Self.band(of: highestPreviousCents, upperBoundsCents)]
  }

  private static func band(of highest: Int64, _ bounds: [Int64]) -> Int {
    bounds.firstIndex { highest <= $0 } ?? bounds.count
  }

  private static func rounded(_ numerator: Int128, over denominator: Int128) -> Int64 {
    let half = denominator / 2
    return Int64((numerator + (numerator < 0 ? -half : half)) / denominator)
  }
}
