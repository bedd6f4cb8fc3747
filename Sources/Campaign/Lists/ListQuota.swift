/// How many people of each group a list takes: seats kept for some, and a ceiling for each.
public struct ListQuota: Hashable, Sendable {
  /// Seats of one group.
  public struct Seats: Hashable, Sendable {
    /// Seats that nobody else takes while someone of the group is left.
    public var atLeast: Int
    /// The most seats; nil for no ceiling of its own.
    public var atMost: Int?

    /// Makes seats from their parts.
    public init(atLeast: Int = 0, atMost: Int? = nil) {
      self.atLeast = atLeast
      self.atMost = atMost
    }
  }

  /// The groups that have a rule of their own.
  public var groups: [String: Seats]
  /// The most seats of every other group, and of people of none; nil for no ceiling.
  public var atMost: Int?

  /// Makes a quota from its parts.
  public init(groups: [String: Seats] = [:], atMost: Int? = nil) {
    self.groups = groups
    self.atMost = atMost
  }

  /// Seats that are kept for groups.
  public var keptSeats: Int { groups.values.map(\.atLeast).reduce(0, +) }

  /// The most seats of a group.
  func ceiling(of group: String) -> Int {
    groups[group].map { $0.atMost ?? .max } ?? atMost ?? .max
  }
}
