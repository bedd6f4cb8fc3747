/// Who takes part in a draw: one entry a person, by rules that don't know by which route it came.
public struct EntryReview: Sendable {
  /// The first second that counts, since 1970 UTC.
  public var opens: Int64
  /// The last second that counts.
  public var closes: Int64
  /// The clock of entries that state no offset.
  public var zone: TimeZoneUS
  /// The states whose people may enter, in two letters.
  public var states: Set<String>
  /// Mailboxes of people who may not enter, and why.
  public var excluded: [String: EntryReason]

  /// Makes a review from a contest's rules.
  public init(
    opens: Int64, closes: Int64, zone: TimeZoneUS, states: Set<String>,
    excluded: [String: EntryReason]
  ) {
    self.opens = opens
    self.closes = closes
    self.zone = zone
    self.states = states
    self.excluded = excluded
  }

  /// For each entry, in the given order, why it takes no part; nil where it does.
  ///
  /// Of several good entries of one person the earliest counts; of the same second, the one whose
  /// source and record come first.
  public func reasons(_ entries: [ContestEntry]) -> [EntryReason?] {
    let moments = entries.map { $0.entered.secondsSince1970(on: zone) }
    var reasons = zip(entries, moments).map { alone($0, at: $1) }
    let order = entries.indices.filter { reasons[$0] == nil }.sorted {
      (moments[$0], entries[$0].source, entries[$0].record)
        < (moments[$1], entries[$1].source, entries[$1].record)
    }
    var mailboxes: Set<String> = []
    var people: Set<String> = []
    for index in order {
      let (mailbox, person) = (entries[index].mailbox, entries[index].person)
      if let mailbox, mailboxes.contains(mailbox) {
        reasons[index] = .sameMailbox
      } else if let person, people.contains(person) {
        reasons[index] = .samePerson
      }
      // What a second entry says of its person holds too: a third may share only that with it.
      if let mailbox { mailboxes.insert(mailbox) }
      if let person { people.insert(person) }
    }
    return reasons
  }

  /// What an entry says by itself.
  private func alone(_ entry: ContestEntry, at moment: Int64) -> EntryReason? {
    if moment < opens { return .beforeOpening }
    if moment > closes { return .afterClosing }
    if entry.mailbox == nil, entry.person == nil { return .notIdentified }
    guard let state = entry.state?.uppercased(), TimeZoneUS.stateCodes.contains(state) else {
      return .noState
    }
    if !states.contains(state) { return .stateExcluded }
    if let bornOn = entry.bornOn {
      if Self.isUnder18(bornOn, on: zone.day(at: moment)) { return .minor }
    } else if !entry.saysAdult {
      return .ageNotStated
    }
    if !entry.saysResident { return .notResident }
    return entry.mailbox.flatMap { excluded[$0] }
  }

  /// Whether someone's eighteenth birthday comes after a day; who is born on 29 February comes of age
  /// on 1 March.
  static func isUnder18(_ bornOn: Day, on day: Day) -> Bool {
    (day.year - bornOn.year, day.month, day.day) < (18, bornOn.month, bornOn.day)
  }
}
