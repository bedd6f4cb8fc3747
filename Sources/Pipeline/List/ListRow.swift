import Campaign
import Modeling
import Postgres

/// One person on a list, as the list shows them.
struct ListRow {
  var person: Int64
  var rank: Int64
  var firstName: String?
  var lastName: String?
  var street: String?
  var city: String?
  var state: String?
  var zip5: String?
  var phone: Int64?
  /// The last three gifts that weren't given back, the latest first.
  var latestGifts: [Gift]
  /// What the last of them answered.
  var giftSource: String?
  /// How many gifts there were in all, and what they come to.
  var giftCount: Int64
  var giftTotal: Cents
  /// Whom a donor works for and what they do, as the latest receipt that says so has it.
  var employer: String?
  var occupation: String?
  /// What the ranking goes by.
  var standing: Standing
  var source: String
  var record: String
  /// The number by which NGP VAN knows the person, where a file of VAN's said so and the list goes there.
  var vanid: String?
  var household: Int64
  /// The turf or caller whose file has the row; empty for an undivided list.
  var turf: String
  /// The day of the call, where the list's capacity says it.
  var contactOn: Day?
  /// What a donor's latest gift lacks for the records that a committee keeps, and no gift near it tells.
  var lacks: [String]
  /// What is promised and hasn't come, and when it is due.
  var outstanding: Cents?
  var outstandingDue: Day?
  /// How it will come.
  var outstandingBy: String?
  var lastContactOn: Day?
  var lastResult: String?
  /// When the person asked then to be called again.
  var callBackOn: Day?
  /// The latest that a caller wrote down.
  var note: String?
  /// What may still be given to the election; nil without the rule.
  var room: Cents?
  /// The same of a primary and of a general election that are still to come.
  var primaryRoom: Cents?
  var generalRoom: Cents?
  /// Other grown-ups of the household, in words; empty where nobody is known.
  var housemates: String
  var ask: Cents?
  /// What the person is offered, on an event's list.
  var invitation: Invitation?
  /// Up to three, the strongest first.
  var reasons: [String] = []

  /// A person's score.
  enum Standing {
    /// The chance, and that chance times the band mean gift.
    case chance(Double, expected: Cents)
    /// What a contact adds to the chance.
    case uplift(Double)

    /// The number that percentiles are of.
    var score: Double {
      switch self {
      case .chance(let probability, _): probability
      case .uplift(let uplift): uplift
      }
    }

    /// A score in the middle of two.
    func between(_ other: Standing) -> Standing {
      switch (self, other) {
      case (.chance(let one, let cents), .chance(let two, let others)):
        .chance((one + two) / 2, expected: Cents((cents.count + others.count) / 2))
      case (.uplift(let one), .uplift(let two)): .uplift((one + two) / 2)
      default: self
      }
    }
  }

  /// A gift.
  struct Gift {
    var day: Day
    var amount: Cents
  }

  var latestGift: Gift? { latestGifts.first }

  /// First and last name with one blank between them.
  var name: String { [firstName, lastName].compactMap { $0 }.joined(separator: " ") }

  /// The phone as people read it; empty where there is none.
  var phoneText: String { phone.flatMap { PhoneNumber(String($0)) }?.text ?? "" }

  /// Reads the rows of people on a cut, in their order, with their asks and reasons.
  static func read(
    _ query: ListQuery, _ places: [ListPlacement.Place], _ connection: inout Connection
  ) throws -> [ListRow] {
    guard !places.isEmpty else { return [] }
    let (statement, values) = try query.rows(of: places.map(\.person))
    let phones = Dictionary(uniqueKeysWithValues: places.map { ($0.person, $0.phone) })
    var builders = query.features.map { ColumnBuilder(feature: $0) }
    var rows: [ListRow] = []
    _ = try connection.query(statement, values) { found in
      try found.forEach { row in
        rows.append(try listRow(row, query, phones))
        for index in builders.indices { try builders[index].append(row, 34 + index) }
      }
    }
    let reasons = try Reasons(query.model, query.features).words(
      of: builders.map(\.column), rows: rows.count)
    let vanids = try vanids(query, places, &connection)
    for row in rows.indices {
      rows[row].reasons = reasons[row]
      rows[row].vanid = vanids[rows[row].person]
    }
    return rows
  }

