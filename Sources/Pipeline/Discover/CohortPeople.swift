import Campaign
import Modeling
import Postgres

/// The people of a search: what was known of them, who of them is searched, and what came of it.
struct CohortPeople {
  /// What came of people.
  enum Outcome {
    /// Some did what is looked for.
    case share(RowSet)
    /// Amounts, or an experiment.
    case measured(MeasuredOutcome)
  }

  let people: [Int64]
  let frame: RawFrame
  /// Who lives, or was contacted, together.
  let households: Households
  /// By what they are dealt into parts: the household, or what was contacted together.
  private let homes: [Int64]
  /// Those among whom groups are searched for; the others confirm them.
  let isSearched: RowSet
  /// One half of the households: where nothing is picked, one half tells of the other.
  let isFirstHalf: RowSet
  let outcome: Outcome

  init(
    _ columns: CohortColumns, _ folder: CampaignFolder, _ connection: inout Connection
  ) throws {
    switch columns.definition.target {
    case .answer(let question, let answer):
      try self.init(
        columns, "discover/answers", [.text(question), .text(answer)], &connection)
    case .star(let star), .dollars(let star):
      try self.init(columns, "discover/attendances", [.text(star)], &connection)
    case .uplift(let model): try self.init(columns, try folder.model(model), &connection)
    case .follows(let star):
      try self.init(columns, "discover/follows", [.text(star)], &connection)
    case .clicks(let theme):
      try Self.require(theme, columns.definition, &connection)
      try self.init(columns, "discover/clicks", [.text(theme)], &connection)
    case .column(let conditions):
      var values: [Value] = []
      let asked = try conditions.map { try columns.told($0.feature, at: $0.place, &connection) }
      let tests = try conditions.map { try $0.sql(over: asked, binding: &values) }
      try self.init(
        columns, "discover/set_answers", values, &connection,
        [
          "asked": .expression(.all(asked.map { "\($0.column) is not null" })),
          "is_positive": .expression(.all(tests)),
        ])
    }
  }

  /// People who were asked, invited or sent something.
  private init(
    _ columns: CohortColumns, _ file: String, _ parameters: [Value],
    _ connection: inout Connection, _ more: [String: Statement.Literal] = [:]
  ) throws {
    let definition = columns.definition
    let hash = Self.hash(definition)
    var values = parameters
    let own: [String: Statement.Literal] = [
      "relation": .expression(columns.set.relation),
      "as_of": .day(daysSince1970: definition.asOf.daysSince1970),
      "factor": .integer(hash.factor), "summand": .integer(hash.summand),
      "features": .expression(try columns.expression(binding: &values)),
    ]
    let statement = try SQLFiles.statement(file).replacing(own.merging(more) { first, _ in first })
    var builder = columns.builder
    var people: [Int64] = []
    var (homes, buckets): ([Int64], [Int64]) = ([], [])
    var (outcomes, amounts): ([Bool], [Int64]) = ([], [])
    _ = try connection.stream(statement, values) { row in
      people.append(try row.integer(0))
      homes.append(try row.integer(1))
      buckets.append(try row.integer(2))
      outcomes.append(try row.bool(3))
      amounts.append(try row.integer(4))
      try builder.append(row, from: 5)
    }
    self.people = people
    frame = builder.frame
    households = Households(homes)
    self.homes = homes
    isSearched = RowSet(rows: buckets.count) { buckets[$0] < Self.searched }
    isFirstHalf = RowSet(rows: buckets.count) { buckets[$0] < Self.half }
    outcome =
      if case .dollars = definition.target {
        .measured(.amounts(amounts))
      } else {
        .share(RowSet(rows: outcomes.count) { outcomes[$0] })
      }
  }

