/// The kinds of row that a file can become.
public enum ImportTarget: String, CaseIterable, Sendable {
  /// A registration of a voter file.
  case voter
  /// An election in which a registration voted.
  case vote
  /// A receipt of the committee's own ledger.
  case contribution
  /// An attempt to reach someone, with its result.
  case contact
  /// An answer to a question of a poll.
  case pollAnswer = "poll_answer"
  /// An invitation to an event, with what came of it.
  case attendance
  /// A thing that happened to a message sent to someone: sent, opened, clicked, unsubscribed.
  case emailEvent = "email_event"
  /// The protected classes that someone is of, such as a race, for probes of what stands in for them alone.
  case protectedClass = "protected_class"
  /// An entry of a contest, with a gift or without one, which is nobody's gift and no contact.
  case contestEntry = "contest_entry"
  /// A line of the FEC's itemised contributions.
  case fecContribution = "fec_contribution"
  /// A committee of the FEC's committee master.
  case fecCommittee = "fec_committee"
  /// One person a row with ready-made columns, known on one day.
  case snapshot

  /// The columns that a layout may fill, in the order in which they are stored.
  ///
  /// A snapshot's columns are its layout's own, so its list is empty.
  public var columns: [TargetColumn] {
    switch self {
    case .voter: Self.voterColumns
    case .vote: Self.voteColumns
    case .contribution: Self.contributionColumns
    case .contact: Self.contactColumns
    case .pollAnswer: Self.pollAnswerColumns
    case .attendance: Self.attendanceColumns
    case .emailEvent: Self.emailEventColumns
    case .protectedClass: Self.protectedClassColumns
    case .contestEntry: Self.contestEntryColumns
    case .fecContribution: Self.fecContributionColumns
    case .fecCommittee: Self.fecCommitteeColumns
    case .snapshot: []
    }
  }

  /// The targets whose rows name a person by a record of another file, in `person_record`, and that every stage
  /// may read: import keeps that file's source beside it, and match turns both into the person.
  public static let events: [ImportTarget] = allCases.filter {
    $0.isEvent && $0 != .protectedClass
  }

  /// Whether its rows name a person by a record of another file.
  public var isEvent: Bool { column("person_record") != nil }

  /// The column of that name, if the target has it.
  public func column(_ name: String) -> TargetColumn? {
    columns.first { $0.name == name }
  }

  private static let voterColumns: [TargetColumn] = [
    .init("first_name", .text), .init("middle_name", .text), .init("last_name", .text),
    .init("suffix", .text), .init("street", .text), .init("city", .text), .init("state", .text),
    .init("zip5", .zip), .init("phone", .phone), .init("email", .email), .init("sex", .text),
    .init("birth_year", .smallInteger), .init("age_at_year_end", .smallInteger),
    .init("party", .text), .init("county", .text), .init("precinct", .text),
    .init("registered_on", .day), .init("status", .text, isRequired: true),
    .init("status_reason", .text), .init("confidential", .flag), .init("cell_phone", .phone),
    .init("phone_kind", .text),
  ]

  private static let voteColumns: [TargetColumn] = [
    .init("election_on", .day, isRequired: true), .init("election", .text, isRequired: true),
    .init("election_kind", .text, isRequired: true), .init("method", .text),
    .init("party", .text),
  ]

  private static let contributionColumns: [TargetColumn] = [
    .init("donor_record", .text, isRequired: true), .init("first_name", .text),
    .init("last_name", .text), .init("street", .text), .init("city", .text),
    .init("state", .text), .init("zip5", .zip), .init("country", .text), .init("phone", .phone),
    .init("email", .email), .init("employer", .text), .init("occupation", .text),
    .init("contributed_on", .day, isRequired: true),
    .init("amount_cents", .positiveCents, isRequired: true), .init("refunded_on", .day),
    .init("is_recurring", .flag, isRequired: true), .init("designation", .text),
    .init("reference_code", .text), .init("committee", .text), .init("recovered_on", .day),
    .init("payment_method", .text), .init("refunded_cents", .positiveCents),
  ]

