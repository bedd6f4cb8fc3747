/// A ratio, or a difference of two, with its values where the clusters are drawn again.
public struct ResampledRatio: Sendable {
  /// The ratio; no number where there is nothing to divide by.
  public let value: Double
  private let drawn: [Double]

  init(value: Double, drawn: [Double]) {
    self.value = value
    self.drawn = drawn
  }

  /// The 95 % interval, from the ⌈N/40⌉-th draw from either end; nil where the value is no number, or
  /// more than one draw in twenty has nothing to divide by.
  ///
  /// Source: Efron & Tibshirani, An Introduction to the Bootstrap (1993), 13.3.
  public var interval: ClosedRange<Double>? {
    let sorted = drawn.filter(\.isFinite).sorted()
    guard value.isFinite, !sorted.isEmpty, sorted.count * 20 >= drawn.count * 19 else { return nil }
    let outside = (sorted.count + 39) / 40
    return sorted[outside - 1]...max(sorted[outside - 1], sorted[sorted.count - outside])
  }

  /// The difference, draw by draw.
  public static func - (left: ResampledRatio, right: ResampledRatio) -> ResampledRatio {
    ResampledRatio(
      value: left.value - right.value, drawn: zip(left.drawn, right.drawn).map { $0 - $1 })
  }
}
