/// What is gained by treating the best-ranked first: the Qini curve and its coefficient.
///
/// With people in falling order of score and k of them, N₁ and N₀ of the k treated and control and
/// Y₁ and Y₀ the positives among those,
///
///     q(k) = Y₁(k) - Y₀(k) · N₁(k) / N₀(k)        (Y₁(k) where N₀(k) = 0)
///
/// is the number of positives among the treated beyond what the control had (Radcliffe, "Using
/// control groups to target on predicted lift", 2007). The curve is Q(φ) = q(φn) / N₁(n), per
/// treated person, from (0, 0); people of equal score are one straight step. The coefficient is the
/// area between the curve and the straight line from (0, 0) to (1, Q(1)), by trapezoids: 0 where
/// the order is worth nothing. Other programs norm it otherwise; figures compare within one formula.
public struct QiniCurve: Sendable, Equatable {
  /// A point of the curve.
  public struct Point: Sendable, Equatable {
    /// The share of people treated, best first.
    public let share: Double
    /// Extra positives among them, per treated person of all.
    public let gain: Double
  }

  /// The points, from (0, 0) to (1, Q(1)): one at the end of each group of equal scores.
  public let points: [Point]
  /// The area between the curve and the straight line.
  public let coefficient: Double

  /// Draws the curve of scores.
  ///
  /// - Parameter weights: how often each row counts; nil for once each.
  /// - Precondition: both arms have a row; no score is NaN.
  public init(
    scores: [Double], isTreated: [Bool], outcomes: [Double], weights: [Int]? = nil
  ) {
    let weights = weights.map { $0.map { Int32($0) } }
    let order = RankedRows(
      scores: scores, isTreated: isTreated, outcomes: outcomes, units: Array(scores.indices))
    var points: [Point]? = [Point(share: 0, gain: 0)]
    coefficient = order.coefficient(
      weights: weights ?? [Int32](repeating: 1, count: scores.count), points: &points)
    precondition(!coefficient.isNaN, "a curve needs rows of both arms")
    self.points = points ?? []
  }

  /// Q at a share of people.
  public func gain(at share: Double) -> Double {
    guard let end = points.firstIndex(where: { $0.share >= share }), end > 0 else {
      return share <= 0 ? 0 : points[points.count - 1].gain
    }
    let (left, right) = (points[end - 1], points[end])
    return left.gain
      + (right.gain - left.gain) * (share - left.share) / (right.share - left.share)
  }
}

/// Rows in falling order of score, ready to be counted again and again with other weights.
struct RankedRows {
  /// For each row the number of its unit, which has the weight, doubled, plus 1 where it is treated.
  private let unitAndArm: [Int32]
  private let isPositive: [Bool]
  /// Where each group of equal scores ends.
  private let ends: [Int32]

  /// - Parameter units: what is drawn as a whole: rows or clusters, numbered from 0.
  init(scores: [Double], isTreated: [Bool], outcomes: [Double], units: [Int]) {
    precondition(!scores.contains { $0.isNaN }, "a score that is no number has no rank")
    let order = scores.indices.sorted { (scores[$1], $0) < (scores[$0], $1) }
    unitAndArm = order.map { Int32(units[$0]) << 1 | (isTreated[$0] ? 1 : 0) }
    isPositive = order.map { outcomes[$0] > 0.5 }
    ends = order.runs(where: { scores[$0] == scores[$1] }).map { Int32($0.endIndex) }
  }

  /// The Qini coefficient where each unit counts so often; NaN where an arm has no row of positive weight.
  ///
  /// - Parameters:
  ///   - weights: how often each unit counts.
  ///   - points: grows by the end of each group, where it is given.
  func coefficient(weights: [Int32], points: inout [QiniCurve.Point]?) -> Double {
    // Areas are summed in people times positives and normed at the end.
    let (unitAndArm, isPositive, weights) = (unitAndArm.span, isPositive.span, weights.span)
    var (treated, control, positives, controlPositives) = (0, 0, 0, 0)
    var (area, last, row) = (0.0, 0.0, 0)
    for end in ends {
      let before = treated + control
      while row < Int(end) {
        let word = unitAndArm[row]
        let weight = Int(weights[Int(word >> 1)])
        if word & 1 == 1 {
          treated += weight
          if isPositive[row] { positives += weight }
        } else {
          control += weight
          if isPositive[row] { controlPositives += weight }
        }
        row += 1
      }
      let step = treated + control - before
      guard step > 0 else { continue }
      let gain =
        control == 0
        ? Double(positives)
        : Double(positives) - Double(controlPositives) * Double(treated) / Double(control)
      area += Double(step) * (gain + last) / 2
      last = gain
      points?.append(QiniCurve.Point(share: Double(treated + control), gain: gain))
    }
    guard treated > 0, control > 0 else { return .nan }
    let (people, perTreated) = (Double(treated + control), 1 / Double(treated))
    points = points?.map {
      QiniCurve.Point(share: $0.share / people, gain: $0.gain * perTreated)
    }
    return (area / people - last / 2) * perTreated
  }
}

extension RankedRows {
  func coefficient(weights: [Int32]) -> Double {
    var none: [QiniCurve.Point]?
    return coefficient(weights: weights, points: &none)
  }
}
