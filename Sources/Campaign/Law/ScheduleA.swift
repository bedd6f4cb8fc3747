/// A line of Schedule A of Form 3, itemised receipts of individuals, as electronic filing names its 45
/// fields (form type SA, versions 8.0 to 8.5).
public struct ScheduleA: Hashable, Sendable {
  /// The fields' names, in their order.
  public static let columns = [
    "FORM TYPE", "FILER COMMITTEE ID NUMBER", "TRANSACTION ID", "BACK REFERENCE TRAN ID NUMBER",
    "BACK REFERENCE SCHED NAME", "ENTITY TYPE", "CONTRIBUTOR ORGANIZATION NAME",
    "CONTRIBUTOR LAST NAME", "CONTRIBUTOR FIRST NAME", "CONTRIBUTOR MIDDLE NAME",
    "CONTRIBUTOR PREFIX", "CONTRIBUTOR SUFFIX", "CONTRIBUTOR STREET 1", "CONTRIBUTOR STREET 2",
    "CONTRIBUTOR CITY", "CONTRIBUTOR STATE", "CONTRIBUTOR ZIP CODE", "ELECTION CODE",
    "ELECTION OTHER DESCRIPTION", "CONTRIBUTION DATE", "CONTRIBUTION AMOUNT",
    "CONTRIBUTION AGGREGATE", "CONTRIBUTION PURPOSE DESCRIP", "CONTRIBUTOR EMPLOYER",
    "CONTRIBUTOR OCCUPATION", "DONOR COMMITTEE FEC ID", "DONOR COMMITTEE NAME",
    "DONOR CANDIDATE FEC ID", "DONOR CANDIDATE LAST NAME", "DONOR CANDIDATE FIRST NAME",
    "DONOR CANDIDATE MIDDLE NAME", "DONOR CANDIDATE PREFIX", "DONOR CANDIDATE SUFFIX",
    "DONOR CANDIDATE OFFICE", "DONOR CANDIDATE STATE", "DONOR CANDIDATE DISTRICT", "CONDUIT NAME",
    "CONDUIT STREET1", "CONDUIT STREET2", "CONDUIT CITY", "CONDUIT STATE", "CONDUIT ZIP CODE",
    "MEMO CODE", "MEMO TEXT DESCRIPTION", "REFERENCE CODE",
  ]

  /// Who passed an earmarked contribution on.
  public struct Conduit: Hashable, Sendable {
    /// Its name.
    public var name: String
    /// Its FEC id.
    public var committee: String
    /// Its street.
    public var street: String
    /// Its city.
    public var city: String
    /// Its state.
    public var state: String
    /// Its zip code.
    public var zip: String

    /// Makes a conduit from its parts.
    public init(
      name: String, committee: String, street: String, city: String, state: String, zip: String
    ) {
      self.name = name
      self.committee = committee
      self.street = street
      self.city = city
      self.state = state
      self.zip = zip
    }
  }

  /// The committee that received it.
  public var committee: String
  /// The receipt's name on all reports.
  public var transaction: String
  /// What the ledger says of the contributor.
  public var contributor: ContributorInformation
  /// The election that the receipt counts to; nil where it counts to none.
  public var election: Election?
  /// The day of receipt.
  public var day: Day
  /// What was received.
  public var amount: Cents
  /// What the contributor has given in the cycle, this receipt with it.
  public var aggregate: Cents
  /// Who passed it on; nil where it came straight.
  public var conduit: Conduit?

  /// Makes a line from its parts.
  public init(
    committee: String, transaction: String, contributor: ContributorInformation,
    election: Election?, day: Day, amount: Cents, aggregate: Cents, conduit: Conduit?
  ) {
    self.committee = committee
    self.transaction = transaction
    self.contributor = contributor
    self.election = election
    self.day = day
    self.amount = amount
    self.aggregate = aggregate
    self.conduit = conduit
  }

  /// A receipt's name on all reports.
  ///
  /// `A` and 16 hexadecimal digits, of the source's name and the record alone, so that an amendment
  /// gives it again. The FEC allows 20 characters.
  public static func transaction(source: String, record: String) -> String {
    var hash = StableHash()
    hash.append(source)
    hash.append(0x1F)
    hash.append(record)
    let digits = String(hash.value, radix: 16, uppercase: true)
    return "A" + String(repeating: "0", count: 16 - digits.count) + digits
  }

  /// Writes the line as a record.
  ///
  /// Empty are the fields of lines that a ledger of individuals' gifts has none of: organisations,
  /// committees and candidates who give, references back, memos. What is missing of a contributor is
  /// left empty: whether it was asked for, a ledger doesn't know.
  public func write(to writer: inout CSVWriter) throws {
    for text in ["SA11AI", committee, transaction, "", "", "IND", ""] { writer.field(text) }
    writer.field(contributor.lastName ?? "")
    writer.field(contributor.firstName ?? "")
    for _ in 0..<3 { writer.field("") }
    writer.field(contributor.street ?? "")
    writer.field("")
    writer.field(contributor.city ?? "")
    writer.field(contributor.state ?? "")
    writer.field(contributor.zip5 ?? "")
    writer.field(election.map { "\($0.name.code)\($0.day.year)" } ?? "")
    writer.field(election.flatMap { Self.description($0.name) } ?? "")
    writer.field(String(day.description.filter { $0 != "-" }))
    writer.amount(amount)
    writer.amount(aggregate)
    writer.field(conduit.map { "Earmarked through \($0.name) (\($0.committee))" } ?? "")
    writer.field(contributor.employer ?? "")
    writer.field(contributor.occupation ?? "")
    for _ in 0..<11 { writer.field("") }
    for text in [
      conduit?.name, conduit?.street, nil, conduit?.city, conduit?.state, conduit?.zip,
    ] { writer.field(text ?? "") }
    for _ in 0..<3 { writer.field("") }
    try writer.endRow()
  }

  /// What the letter of the code doesn't say of an election.
  private static func description(_ name: Election.Name) -> String? {
    switch name {
    case .primary, .general, .special: nil
    default: name.words
    }
  }
}
