/// A part of a whole, both counted in the same unit: gifts, cents or donors.
public struct Ratio: Equatable, Sendable {
  /// The part, 0…denominator.
  public let numerator: Int64
  /// The whole, above zero.
  public let denominator: Int64

  /// Makes the ratio; nil where the whole isn't above zero or the part doesn't lie within it.
  public init?(_ numerator: Int64, of denominator: Int64) {
    guard denominator > 0, (0...denominator).contains(numerator) else { return nil }
    self.numerator = numerator
    self.denominator = denominator
  }

  /// Tenths of a percent, 0…1000, a half rounded up.
  public var permille: Int {
    let whole = Int128(denominator)
    return Int((Int128(numerator) * 2000 + whole) / (2 * whole))
  }

  /// The percentage with one decimal, `31.2%`; a part is never rounded to none or to all.
  public var percent: String {
    switch permille {
    case 0 where numerator > 0: "under 0.1%"
    case 1000 where numerator < denominator: "over 99.9%"
    case let tenths: "\(tenths / 10).\(tenths % 10)%"
    }
  }
}

extension Ratio: Comparable {
  /// Orders ratios by value, exactly.
  public static func < (left: Ratio, right: Ratio) -> Bool {
    Int128(left.numerator) * Int128(right.denominator)
      < Int128(right.numerator) * Int128(left.denominator)
  }
}
