/// How many people of a group are of a protected class, as far as it is told.
public struct ClassCount: Hashable, Sendable {
  /// People whose class is known.
  public var known: Int
  /// Those of it: one number, or the ends between which it is where too few are of it, or not of it, to be
  /// told.
  public var ofClass: ClosedRange<Int>

  /// Makes a count from its parts.
  public init(known: Int, ofClass: ClosedRange<Int>) {
    self.known = known
    self.ofClass = ofClass
  }

  /// Whether the number is told.
  public var isTold: Bool { ofClass.lowerBound == ofClass.upperBound }

  /// The variance by which a told count is blurred (`probe.blur`): that of sixteen coins.
  public static let blur = 4.0

  /// The share of the class; where the number isn't told, the one nearest to a guess; the guess where the class of
  /// nobody is known.
  public func share(guess: Double) -> Double {
    guard known > 0 else { return guess }
    let count = min(
      max(guess * Double(known), Double(ofClass.lowerBound)), Double(ofClass.upperBound))
    return min(max(count / Double(known), 0), 1)
  }
}
