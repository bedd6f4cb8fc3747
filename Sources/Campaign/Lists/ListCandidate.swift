/// A person who may come on a list.
public struct ListCandidate: Hashable, Sendable {
  /// The person's id.
  public var person: Int64
  /// The person's telephone numbers, the preferred one first.
  public var phones: [Int64]
  /// The person's household, or nil where none is known.
  public var household: Int64?
  /// The group that each quota counts the person in; an empty word for none.
  public var groups: [String]
  /// The first reason that already keeps the person off the list, or nil.
  public var exclusion: ExclusionReason?
  /// Whether the person is in the part that isn't contacted.
  public var isHeldOut: Bool

  /// Makes a candidate from its parts.
  public init(
    person: Int64, phones: [Int64], household: Int64? = nil, groups: [String] = [],
    exclusion: ExclusionReason? = nil, isHeldOut: Bool = false
  ) {
    self.person = person
    self.phones = phones
    self.household = household
    self.groups = groups
    self.exclusion = exclusion
    self.isHeldOut = isHeldOut
  }
}
