import RealModule

/// The share of a protected class in a group against its share among everyone, of whom the group is a part.
///
/// The ratio is that of two rates of selection too: of the class's people so many are in the group, against
/// so many of everyone. The four-fifths rule (29 CFR 1607.4(D)) holds such rates against each other and asks
/// whether a selection does harm; nearly any trait differs by a fifth. Here it is asked whether the group could
/// have been picked for the class, and the mark is twice or half.
public struct ProxyShare: Hashable, Sendable {
  /// People of the group.
  public var group: ClassCount
  /// Everyone, the group among them.
  public var everyone: ClassCount
  /// The ratio of the shares; nil where the group's own number isn't told.
  public var ratio: Double?
  /// The 95 % interval of the ratio, from the least that the group's number may be to the most.
  ///
  /// By the delta method for the logarithm, the group and the rest as independent binomials whose counts are
  /// blurred by `ClassCount.blur` each.
  public var interval: ClosedRange<Double>
  /// The chance of a share as far from everyone's where the group is drawn by lot, counted twice for both
  /// sides; 1 where the share isn't far.
  ///
  /// Binomial tails of the count before its blur, for each blur that it may have; everyone's count, which is
  /// blurred too, is taken two standard deviations nearer to the group's.
  public var chance: Double

  /// The ratio from which a group stands in for a class.
  public static let most = 2.0
  /// The ratio up to which a group leaves a class out.
  public static let least = 0.5

  /// Compares; nil where of everyone too few are of the class, or not of it, to be told.
  public init?(group: ClassCount, everyone: ClassCount) {
    guard group.known > 0, everyone.known > 0, everyone.isTold, everyone.ofClass.lowerBound > 0
    else { return nil }
    self.group = group
    self.everyone = everyone
    let least = Self.ratio(group.ofClass.lowerBound, of: group.known, everyone)
    let most = Self.ratio(group.ofClass.upperBound, of: group.known, everyone)
    ratio = group.isTold ? least.ratio : nil
    interval = least.low...most.high
    chance =
      if least.ratio >= Self.most && least.low > 1 {
        min(1, 2 * Self.chance(ofAtLeast: group, everyone))
      } else if most.ratio <= Self.least && most.high < 1 {
        min(1, 2 * Self.chance(ofAtMost: group, everyone))
      } else {
        1
      }
  }

  /// Which groups stand in for a class or leave it out: their share is at least twice everyone's or at most half
  /// of it, whatever the numbers that aren't told, the interval is without 1, and the chance, corrected for
  /// all the shares (Holm, 1979), is at most one in twenty.
  public static func standIn(_ shares: [ProxyShare]) -> [Bool] {
    SubgroupDiscovery.holm(shares.map(\.chance)).map { $0 <= 0.05 }
  }

  /// The group's share; nil where it isn't told.
  public var share: Double? {
    group.isTold ? Double(group.ofClass.lowerBound) / Double(group.known) : nil
  }

  /// Everyone's share.
  public var everyonesShare: Double {
    Double(everyone.ofClass.lowerBound) / Double(everyone.known)
  }

  private static func ratio(
    _ count: Int, of people: Int, _ everyone: ClassCount
  ) -> (ratio: Double, low: Double, high: Double) {
    guard count > 0 else { return (0, 0, 0) }
    let (size, all) = (Double(people), Double(everyone.known))
    let whole = Double(everyone.ofClass.lowerBound) / all
    let share = min(Double(count) / size, 1)
    let rest = max(all - size, 1)
    let others = min(max(Double(everyone.ofClass.lowerBound - count) / rest, 0), 1)
    let part = min(size / all, 1)
    func variance(_ share: Double, _ people: Double, _ blur: Double) -> Double {
      share * (1 - share) / people + blur / (people * people)
    }
    let slopes = (1 / share - part / whole, (1 - part) / whole)
    // The rest is everyone's blurred count less the group's.
    let error =
      (variance(share, size, ClassCount.blur) * slopes.0 * slopes.0
      + variance(others, rest, 2 * ClassCount.blur) * slopes.1 * slopes.1).squareRoot()
    let ratio = share / whole
    let factor = Double.exp(normal975 * error)
    return (ratio, ratio / factor, ratio * factor)
  }

  /// The chances of the blurs: of sixteen coins, less eight.
  private static let blurs: [(by: Int, chance: Double)] = (0...16).map { heads in
    (heads - 8, Binomial(16, 0.5).probability(heads))
  }

  private static func chance(ofAtLeast group: ClassCount, _ everyone: ClassCount) -> Double {
    let share = Double(everyone.ofClass.lowerBound + 4) / Double(everyone.known)
    let people = Binomial(group.known, min(share, 1))
    return blurs.reduce(0) {
      $0 + $1.chance * people.upperTail(group.ofClass.lowerBound - $1.by)
    }
  }

  private static func chance(ofAtMost group: ClassCount, _ everyone: ClassCount) -> Double {
    let share = Double(max(everyone.ofClass.lowerBound - 4, 0)) / Double(everyone.known)
    let others = Binomial(group.known, 1 - share)
    return blurs.reduce(0) {
      // A count isn't told where it is small before the blur or after it.
      let most = group.ofClass.upperBound - (group.isTold ? $1.by : min($1.by, 0))
      return $0 + $1.chance * others.upperTail(group.known - most)
    }
  }
}
