/// Why an entry takes no part in the draw; the first that applies stands.
///
/// None of them looks at the route: what keeps a free entry out keeps a paid one out.
public enum EntryReason: String, CaseIterable, Sendable {
  case beforeOpening = "before_opening"
  case afterClosing = "after_closing"
  case notIdentified = "not_identified"
  case noState = "no_state"
  case stateExcluded = "state_excluded"
  case minor
  case ageNotStated = "age_not_stated"
  case notResident = "not_resident"
  case staff
  case contractor
  case family
  case sameMailbox = "same_mailbox"
  case samePerson = "same_person"

  /// In words, for pages and summaries.
  public var inWords: String {
    switch self {
    case .beforeOpening: "came before the opening"
    case .afterClosing: "came after the closing"
    case .notIdentified: "has neither an e-mail address nor a name with a day of birth"
    case .noState: "names no state"
    case .stateExcluded: "lives in a state that the rules leave out"
    case .minor: "is under 18"
    case .ageNotStated: "didn't say to be 18 or over"
    case .notResident: "didn't say to be a citizen or lawful permanent resident"
    case .staff: "is on the sponsor's staff"
    case .contractor: "is a federal contractor"
    case .family: "is of the family or household of staff"
    case .sameMailbox: "entered before, from the same mailbox"
    case .samePerson: "entered before, by name and day of birth"
    }
  }

  /// The law or rule that it rests on.
  public var cite: String {
    switch self {
    case .notResident: "52 USC 30121(b)(2); 11 CFR 110.20(a)(3)"
    case .contractor: "52 USC 30119; 11 CFR 115.2"
    default: "the contest's rules"
    }
  }

  /// Reasons that a file of people who may not enter gives.
  public static let ofExclusion: [EntryReason] = [.staff, .contractor, .family]
}