  private static let contactColumns: [TargetColumn] = [
    .init("person_record", .text, isRequired: true), .init("contacted_on", .day, isRequired: true),
    .init("channel", .text, isRequired: true), .init("result", .text, isRequired: true),
    .init("contacted_by", .text), .init("phone", .phone), .init("pledged_cents", .centsFromZero),
    .init("pledge_due_on", .day), .init("note", .text), .init("call_back_on", .day),
    .init("pledge_by", .text),
  ]

  private static let pollAnswerColumns: [TargetColumn] = [
    .init("person_record", .text, isRequired: true), .init("asked_on", .day, isRequired: true),
    .init("poll", .text, isRequired: true), .init("question", .text, isRequired: true),
    .init("answer", .text, isRequired: true),
  ]

  private static let attendanceColumns: [TargetColumn] = [
    .init("person_record", .text, isRequired: true), .init("event", .text, isRequired: true),
    .init("event_on", .day, isRequired: true), .init("star", .text),
    .init("format", .text, isRequired: true), .init("rsvp", .text),
    .init("attended", .flag), .init("paid_cents", .centsFromZero), .init("guests", .smallInteger),
  ]

  private static let emailEventColumns: [TargetColumn] = [
    .init("person_record", .text, isRequired: true), .init("message", .text, isRequired: true),
    .init("theme", .text), .init("event", .text, isRequired: true),
    .init("occurred_on", .day, isRequired: true),
  ]

  private static let protectedClassColumns: [TargetColumn] = [
    .init("person_record", .text, isRequired: true), .init("race", .text),
    .init("ethnicity", .text), .init("religion", .text), .init("health", .text),
    .init("pregnancy", .text), .init("orientation", .text),
  ]

  private static let contestEntryColumns: [TargetColumn] = [
    .init("contest", .text, isRequired: true), .init("first_name", .text),
    .init("last_name", .text), .init("email", .email), .init("state", .text),
    .init("born_on", .day), .init("is_adult", .flag), .init("is_resident", .flag),
    .init("route", .text, isRequired: true), .init("gift_record", .text),
    .init("entered", .time, isRequired: true),
  ]

  private static let fecContributionColumns: [TargetColumn] = [
    .init("sub_id", .integer, isRequired: true), .init("committee", .text, isRequired: true),
    .init("amendment", .text), .init("report_type", .text), .init("election", .text),
    .init("transaction_type", .text, isRequired: true), .init("entity_type", .text),
    .init("name", .text), .init("city", .text), .init("state", .text), .init("zip", .text),
    .init("employer", .text), .init("occupation", .text), .init("contributed_on", .day),
    .init("amount_cents", .cents, isRequired: true), .init("other_id", .text),
    .init("transaction_id", .text), .init("file_number", .text),
    .init("is_memo", .flag, isRequired: true), .init("memo_text", .text),
  ]

  private static let fecCommitteeColumns: [TargetColumn] = [
    .init("committee", .text, isRequired: true), .init("name", .text),
    .init("designation", .text), .init("type", .text), .init("party", .text),
    .init("candidate", .text),
  ]
}

/// A column that a layout can fill.
public struct TargetColumn: Hashable, Sendable {
  /// The column's name in the database.
  public let name: String
  /// What its values are.
  public let type: ValueType
  /// Whether a row without a value is set aside.
  public let isRequired: Bool

  /// Makes a column.
  public init(_ name: String, _ type: ValueType, isRequired: Bool = false) {
    self.name = name
    self.type = type
    self.isRequired = isRequired
  }
}

/// What a stored value is.
public enum ValueType: String, CaseIterable, Sendable {
  /// Text, trimmed.
  case text
  /// A civil day.
  case day
  /// A day and a time of day, with an offset from UTC or without, as `StatedTime` writes it.
  case time
  /// Money, of either sign.
  case cents = "dollars"
  /// Money above zero.
  case positiveCents = "dollars_above_zero"
  /// Money, none or more.
  case centsFromZero = "dollars_from_zero"
  /// Money of either sign, as a statistics program writes its single-precision numbers.
  case singlePrecisionCents = "dollars_single_precision"
  /// A 64-bit integer.
  case integer
  /// A 16-bit integer.
  case smallInteger = "small_integer"
  /// A finite number.
  case number
  /// True or false.
  case flag
  /// A phone of the North American plan.
  case phone
  /// A five-digit zip code.
  case zip
  /// An e-mail address.
  case email
}
