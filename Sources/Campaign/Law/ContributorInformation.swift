/// What a ledger says of who gave: the identification of 11 CFR 100.12.
public struct ContributorInformation: Hashable, Sendable {
  /// What is asked of a contributor.
  public enum Part: String, CaseIterable, Sendable {
    /// First and last name.
    case name
    /// Street, city, state and zip code.
    case address
    /// Who employs them.
    case employer
    /// What they do.
    case occupation
  }

  /// The first name.
  public var firstName: String?
  /// The last name.
  public var lastName: String?
  /// The street.
  public var street: String?
  /// The city.
  public var city: String?
  /// The state.
  public var state: String?
  /// The zip code's five digits.
  public var zip5: String?
  /// The employer.
  public var employer: String?
  /// The occupation.
  public var occupation: String?

  /// Makes information from its parts.
  public init(
    firstName: String? = nil, lastName: String? = nil, street: String? = nil, city: String? = nil,
    state: String? = nil, zip5: String? = nil, employer: String? = nil, occupation: String? = nil
  ) {
    self.firstName = firstName
    self.lastName = lastName
    self.street = street
    self.city = city
    self.state = state
    self.zip5 = zip5
    self.employer = employer
    self.occupation = occupation
  }

  /// Days within which a treasurer asks once for what is missing (11 CFR 104.7(b)(2)).
  public static let requestDays = 30

  /// What is missing.
  ///
  /// Words that fill a field and say nothing, such as `N/A` or `information requested`, are missing.
  /// Of someone who says that they don't work neither employer nor occupation is. An address without
  /// state and zip code is whole where it lies abroad.
  ///
  /// - Parameter isAbroad: whether the address is outside the United States.
  public func missing(isAbroad: Bool = false) -> [Part] {
    var parts: [Part] = []
    if !Self.says(firstName) || !Self.says(lastName) { parts.append(.name) }
    let isPlaced = isAbroad || (Self.says(state) && Self.says(zip5))
    if !Self.says(street) || !Self.says(city) || !isPlaced { parts.append(.address) }
    if Self.saysNoWork(employer) || Self.saysNoWork(occupation) { return parts }
    if !Self.says(employer) { parts.append(.employer) }
    if !Self.says(occupation) { parts.append(.occupation) }
    return parts
  }

  /// Whether two receipts are of the same two years, the later of them even, within which a committee
  /// reports what its own records hold (11 CFR 104.7(b)(3)).
  public static func period(of day: Day) -> Int { (day.year + 1) / 2 }

  /// What receipts say of where a contributor works, and what of it is missing from the latest.
  ///
  /// Shown is the latest that says something; missing is what the latest receipt lacks and no other of
  /// its two years tells.
  ///
  /// - Parameter receipts: the contributor's, the latest first.
  public static func work(
    in receipts: [(day: Day, employer: String?, occupation: String?)]
  ) -> (employer: String?, occupation: String?, missing: [Part]) {
    let employer = receipts.first { says($0.employer) }?.employer
    let occupation = receipts.first { says($0.occupation) }?.occupation
    guard let latest = receipts.first else { return (nil, nil, []) }
    var information = ContributorInformation(
      employer: latest.employer, occupation: latest.occupation)
    for other in receipts.dropFirst() where period(of: other.day) == period(of: latest.day) {
      information.fill(
        from: ContributorInformation(employer: other.employer, occupation: other.occupation))
    }
    let missing = information.missing().filter { $0 == .employer || $0 == .occupation }
    return (employer, occupation, missing)
  }

  /// Takes what is missing from what the same contributor said at another time.
  ///
  /// 11 CFR 104.7(b)(3): a committee reports what its own records hold.
  public mutating func fill(from other: ContributorInformation) {
    let missing = missing()
    if missing.contains(.address), !other.missing().contains(.address) {
      (street, city, state, zip5) = (other.street, other.city, other.state, other.zip5)
    }
    let work = other.missing()
    if missing.contains(.employer), !work.contains(.employer) { employer = other.employer }
    if missing.contains(.occupation), !work.contains(.occupation) { occupation = other.occupation }
  }

  /// Whether nobody is named at all.
  public var isAnonymous: Bool { !Self.says(firstName) && !Self.says(lastName) }

  private static func says(_ text: String?) -> Bool {
    guard let text else { return false }
    let words = plain(text)
    return !words.isEmpty && !saysNothing.contains(words)
  }

  private static func saysNoWork(_ text: String?) -> Bool {
    text.map { noWork.contains(plain($0)) } ?? false
  }

  /// Letters and digits in lower case, single blanks between words.
  private static func plain(_ text: String) -> String {
    text.lowercased().split { !$0.isLetter && !$0.isNumber }.joined(separator: " ")
  }

  private static let saysNothing: Set = [
    "n a", "na", "none", "unknown", "requested", "information requested", "info requested",
    "information requested per best efforts", "requested per best efforts", "best efforts",
    "not provided", "not available", "not applicable", "refused", "tbd", "x", "xx", "xxx",
    "anonymous",
  ]

  private static let noWork: Set = [
    "retired", "not employed", "unemployed", "homemaker", "student", "disabled",
  ]
}
