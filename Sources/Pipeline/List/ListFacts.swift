import Campaign
import Postgres

/// What a person's standing on a list rests on, in sentences without a name.
struct ListFacts {
  private let cut: ListStanding
  private let person: Int64
  private let campaign: CampaignDefinition
  private let doNotCallSince: Day?
  private let phones: Int64
  private let barredPhones: Int64
  private let heardOn: Day?
  private let status: String?

  init(
    _ cut: ListStanding, person: Int64, _ campaign: CampaignDefinition,
    _ connection: inout Connection
  ) throws {
    let result = Self.results[cut.reason ?? cut.withdrawn ?? ""] ?? "moved"
    let rows = try connection.rows(
      SQLFiles.statement("list/why_facts"), [.integer(person), .text(result)]
    ) { row in
      (
        since: try row.dayIfPresent(0), phones: try row.integer(1), barred: try row.integer(2),
        heard: try row.dayIfPresent(3), status: try row.textIfPresent(4)
      )
    }
    guard let row = rows.first else {
      throw Failure(
        .badInput, "nobody has that person_id",
        next: "Look it up in a list's file, or name a record.")
    }
    self.cut = cut
    self.person = person
    self.campaign = campaign
    doNotCallSince = row.since.map { Day(daysSince1970: $0) }
    phones = row.phones
    barredPhones = row.barred
    heardOn = row.heard.map { Day(daysSince1970: $0) }
    status = row.status
  }

  /// The result that stands behind a reason.
  private static let results: [String: String] = [
    ExclusionReason.deceased.rawValue: "deceased", ExclusionReason.moved.rawValue: "moved",
    ExclusionReason.doNotText.rawValue: "do_not_text",
    ExclusionReason.doNotMail.rawValue: "do_not_mail",
    ExclusionReason.doNotContact.rawValue: "do_not_contact",
  ]

  func sentences(_ connection: inout Connection) throws -> [String] {
    guard cut.isOfUniverse else { return try outside(&connection) }
    guard let reason = (cut.reason ?? cut.withdrawn).flatMap(ExclusionReason.init) else {
      return try worth(&connection)
    }
    switch reason {
    case .doNotCall:
      return doNotCallSince.map { ["asked on \($0)"] }
        ?? ["each of \(phones) numbers is barred: \(barredPhones)"]
    case .doNotText, .doNotMail, .doNotContact:
      return heardOn.map { ["asked on \($0)"] } ?? []
    case .minor where status == VoterStatus.preregistered.rawValue, .removed:
      return status.map { ["the voter file says `\($0)`"] } ?? []
    case .deceased, .moved: return heardOn.map { ["a caller heard so on \($0)"] } ?? []
    case .maxedOut:
      guard let limit = cut.limit, let election = cut.election else { return [] }
      return [
        "less than \(AskLadder.least.dollars) is left of \(limit.dollars) for the \(election)"
      ]
    case .noRoomForTier:
      guard let limit = cut.limit, let election = cut.election,
        let lowest = cut.definition.event?.tiers.lowest
      else { return [] }
      return [
        "less than \(lowest.dollars) is left of \(limit.dollars) for the \(election)"
      ]
    case .tooFar:
      guard let most = cut.definition.event?.withinMiles else { return [] }
      return ["people within \(Figure.text(most, places: 0)) miles are invited"]
    case .placeUnknown:
      return ["`places` of campaign.yml has neither their ZIP code nor their county"]
    case .contactedRecently, .refusedRecently: return try touch(&connection)
    case .phoneAlreadyListed, .householdAlreadyListed: return try taken(&connection)
    case .noPhone: return ["\(phones) numbers are known, \(barredPhones) of them barred"]
    case .belowTheCut, .groupFull, .notMoved, .notWorthTheCost: return try worth(&connection)
    default: return []
    }
  }

  /// The tests of the universe that the person doesn't meet.
  private func outside(_ connection: inout Connection) throws -> [String] {
    let list = cut.definition
    let set = try FeatureSet.read(
      cut.featureSet, purpose: list.purpose, place: list.file, &connection)
    var values: [Value] = [.integer(person)]
    let tests = try list.universe.map {
      "coalesce(\(try $0.sql(over: set.features, binding: &values)), false)"
    }
    let day = set.isSnapshot ? "" : " and feature.as_of = date '\(cut.day)'"
    let columns = (["true"] + tests).joined(separator: ", ")
    let statement = Statement(
      "select \(columns) from \(set.relation.text) as feature where feature.person_id = $1\(day)",
      file: "list/why")
    let met = try connection.rows(statement, values) { row in
      try list.universe.indices.map { try row.bool($0 + 1) }
    }
    guard let met = met.first else { return ["nothing was known of the person on that day"] }
    return zip(list.universe, met).filter { !$1 }.map { condition, _ in
      "the test of `\(condition.feature)` at \(condition.place) isn't met"
    }
  }

  private func touch(_ connection: inout Connection) throws -> [String] {
    let days = campaign.coolOff.sorted { $0.key.rawValue < $1.key.rawValue }
    let sentences = try connection.rows(
      SQLFiles.statement("list/why_touch"),
      [
        .integer(person), .texts(days.map(\.key.rawValue)), .integers(days.map { Int64($0.value) }),
        .text(cut.definition.name),
      ]
    ) { row in
      let kind = try row.textIfPresent(2).map { "listed on `\($0)`" } ?? row.text(0)
      let on = Day(daysSince1970: try row.day(1))
      return "\(kind) on \(on), free from \(Day(daysSince1970: try row.day(3)))"
    }
    guard sentences.isEmpty else { return sentences }
    return ["each of \(phones) numbers rests: dialled for someone else, or on another list"]
  }

  private func taken(_ connection: inout Connection) throws -> [String] {
    try connection.rows(
      SQLFiles.statement("list/why_taken"), [.integer(person), .integer(cut.cut)]
    ) { row in
      "the other is \(PersonName.text(of: try row.integer(0))), rank \(try row.integer(1))"
    }
  }

  private func worth(_ connection: inout Connection) throws -> [String] {
    let list = cut.definition
    return try connection.rows(
      SQLFiles.statement("list/why_value"), [.integer(person), .integer(cut.cut)]
    ) { row in
      guard let value = try row.doubleIfPresent(0) else { return "no value is on record" }
      let last =
        try row.doubleIfPresent(1).map { ", the last listed \(list.words(value: $0))" } ?? ""
      return "ranked by \(list.ranking.rawValue): \(list.words(value: value))\(last)"
    }
  }
}
