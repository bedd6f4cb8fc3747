import RealModule

/// What makes one group of people more worth telling of than another.
public enum SubgroupQuality: String, Sendable, CaseIterable {
  /// (n/N) (p - p0): many people with a little more (Klösgen; Lavrač, Flach and Zupan 1999).
  case weightedRelativeAccuracy = "wracc"
  /// sqrt(n/N) (p - p0): the binomial test's order (Klösgen 1996).
  case binomial
  /// Pearson's chi-squared of the group against the others, signed by the direction.
  case chiSquared = "chi_squared"
  /// The signed root of the likelihood ratio of the group against everyone else.
  case evidence

  /// What groups are ordered by, in words: the end of a sentence.
  public var words: String {
    switch self {
    case .weightedRelativeAccuracy:
      "how many more of everyone they are than would be by everyone’s rate (weighted relative accuracy), which favours large groups"
    case .binomial:
      "how much higher their rate is, by the square root of how large they are (the binomial test’s order)"
    case .chiSquared: "Pearson’s chi-squared against everyone else"
    case .evidence: "the signed root of the likelihood ratio against everyone else"
    }
  }

  /// The quality of a group by people and positives of the group and of all.
  func value(size: Int, positives: Int, of all: Int, _ allPositives: Int, _ logs: LogTable)
    -> Double
  {
    guard size > 0 else { return -.infinity }
    let n = Double(size)
    let total = Double(all)
    let base = Double(allPositives) / total
    let excess = Double(positives) / n - base
    switch self {
    case .weightedRelativeAccuracy: return n / total * excess
    case .binomial: return (n / total).squareRoot() * excess
    case .chiSquared:
      guard size < all, base > 0, base < 1 else { return 0 }
      let chi = n * total / (total - n) * excess * excess / (base * (1 - base))
      return excess < 0 ? -chi : chi
    case .evidence:
      return logs.signedRoot(size: size, positives: positives, of: all, allPositives)
    }
  }
}

/// x ln x of whole numbers, for likelihood ratios of tables of counts.
struct LogTable: Sendable {
  private let values: [Double]

  init(upTo count: Int) {
    values = [0] + (1...max(1, count)).map { Double($0) * Double.log(Double($0)) }
  }

  /// The signed root of G², the likelihood ratio of a group against the others of a larger one: near a
  /// standard normal where nothing is there (Agresti 2013, 3.2).
  @inline(__always)
  func signedRoot(size: Int, positives: Int, of all: Int, _ allPositives: Int) -> Double {
    let others = all - size
    let otherPositives = allPositives - positives
    guard size > 0, others > 0 else { return 0 }
    let cells =
      values[positives] + values[size - positives] + values[otherPositives]
      + values[others - otherPositives]
    let margins =
      values[size] + values[others] + values[allPositives] + values[all - allPositives]
    let root = max(0, 2 * (cells - margins + values[all])).squareRoot()
    // positives / size against otherPositives / others
    return positives * others >= otherPositives * size ? root : -root
  }
}