  /// The people of two arms of a model's experiment who answered, parted by its clusters.
  private init(
    _ columns: CohortColumns, _ model: ModelDefinition, _ connection: inout Connection
  ) throws {
    let definition = columns.definition
    guard let treatment = model.treatment, let treated = treatment.treated else {
      throw Failure(
        .badInput, "the model `\(model.name)` is of no experiment with an arm named as `treated`",
        at: definition.file, next: "Name a model with `treatment: {treated: …}`.")
    }
    // The cohort's purpose and day are what its data must serve and what is known; the day of the lot is
    // the experiment's own, and later features are refused.
    var model = model
    (model.purpose, model.trainAsOf) = (definition.purpose, definition.asOf)
    let query = try ExperimentQuery(model, treatment, columns.set, &connection) {
      try columns.expression(binding: &$0)
    }
    var builder = columns.builder
    let data = try ExperimentData.read(model, query, &connection) { row, first in
      try builder.append(row, from: first)
    }
    let rows = data.rows(of: treated, and: treatment.control, with: data.outcomes)
    let hash = Self.hash(definition)
    people = rows.map { data.people[$0] }
    frame = builder.frame.taking(rows)
    homes = rows.map { data.clusters[$0] }
    households = Households(homes)
    let buckets = homes.map { hash.bucket($0 & Int64.max) }
    isSearched = RowSet(rows: rows.count) { buckets[$0] < Self.searched }
    isFirstHalf = RowSet(rows: rows.count) { buckets[$0] < Self.half }
    outcome = .measured(
      .uplift(
        treated: RowSet(rows: rows.count) { data.arms[rows[$0]] == treated },
        responded: RowSet(rows: rows.count) { data.outcomes[rows[$0]] == 1 }))
  }

  private static func require(
    _ theme: String, _ definition: CohortDefinition, _ connection: inout Connection
  ) throws {
    let themes = try connection.rows(
      SQLFiles.statement("discover/themes"),
      [.day(daysSince1970: definition.asOf.daysSince1970)]
    ) { try $0.text(0) }
    guard !themes.contains(theme) else { return }
    throw Failure(
      .badInput,
      "nobody was sent a message on the theme `\(theme)` before \(definition.asOf)",
      at: definition.file,
      next: themes.isEmpty
        ? "Import the file of what happened to the campaign's messages."
        : DefinitionNode.advice(theme, among: themes))
  }

  private static func hash(_ definition: CohortDefinition) -> SampleHash {
    SampleHash(seed: "cohort \(definition.seed)")
  }

  private static let half = SampleHash.bucketCount / 2
  private static let searched = SampleHash.bucketCount * 2 / 3

  /// Those searched of another split, by number from 1.
  func searched(ofSplit split: Int, _ definition: CohortDefinition) -> RowSet {
    let hash = SampleHash(seed: "cohort \(definition.seed) split \(split)")
    return RowSet(rows: homes.count) { hash.bucket(homes[$0] & Int64.max) < Self.searched }
  }

  /// The kinds of people that are counted: those with the outcome and those without, of each arm of an experiment.
  var kinds: [RowSet] {
    func set(_ isIn: (Int) -> Bool) -> RowSet { RowSet(rows: frame.rows, where: isIn) }
    switch outcome {
    case .share(let target): return [target, set { !target.contains($0) }]
    case .measured(.amounts(let amounts)):
      return [set { amounts[$0] > 0 }, set { amounts[$0] == 0 }]
    case .measured(.uplift(let treated, let responded)):
      return [true, false].flatMap { isTreated in
        [true, false].map { hasResponded in
          set {
            treated.contains($0) == isTreated && responded.contains($0) == hasResponded
          }
        }
      }
    }
  }

  /// What is counted of those who are searched, or of the others.
  func share(searched: Bool) -> SubgroupDiscovery.Share {
    let part = RowSet(rows: frame.rows) { isSearched.contains($0) == searched }
    switch outcome {
    case .share(let target):
      let own = (0..<frame.rows).filter(part.contains)
      return .init(size: own.count, positives: own.count { target.contains($0) })
    case .measured(let outcome): return outcome.share(of: part)
    }
  }
}
