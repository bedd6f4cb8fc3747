import Campaign
import Foundation
import Modeling
import Postgres
import TestSupport
import Testing

@testable import Pipeline

@Suite(.needsDatabase) struct ScoreTests {
  /// A mailing that a model was fitted on, known on 2026-01-01.
  private static let fitted = Result {
    let campaign = try TestCampaign()
    try campaign.write(SnapshotSample.layout, to: "layouts/mailing.yml")
    try campaign.write(SnapshotSample.model(), to: "models/mailing.yml")
    try campaign.load(
      try campaign.write(SnapshotSample.file(rows: 1_500), to: "first.csv"), knownOn: firstDay)
    try Self.prepare(campaign)
    _ = try Fit(campaign.workspace).run(model: "mailing")
    return campaign
  }

  private static let firstDay = Day(year: 2026, month: 1, day: 1) ?? Day(daysSince1970: 0)

  private static func prepare(_ campaign: TestCampaign) throws {
    _ = try Match(campaign.workspace).run()
    _ = try Features(campaign.workspace).run(asOf: TestCampaign.today)
  }

  private static func copy() throws -> TestCampaign {
    let campaign = try TestCampaign(copyOf: try fitted.get().database)
    try campaign.write(SnapshotSample.layout, to: "layouts/mailing.yml")
    try campaign.write(SnapshotSample.model(), to: "models/mailing.yml")
    return campaign
  }

  /// People of a later file, of whom the last 100 of the first file are some: with missing values,
  /// categories that nobody was trained on, and extreme ages.
  private static func loadLater(_ campaign: TestCampaign) throws {
    let text = SnapshotSample.file(
      rows: 400, first: 1_401, withOutcome: false,
      party: { ["DEM", "GRN", "", "UNA", "it's \\ \"odd\""][$0 % 5].replacing("\"", with: "") },
      age: { ["-999", "1e9", "-1e9", "0", "44.25", "1e-300"][$0 % 6] })
    try campaign.load(
      try campaign.write(text, to: "later.csv"), knownOn: Self.firstDay.adding(days: 30))
    try prepare(campaign)
  }

  // MARK: SQL and Swift

  /// Each row of a feature set scored in SQL and in Swift, before rounding.
  private func both(
    _ name: String, of campaign: TestCampaign, where condition: String = "true"
  ) throws -> (sql: [Double], swift: [Double]) {
    var connection = try campaign.workspace.connect(as: .dataTeam)
    let stored = try StoredModel.live(Standing.read(name, &connection), &connection)
    return try both(stored.model, over: stored.featureSet, where: condition, &connection)
  }

  /// Each row of a feature set scored by a model in SQL and in Swift, before rounding.
  private func both(
    _ model: ScoreModel, over set: String, where condition: String = "true",
    _ connection: inout Connection
  ) throws -> (sql: [Double], swift: [Double]) {
    let set = try FeatureSet.read(set, purpose: "solicit", place: "test", &connection)
    var values: [Value] = []
    let chance = try ModelExpression.probability(of: model, set, binding: &values)
    let features = set.features.filter { model.columns.contains($0.name) }
    var builders = features.map { ColumnBuilder(feature: $0) }
    var sql: [Double] = []
    let columns = features.map(ColumnBuilder.expression).joined(separator: ", ")
    try connection.stream(
      Statement(
        """
        select \(chance.text), \(columns)
        from \(set.relation.text) as feature where \(condition)
        """, file: "test"), values
    ) { row in
      sql.append(try row.double(0))
      for index in builders.indices { try builders[index].append(row, 1 + index) }
    }
    let frame = RawFrame(
      rows: sql.count, columns: builders.map { ($0.feature.name, $0.column) })
    let predictors = try model.linearPredictors(of: frame, rows: Array(0..<sql.count))
    return (sql, predictors.map(ScoreModel.probability))
  }

  @Test func `SQL and Swift give one score, with values missing, unseen and extreme`() throws {
    let campaign = try Self.copy()
    try Self.loadLater(campaign)
    let (sql, swift) = try both("mailing", of: campaign)
    #expect(sql.count == 1_900)
    #expect(zip(sql, swift).map { abs($0 - $1) }.max() ?? 1 <= 1e-12)
    #expect(Set(swift).count > 400, "the scores differ")
    #expect(swift.allSatisfy { $0 > 0 && $0 < 1 })
  }

