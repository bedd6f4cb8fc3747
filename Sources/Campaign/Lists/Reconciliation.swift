/// The account of a list: every person of the universe is listed, held out, or excluded for a reason.
public struct Reconciliation: Hashable, Sendable {
  /// How many people the universe holds, counted where it comes from and not by the cut.
  public var universe: Int
  /// How many are on the list.
  public var listed: Int
  /// How many would be on the list and aren't contacted, so that its effect can be measured.
  public var heldOut: Int
  /// How many were excluded, by their first reason.
  public var excluded: [ExclusionReason: Int]

  /// Makes an account from its counts.
  public init(universe: Int, listed: Int, heldOut: Int, excluded: [ExclusionReason: Int]) {
    self.universe = universe
    self.listed = listed
    self.heldOut = heldOut
    self.excluded = excluded
  }

  /// Whether universe = listed + held out + excluded.
  public var isBalanced: Bool {
    universe == listed + heldOut + excluded.values.reduce(0, +)
  }
}
