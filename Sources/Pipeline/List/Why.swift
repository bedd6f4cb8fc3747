import Campaign
import Postgres

/// Why a person is on a list, or isn't: the first reason of its latest cut, and what it rests on.
public struct Why {
  /// The answer.
  public struct Summary: StageSummary {
    /// The person, as files show their number.
    public var person: String
    /// The list.
    public var list: String
    /// `listed`, `heldOut`, `notInUniverse`, or the first reason against the person.
    public var standing: String
    /// The place on the list, where listed.
    public var rank: Int64?
    /// The answer in sentences.
    public var sentences: [String]

    /// The summary in a few lines.
    public var text: String { sentences.joined(separator: "\n") }
  }

  private let workspace: Workspace

  /// Prepares the question.
  public init(_ workspace: Workspace) { self.workspace = workspace }

  /// Asks why.
  ///
  /// - Parameter person: a number as files show it, `P` and digits, or a record of a file, such as a
  ///   voter's number.
  /// - Throws: `Failure`: `badInput` where nobody, or more than one, is meant, or where the list was
  ///   never cut.
  public func run(person word: String, list name: String) throws -> Summary {
    let campaign = try CampaignFolder(folder: workspace.folder).campaign()
    var connection = try workspace.connect(as: .dataTeam)
    return try connection.transaction(.repeatableRead) { connection in
      let person = try Self.person(word, &connection)
      let cut = try ListStanding.read(list: name, person: person, &connection)
      let facts = try ListFacts(cut, person: person, campaign, &connection)
      return Summary(
        person: PersonName.text(of: person), list: name, standing: cut.standing, rank: cut.rank,
        sentences: [cut.sentence] + (try facts.sentences(&connection)))
    }
  }

  /// The one person whom a word means.
  static func person(_ word: String, _ connection: inout Connection) throws -> Int64 {
    if let person = PersonName.number(in: word) { return person }
    let people = try connection.rows(SQLFiles.statement("list/why_person"), [.text(word)]) {
      try $0.integer(0)
    }
    guard let person = people.first else {
      throw Failure(
        .badInput, "nobody known has that record",
        next: "Name a person by the person_id of a list, P and digits, or by a file's record.")
    }
    guard people.count == 1 else {
      throw Failure(
        .badInput, "\(people.count) people have that record, in files of different sources",
        next: "Name one by person_id: "
          + people.map(PersonName.text).joined(separator: ", ") + ".")
    }
    return person
  }
}

/// What became of a person in a list's latest cut.
struct ListStanding {
  let cut: Int64
  let day: Day
  let featureSet: String
  let election: String?
  let limit: Cents?
  let definition: ListDefinition
  let isOfUniverse: Bool
  let reason: String?
  let rank: Int64?
  let turf: String?
  let contactOn: Day?
  /// Why someone listed was taken off at a later export.
  let withdrawn: String?

  static func read(
    list: String, person: Int64, _ connection: inout Connection
  ) throws -> ListStanding {
    let cuts = try connection.rows(
      SQLFiles.statement("list/why_cut"), [.text(list), .integer(person)]
    ) { row in
      ListStanding(
        cut: try row.integer(0), day: Day(daysSince1970: try row.day(1)),
        featureSet: try row.text(2), election: try row.textIfPresent(4),
        limit: try row.integerIfPresent(5).map { Cents($0) },
        // What the cut was made by, whatever the file says since.
        definition: try ListDefinition.read(try row.text(6), file: "lists/\(list).yml"),
        isOfUniverse: try row.bool(7), reason: try row.textIfPresent(8),
        rank: try row.integerIfPresent(9), turf: try row.textIfPresent(10),
        contactOn: try row.dayIfPresent(11).map { Day(daysSince1970: $0) },
        withdrawn: try row.textIfPresent(12))
    }
    guard let cut = cuts.first else {
      throw Failure(
        .badInput, "the list `\(list)` was never cut", next: "Run `groundswell list \(list)`.")
    }
    return cut
  }

  var standing: String { isOfUniverse ? reason ?? withdrawn ?? "listed" : "notInUniverse" }

  var sentence: String {
    let list = "`\(definition.name)` as of \(day)"
    if let rank, let withdrawn {
      let words = ExclusionReason(rawValue: withdrawn)?.inWords ?? withdrawn
      return "was on \(list), rank \(rank), and was taken off since: \(words)"
    }
    if let rank {
      let turf = turf.flatMap { $0.isEmpty ? nil : " in \($0)" } ?? ""
      let day = contactOn.map { ", to be called on \($0)" } ?? ""
      return "on \(list): rank \(rank)\(turf)\(day)"
    }
    guard isOfUniverse, let reason else { return "not of the universe of \(list)" }
    if reason == ListAccount.heldOut {
      return "not on \(list): would be, and is held out, so that the list's effect can be measured"
    }
    return "not on \(list): \(ExclusionReason(rawValue: reason)?.inWords ?? reason)"
  }
}