  private static func vanids(
    _ query: ListQuery, _ places: [ListPlacement.Place], _ connection: inout Connection
  ) throws -> [Int64: String] {
    guard query.list.handOver.contains(.van) else { return [:] }
    let found = try connection.rows(
      SQLFiles.statement("list/vanids"), [.integers(places.map(\.person))]
    ) { (try $0.integer(0), try $0.text(1)) }
    return Dictionary(found) { first, _ in first }
  }

  /// Where a donor works, by all of their receipts.
  private static func work(
    _ row: borrowing Row
  ) throws -> (employer: String?, occupation: String?, missing: [ContributorInformation.Part]) {
    guard try !row.isNull(24) else { return (nil, nil, []) }
    let employers = try row.texts(25)
    let occupations = try row.texts(26)
    return ContributorInformation.work(
      in: try row.integers(24).enumerated().map { place, day in
        (
          day: Day(daysSince1970: Int32(clamping: day)), employer: employers[place],
          occupation: occupations[place]
        )
      })
  }

  private static func housemates(_ row: borrowing Row) throws -> String {
    guard try !row.isNull(28) else { return "" }
    let names = try row.texts(28)
    let more = try row.integer(29) - Int64(names.count)
    return names.joined(separator: ", ") + (more > 0 ? " and \(more) more" : "")
  }

  private static func listRow(
    _ row: borrowing Row, _ query: ListQuery, _ phones: [Int64: Int64?]
  ) throws -> ListRow {
    let person = try row.integer(0)
    let given = Cents(try row.integer(10))
    let days = try row.isNull(8) ? [] : row.integers(8)
    let cents = try row.isNull(9) ? [] : row.integers(9)
    let gifts = zip(days, cents).map { Gift(day: Day(daysSince1970: Int32($0)), amount: Cents($1)) }
    let work = try work(row)
    let rules = query.rules
    func room(_ name: Election.Name, _ place: Int) throws -> Cents? {
      rules.room(name, given: rules.isOfTheDay(name) ? given : Cents(try row.integer(place)))
    }
    return ListRow(
      person: person, rank: try row.integer(1), firstName: try row.textIfPresent(2),
      lastName: try row.textIfPresent(3), street: try row.textIfPresent(4),
      city: try row.textIfPresent(5), state: try row.textIfPresent(6),
      zip5: try row.textIfPresent(7), phone: phones[person] ?? nil,
      latestGifts: gifts, giftSource: try row.textIfPresent(27),
      giftCount: try row.integerIfPresent(22) ?? 0,
      giftTotal: Cents(try row.integerIfPresent(23) ?? 0), employer: work.employer,
      occupation: work.occupation,
      standing: query.list.ranking.isOfUplift
        ? .uplift(try row.double(11))
        : .chance(try row.double(11), expected: Cents(try row.integer(12))),
      source: try row.text(13), record: try row.text(14), household: try row.integer(15),
      turf: try row.text(16),
      lacks: work.missing.map(\.rawValue),
      outstanding: try row.integerIfPresent(17).flatMap { $0 > 0 ? Cents($0) : nil },
      outstandingDue: try row.dayIfPresent(18).map { Day(daysSince1970: $0) },
      outstandingBy: try row.textIfPresent(33),
      lastContactOn: try row.dayIfPresent(19).map { Day(daysSince1970: $0) },
      lastResult: try row.textIfPresent(20),
      callBackOn: try row.dayIfPresent(32).map { Day(daysSince1970: $0) },
      note: try row.textIfPresent(21),
      room: query.rules.room(given: given),
      primaryRoom: try room(.primary, 30), generalRoom: try room(.general, 31),
      housemates: try housemates(row),
      ask: query.rules.ask(
        latestGift: gifts.first?.amount, given: given, defaultAsk: query.campaign.defaultAsk,
        promised: query.list.ranking == .dueDate
          ? try row.integerIfPresent(17).map { Cents($0) } : nil))
  }
}