  @Test func `tables and segments give one score in SQL and Swift, cell by cell`() throws {
    let campaign = try Self.copy()
    try Self.loadLater(campaign)
    let age = TermAxis(column: "age", kind: .cuts([0, 30, 44.25, 60]))
    let party = TermAxis(column: "party", kind: .levels(["DEM", "UNA", "it's \\ odd"]))
    let gifts = TermAxis(column: "gifts", kind: .cuts([]))
    func term(_ axes: TermAxis...) -> ScoreModel.WeightedTerm {
      let count = axes.reduce(1) { $0 * $1.count }
      // No two cells of a table are alike, nor are sums of cells of several.
      let values = (0..<count).map { Double($0 + 1) / Double(count + 1) }
      return .init(term: Term(axes: axes, values: values, trainingMean: 0), coefficient: 0.7)
    }
    let odd = "it's \\ odd"
    let tree = SegmentTree.split(
      column: "party", .isIn(["DEM", odd], orMissing: true),
      yes: .split(
        column: "age", .below(44.25, orMissing: true), yes: .segment(value: 0.31),
        no: .segment(value: -0.17), mean: 0.1),
      no: .split(
        column: "age", .isMissing, yes: .segment(value: 0.53),
        no: .split(
          column: "gifts", .below(3, orMissing: false), yes: .segment(value: 0.71),
          no: .segment(value: -0.9), mean: 0), mean: 0.2), mean: 0.15)
    let model = ScoreModel(
      intercept: -1,
      terms: [
        term(age), term(party), term(gifts), term(age, party), term(party, gifts),
        .init(term: Term(segments: tree), coefficient: 1.1),
      ])
    var connection = try campaign.workspace.connect(as: .dataTeam)
    let (sql, swift) = try both(model, over: "mailing", &connection)
    #expect(sql.count == 1_900)
    #expect(zip(sql, swift).map { abs($0 - $1) }.max() ?? 1 <= 1e-12)
    // 6 cells of age by 5 of party, of which the rows fill most.
    #expect(Set(swift).count > 20)
  }

