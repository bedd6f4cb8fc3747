/// How well scores tell who is of a class, from counts by band of score alone: the area under the ROC curve,
/// 0.5 where they tell nothing and 1 where they tell it of all.
///
/// People of one band count as equal, so that bands give a little less than single scores would.
public struct ProxyArea: Hashable, Sendable {
  /// The area.
  public var value: Double
  /// Its 95 % interval: DeLong's variance (`AUC`) and that of the blur, cut at 0 and 1.
  public var interval: ClosedRange<Double>

  /// The area in parts of the people each scored by a model of the others, weighed by their pairs; nil where
  /// in one of them nobody is of the class, or everybody.
  ///
  /// - Parameters:
  ///   - parts: of each part its bands, the lowest scores first.
  ///   - wholes: the count of each whole part, of which bands that aren't told share what is left.
  public init?(parts: [[ClassCount]], wholes: [ClassCount]) {
    var (areas, variances, pairs): ([Double], [Double], [Double]) = ([], [], [])
    for (bands, whole) in zip(parts, wholes) {
      guard let told = Self.area(bands, whole) else { return nil }
      areas.append(told.area)
      variances.append(told.variance)
      pairs.append(told.pairs)
    }
    let sum = pairs.reduce(0, +)
    guard sum > 0 else { return nil }
    value = zip(areas, pairs).reduce(0) { $0 + $1.0 * $1.1 } / sum
    let error = zip(variances, pairs).reduce(0) { $0 + $1.0 * $1.1 * $1.1 }.squareRoot() / sum
    interval = max(0, value - normal975 * error)...min(1, value + normal975 * error)
  }

  private static func area(
    _ bands: [ClassCount], _ whole: ClassCount
  ) -> (area: Double, variance: Double, pairs: Double)? {
    let told = bands.filter(\.isTold).reduce(0) { $0 + $1.ofClass.lowerBound }
    let least = bands.filter { !$0.isTold }.reduce(0) { $0 + $1.ofClass.lowerBound }
    let open = bands.filter { !$0.isTold }.reduce(0) {
      $0 + $1.ofClass.upperBound - $1.ofClass.lowerBound
    }
    // What is left falls to the bands between their ends.
    let left = Double(max(0, whole.ofClass.lowerBound - told - least))
    let filled = open > 0 ? min(1, left / Double(open)) : 0
    let with = bands.map { band in
      min(
        Double(band.ofClass.lowerBound)
          + filled * Double(band.ofClass.upperBound - band.ofClass.lowerBound), Double(band.known))
    }
    let without = zip(bands, with).map { Double($0.known) - $1 }
    let (positives, negatives) = (with.reduce(0, +), without.reduce(0, +))
    guard positives > 1, negatives > 1 else { return nil }
    var below = 0.0
    var above = positives
    var beaten: [Double] = []
    var beating: [Double] = []
    for (own, other) in zip(with, without) {
      above -= own
      beaten.append((below + other / 2) / negatives)
      beating.append((above + own / 2) / positives)
      below += other
    }
    let area = zip(with, beaten).reduce(0) { $0 + $1.0 * $1.1 } / positives
    func scatter(_ weights: [Double], _ values: [Double], _ count: Double) -> Double {
      zip(weights, values).reduce(0) { $0 + $1.0 * ($1.1 - area) * ($1.1 - area) }
        / (count - 1) / count
    }
    let blur = beaten.reduce(0) { $0 + ($1 - area) * ($1 - area) } * ClassCount.blur
    return (
      area,
      scatter(with, beaten, positives) + scatter(without, beating, negatives)
        + blur / (positives * positives), positives * negatives
    )
  }

  /// The bands of profiles by score, about equal in people, those with one score together.
  ///
  /// - Parameters:
  ///   - scores: one a profile.
  ///   - people: how many each profile has.
  ///   - count: how many bands at most.
  /// - Returns: the band of each profile, from 0 for the lowest scores, and how many there are.
  public static func bands(
    _ scores: [Double], people: [Int], count: Int
  ) -> (ofProfile: [Int], count: Int) {
    var bands = [Int](repeating: 0, count: scores.count)
    let total = people.reduce(0, +)
    var (band, inBand, seen) = (0, 0, 0)
    var last = -Double.infinity
    for profile in scores.indices.sorted(by: { (scores[$0], $0) < (scores[$1], $1) }) {
      if inBand > 0, scores[profile] > last, seen * count >= (band + 1) * total {
        band += 1
        inBand = 0
      }
      bands[profile] = band
      inBand += people[profile]
      seen += people[profile]
      last = scores[profile]
    }
    return (bands, band + 1)
  }
}
