/// An election with a contribution limit of its own (11 CFR 100.2).
public struct Election: Hashable, Sendable {
  /// The kinds of election.
  public enum Name: String, CaseIterable, Sendable {
    /// A primary, or a caucus or convention that nominates in its place.
    case primary
    /// The runoff of a primary.
    case primaryRunoff
    /// The general election.
    case general
    /// The runoff of a general election.
    case generalRunoff
    /// The primary of a special election.
    case specialPrimary
    /// A special election.
    case special
    /// The runoff of a special election.
    case specialRunoff
  }

  /// Which election it is.
  public var name: Name
  /// The day on which it is held.
  public var day: Day

  /// Makes an election from its parts.
  public init(_ name: Name, on day: Day) {
    self.name = name
    self.day = day
  }
}