  @Test func `what is stored of chosen terms is what was fitted`() throws {
    let campaign = try DemoCampaigns.copy(of: DemoCampaigns.withFeatures)
    let definition = try CampaignFolder(folder: campaign.folder).model("donate")
    #expect(definition.terms == .auto)
    _ = try Fit(campaign.workspace).run(model: "donate")
    var connection = try campaign.workspace.connect(as: .dataTeam)
    let set = try FeatureSet.read("history", purpose: "solicit", place: "test", &connection)
    let data = try TrainingData.read(definition, set, try set.chosen(for: definition), &connection)
    let fitted = try Fit.fit(data, definition)
    let stored = try StoredModel.live(Standing.read("donate", &connection), &connection)
    #expect(stored.model == fitted.model)
    #expect(
      stored.model.terms.contains { if case .table = $0.term.kind { true } else { false } })
  }

  @Test(arguments: ["penalty: firth", "terms: linear"])
  func `a model of lines has coefficients with intervals by household, on record and on its card`(
    terms: String
  ) throws {
    let campaign = try Self.copy()
    try campaign.write(SnapshotSample.model(terms: terms), to: "models/mailing.yml")
    _ = try Fit(campaign.workspace).run(model: "mailing")
    let definition = try CampaignFolder(folder: campaign.folder).model("mailing")
    #expect(definition.terms == .linear && definition.isFirth == terms.contains("firth"))
    var connection = try campaign.workspace.connect(as: .dataTeam)
    let set = try FeatureSet.read("mailing", purpose: "solicit", place: "test", &connection)
    let data = try TrainingData.read(definition, set, try set.chosen(for: definition), &connection)
    let plan = TermPlan.learn(from: data.frame, rows: data.training)
    let design = try plan.apply(data.frame, rows: data.training)
    let outcomes = data.training.map { data.outcomes[$0] }
    let fit =
      definition.isFirth
      ? try FirthRegression.fit(design, outcomes: outcomes)
      : try LogisticRegression.fit(design, outcomes: outcomes)
    let expected = CoefficientTable(
      fit,
      robust: try RobustCovariance(
        fit, design, outcomes: outcomes, clusters: data.training.map { data.households[$0] }))
    let stored = try connection.rows(
      Statement(
        """
        select coefficient, household_error, standard_error
        from model.term join model.version using (version_id)
        where version = 2 order by position
        """, file: "test")
    ) { (try $0.double(0), try $0.double(1), try $0.double(2)) }
    #expect(stored.count == expected.rows.count - 1)
    for (stored, row) in zip(stored, expected.rows.dropFirst()) {
      #expect(abs(stored.0 - row.estimate) < 1e-9 && abs(stored.1 - row.standardError) < 1e-9)
      #expect(stored.1 != stored.2)
    }
    let card = try String(decoding: campaign.bytes(of: "out/cards/mailing.md"), as: UTF8.self)
    #expect(card.contains("## Coefficients") && card.contains("| gifts | "))
  }

  @Test func `the card tells and draws what each feature does`() throws {
    let campaign = try DemoCampaigns.copy(of: DemoCampaigns.withFeatures)
    let summary = try Fit(campaign.workspace).run(model: "donate")
    let card = try String(decoding: campaign.bytes(of: "out/cards/donate.md"), as: UTF8.self)
    #expect(card.contains("## What a score is made of"))
    var connection = try campaign.workspace.connect(as: .dataTeam)
    let stored = try StoredModel.live(Standing.read("donate", &connection), &connection)
    #expect(summary.isLive)
    for column in stored.model.columns { #expect(card.contains("| `\(column)` | ×")) }
    let drawing = try String(decoding: campaign.bytes(of: "out/cards/donate.svg"), as: UTF8.self)
    #expect(drawing.hasPrefix("<svg") && card.contains("(donate.svg)"))
    // The strongest feature's panel is there by its name.
    #expect(drawing.contains(stored.model.columns[0]))
  }

  @Test func `SQL and Swift give one score for the made-up campaign's donors`() throws {
    let campaign = try DemoCampaigns.copy(of: DemoCampaigns.withFeatures)
    _ = try Fit(campaign.workspace).run(model: "donate")
    let (sql, swift) = try both("donate", of: campaign)
    #expect(sql.count > 4_000)
    #expect(zip(sql, swift).map { abs($0 - $1) }.max() ?? 1 <= 1e-12)
    #expect(Set(swift).count > 500)
    // What is stored is that, rounded to 1e-9.
    let summary = try Score(campaign.workspace).run(model: "donate", asOf: nil, csv: nil)
    #expect(summary.people > 100)
    let (eligible, _) = try both("donate", of: campaign, where: "gift_count >= 1")
    let stored = try campaign.probabilities("donate")
    #expect(stored == eligible.map { ($0 * 1e9).rounded(.toNearestOrEven) / 1e9 }.sorted())
  }

  // MARK: files, percentiles, versions

  @Test func `cut-offs are those of the rank percentile of all scores`() throws {
    let campaign = try Self.copy()
    _ = try Score(campaign.workspace).run(model: "mailing", asOf: nil, csv: nil)
    let scores = try campaign.probabilities("mailing")
    let expected = RankPercentile(scores: scores).cutoffs
    var connection = try campaign.administrator()
    let stored = try connection.rows("select probability from score.cutoff order by percentile") {
      try $0.double(0)
    }
    #expect(stored == expected && stored.count == 99)
  }

  @Test func `the file of scores is best first, with a percentile each, and the same twice`() throws
  {
    let campaign = try Self.copy()
    var files: [[UInt8]] = []
    for name in ["a.csv", "b.csv"] {
      let summary = try Score(campaign.workspace).run(
        model: "mailing", asOf: nil, csv: "\(campaign.folder)/\(name)")
      #expect(summary.people == 1_500)
      files.append(try campaign.bytes(of: name))
    }
    #expect(files[0] == files[1])
    let attributes = try FileManager.default.attributesOfItem(atPath: "\(campaign.folder)/a.csv")
    #expect(attributes[.posixPermissions] as? Int == 0o600)
    let lines = String(decoding: files[0], as: UTF8.self)
      .split(whereSeparator: \.isNewline).map { $0.split(separator: ",").map(String.init) }
    #expect(
      lines.first == [
        "person_id", "source", "source_key", "probability", "chance", "rank_percentile",
        "expected_cents", "in_training", "reason_1", "reason_2", "reason_3",
      ])
    let rows = lines.dropFirst()
    #expect(rows.count == 1_500 && Set(rows.map { $0[2] }) == Set((1...1_500).map(String.init)))
    let scores = try rows.map { try #require(Double($0[3])) }
    #expect(scores == scores.sorted(by: >))
    let ranks = RankPercentile(scores: scores)
    #expect(rows.map { $0[5] } == scores.map { String(ranks.percentile(of: $0)) })
    #expect(rows.map { $0[4] } == scores.map(Chance.words))
    // A reason says a feature's own value, and stands first where it adds most.
    let shown = Dictionary(uniqueKeysWithValues: rows.map { ($0[2], $0.dropFirst(8)) })
    let ages = try campaign.ask(
      "select record, age::text from person.snapshot_mailing where age is not null")
    var aged = 0
    for person in ages {
      let parts = person.split(separator: "|").map(String.init)
      for reason in shown[parts[0]] ?? [] where reason.hasPrefix("age is ") {
        aged += 1
        #expect(Double(reason.dropFirst(7)) == Double(parts[1]))
      }
    }
    #expect(aged > 100)
    let tied = zip(rows, rows.dropFirst()).filter { $0[3] == $1[3] }
    #expect(
      tied.allSatisfy { (Int64($0[0].dropFirst()) ?? 0) < (Int64($1[0].dropFirst()) ?? 0) },
      "ties go by person")
  }

  @Test func `a model fitted twice has the same coefficients, as version 2`() throws {
    let campaign = try Self.copy()
    let summary = try Fit(campaign.workspace).run(model: "mailing")
    #expect(summary.version == 2)
    let terms = { (version: Int) in
      try campaign.ask(
        """
        select position::text, feature, term.kind, levels::text, coefficient::text, standard_error::text
        from model.term join model.version using (version_id)
        where version = $1::bigint order by position
        """, [.integer(Int64(version))])
    }
    #expect(try terms(1) == terms(2))
    #expect(try terms(1).count > 3)
    _ = try Score(campaign.workspace).run(model: "mailing", asOf: nil, csv: nil)
    #expect(
      try campaign.ask(
        "select distinct version::text from score.person join model.version using (version_id)")
        == ["2"])
  }

  // MARK: a later file

  @Test func `people of a later file are scored by the model, and weren't trained on`() throws {
    let campaign = try Self.copy()
    _ = try Score(campaign.workspace).run(model: "mailing", asOf: nil, csv: nil)
    let training = try campaign.count("select count(*) from score.person where in_training")
    #expect(training > 800 && training < 1_000, "60 % of 1,500")
    try Self.loadLater(campaign)
    let summary = try Score(campaign.workspace).run(model: "mailing", asOf: nil, csv: nil)
    #expect(summary.people == 1_800)
    #expect(
      try campaign.count(
        "select count(*) from score.person where in_training and record::integer > 1500") == 0)
    #expect(
      try campaign.count("select count(*) from score.person where in_training") == training)
    // Whoever is in both files is scored by the later row, with its day.
    #expect(
      try campaign.count(
        """
        select count(*) from score.person
        where as_of = '2026-01-31' and record::integer between 1401 and 1500
        """) == 100)
    let (later, _) = try both("mailing", of: campaign, where: "feature.known_on = '2026-01-31'")
    let stored = try campaign.probabilities("mailing", where: "as_of = '2026-01-31'")
    #expect(stored == later.map { ($0 * 1e9).rounded(.toNearestOrEven) / 1e9 }.sorted())
  }

  @Test func `a model that was never fitted, and a day without features, are bad input`() throws {
    let campaign = try DemoCampaigns.copy(of: DemoCampaigns.matched)
    let unfitted = try failure {
      _ = try Score(campaign.workspace).run(model: "donate", asOf: nil, csv: nil)
    }
    #expect(unfitted.kind == .badInput && unfitted.what.contains("never fitted"))
    let unbuilt = try failure { _ = try Fit(campaign.workspace).run(model: "donate") }
    #expect(unbuilt.kind == .badInput && unbuilt.what.contains("never built"))
    #expect(unbuilt.nextStep?.contains("--as-of 2026-06-17") == true)
    _ = try Features(campaign.workspace).run(asOf: TestCampaign.today)
    let nobody = try failure { _ = try Fit(campaign.workspace).run(model: "donate") }
    #expect(nobody.kind == .badInput && nobody.what.contains("nobody to train on"))
    #expect(nobody.nextStep?.contains("--as-of 2026-06-17") == true)
  }
}

extension TestCampaign {
  /// A model's scores, rising.
  func probabilities(_ model: String, where condition: String = "true") throws -> [Double] {
    var connection = try administrator()
    let query = Statement(
      """
      select probability from score.person where model = $1 and \(condition) order by probability
      """, file: "test")
    return try connection.rows(query, [.text(model)]) { try $0.double(0) }
  }
}
