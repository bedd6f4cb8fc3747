/// One entry of a contest, as its file states it.
public struct ContestEntry: Hashable, Sendable {
  /// How it came in; both routes have the same odds.
  public enum Route: String, CaseIterable, Sendable {
    /// Without a contribution.
    case free
    /// With one.
    case paid
  }

  /// The file's own name of its source.
  public var source: String
  /// The entry's id in it.
  public var record: String
  /// The given name.
  public var firstName: String?
  /// The family name.
  public var lastName: String?
  /// The e-mail address.
  public var email: String?
  /// The state of residence, in two letters.
  public var state: String?
  /// The day of birth, where it was asked.
  public var bornOn: Day?
  /// Whether the entrant said to be 18 or over.
  public var saysAdult: Bool
  /// Whether the entrant said to be a citizen or a lawful permanent resident.
  public var saysResident: Bool
  /// How it came in.
  public var route: Route
  /// When it came in.
  public var entered: StatedTime

  /// Makes an entry.
  public init(
    source: String, record: String, firstName: String?, lastName: String?, email: String?,
    state: String?, bornOn: Day?, saysAdult: Bool, saysResident: Bool, route: Route,
    entered: StatedTime
  ) {
    self.source = source
    self.record = record
    self.firstName = firstName
    self.lastName = lastName
    self.email = email
    self.state = state
    self.bornOn = bornOn
    self.saysAdult = saysAdult
    self.saysResident = saysResident
    self.route = route
    self.entered = entered
  }

  /// The mailbox that its address reaches; nil where it has none that could be one.
  public var mailbox: String? { email.flatMap { EmailAddress($0) }?.mailbox }

  /// Name and day of birth, by which one person is known whatever the address; nil where either lacks.
  public var person: String? {
    guard let bornOn, let first = firstName.flatMap({ NameKey($0) }),
      let last = lastName.flatMap({ NameKey($0) })
    else { return nil }
    return "\(first.name)|\(last.name)|\(last.suffix ?? "")|\(bornOn)"
  }
}
