/// What one committee's itemised rows bear, of the rows in this file.
public struct ItemisedSection: Equatable, Encodable, Sendable {
  /// What the shares are shares of: never a committee's money.
  public let scope = "the rows in this file"
  /// The sums.
  public let figures: ItemisedFigures
  /// The five shares, three of which the file can't answer.
  public let shares: [Share]

  /// Makes the section of a committee.
  public init(_ figures: ItemisedFigures) {
    self.figures = figures
    self.shares = figures.shares
  }
}
