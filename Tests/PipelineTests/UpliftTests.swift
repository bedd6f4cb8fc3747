import Campaign
import Foundation
import Modeling
import Postgres
import TestSupport
import Testing

@testable import Pipeline

/// From an experiment's file to a list of those whom a call moves.
@Suite(.needsDatabase) struct UpliftTests {
  private static let planted = Result { try CallExperiment().campaign() }
  private static let nobodyMoved = Result {
    try CallExperiment(liftOfParty: 0, liftOfOthers: 0).campaign()
  }
  private static let listed = Result {
    let campaign = try copy(of: planted)
    _ = try Fit(campaign.workspace).run(model: "persuade")
    _ = try Score(campaign.workspace).run(model: "persuade", asOf: nil, csv: nil)
    return campaign
  }

  /// A campaign of its own with the definitions and the database of another.
  private static func copy(of campaign: Result<TestCampaign, any Error>) throws -> TestCampaign {
    let copy = try TestCampaign(copyOf: try campaign.get().database)
    try copy.write(CallExperiment.model, to: "models/persuade.yml")
    try copy.write(CallExperiment.list, to: "lists/persuasion.yml")
    return copy
  }

  private func text(_ campaign: TestCampaign, _ name: String) throws -> String {
    String(decoding: try campaign.bytes(of: name), as: UTF8.self)
  }

  @Test func `a planted effect is found, scored and listed`() throws {
    let campaign = try Self.copy(of: Self.planted)
    let fit = try Fit(campaign.workspace).run(model: "persuade")
    let experiment = try #require(fit.experiment)
    let uplift = try #require(experiment.uplift)
    #expect(uplift.verdict == "targeting helps")
    #expect(uplift.low > 0 && uplift.p <= 0.05 && uplift.qini > uplift.placeboHigh)
    let effect = try #require(experiment.effects.first)
    #expect(effect.arm == "call" && effect.measure == "yes")
    // A third of the voters gain .45, two thirds lose .1.
    #expect(effect.low < 0.45 / 3 - 0.2 / 3 && effect.high > 0.45 / 3 - 0.2 / 3)

    let scores = try Score(campaign.workspace).run(
      model: "persuade", asOf: nil, csv: "\(campaign.folder)/out/uplift.csv")
    #expect(scores.people == 3_000 && scores.meanProbability == nil)
    let byParty = try campaign.ask(
      """
      select party, (avg(uplift) > 0.25)::text, (avg(uplift) < 0)::text
      from score.uplift join feature.history using (person_id, as_of)
      group by party order by party
      """)
    #expect(byParty == ["DEM|true|false", "REP|false|true", "UNA|false|true"])
    let csv = try text(campaign, "out/uplift.csv").split { $0.isNewline }
    #expect(csv.count == 3_001)
    #expect(
      csv[0] == "person_id,source,source_key,uplift,rank_percentile,treated_probability,"
        + "control_probability,in_training,reason_1,reason_2,reason_3")
    let best = csv[1].split(separator: ",", omittingEmptySubsequences: false)
    #expect(best[8] == "registered DEM", "who is moved most is of the party that was planted")

    let list = try ListStage(campaign.workspace).run(list: "persuasion")
    #expect(list.listed == 200 && list.warning == nil)
    #expect(list.universe == list.listed + list.excluded.values.reduce(0, +))
    let parties = try campaign.ask(
      """
      select distinct party from list.decision
      join feature.history on history.person_id = decision.person_id
      where rank is not null
      """)
    #expect(parties == ["DEM"])
  }

  @Test func `who would not be moved is not listed, and is told so`() throws {
    let campaign = try Self.copy(of: Self.listed)
    try campaign.write(
      CallExperiment.list.replacing("size: 200", with: "size: 5000"), to: "lists/persuasion.yml")
    let list = try ListStage(campaign.workspace).run(list: "persuasion")
    let notMoved = try campaign.count("select count(*) from score.uplift where uplift <= 0")
    #expect(notMoved > 1_000 && list.excluded["notMoved"] == Int(notMoved))
    #expect(list.text.contains("\(notMoved): would not be moved"))
    #expect(
      try campaign.count(
        """
        select count(*) from list.decision join score.uplift using (person_id)
        where rank is not null and uplift <= 0
        """) == 0)
  }

  @Test func `a persuasion list shows uplift and reasons, and no money`() throws {
    let campaign = try Self.copy(of: Self.listed)
    _ = try ListStage(campaign.workspace).run(list: "persuasion")
    let lines = try text(campaign, "out/lists/persuasion.csv").split { $0.isNewline }
    #expect(
      lines[0]
        == "rank,person_id,name,phone,call_between,city,uplift_per_100,percentile,household,"
        + "last_contact,latest_note,reason_1,reason_2,reason_3,sheet,result,call_back_on,called_on,"
        + "called_by,note")
    let first = try campaign.records(of: "persuasion.csv")[1]
    #expect((Double(first[6]) ?? 0) > 20)
    #expect(first[11] == "registered DEM")
    let manifest = try text(campaign, "out/lists/persuasion.manifest.json")
    #expect(manifest.contains("\"ranked_by\" : \"uplift\""))
    #expect(!manifest.contains("expected_value") && !manifest.contains("warning"))
    // What is shown is on record, by class; gifts are not shown.
    #expect(
      try campaign.ask("select distinct target from list.column_provenance") == ["voter"])
  }

  @Test func `SQL and Swift give one uplift`() throws {
    let campaign = try Self.listed.get()
    var connection = try campaign.workspace.connect(as: .dataTeam)
    let stored = try StoredModel.live(
      Standing.read("persuade", &connection), &connection)
    let model = try #require(stored.uplift)
    let set = try FeatureSet.read(
      "history", purpose: "persuade", place: "test", &connection)
    let features = set.features.filter { feature in
      model.treated.terms.contains { $0.term.column == feature.name }
    }
    var builders = features.map { ColumnBuilder(feature: $0) }
    var scored: [(uplift: Double, treated: Double, control: Double)] = []
    let columns = features.map(ColumnBuilder.expression).joined(separator: ", ")
    try connection.stream(
      Statement(
        """
        select score.uplift, score.treated_probability, score.control_probability, \(columns)
        from score.uplift as score join feature.history as feature using (person_id, as_of)
        """, file: "test"), []
    ) { row in
      scored.append((try row.double(0), try row.double(1), try row.double(2)))
      for index in builders.indices { try builders[index].append(row, 3 + index) }
    }
    let frame = RawFrame(
      rows: scored.count, columns: builders.map { ($0.feature.name, $0.column) })
    let chances = model.probabilities(try model.treated.design(of: frame))
    #expect(scored.count == 3_000)
    for (row, score) in scored.enumerated() {
      #expect(abs(score.treated - chances.treated[row]) < 1e-9)
      #expect(abs(score.control - chances.control[row]) < 1e-9)
      #expect(abs(score.uplift - (score.treated - score.control)) < 1e-9)
    }
  }

  @Test func `where nobody is moved the list is refused, and cut anyway it says so`() throws {
    let campaign = try Self.copy(of: Self.nobodyMoved)
    let fit = try Fit(campaign.workspace).run(model: "persuade")
    let sentence = "no evidence that targeting helps"
    #expect(fit.experiment?.uplift?.verdict == sentence)
    #expect(fit.text.contains("verdict: \(sentence)"))
    #expect(try campaign.ask("select verdict from model.version") == [sentence])
    _ = try Score(campaign.workspace).run(model: "persuade", asOf: nil, csv: nil)
    let refusal = try failure { _ = try ListStage(campaign.workspace).run(list: "persuasion") }
    #expect(refusal.kind == .refused && refusal.what.hasPrefix(sentence))
    #expect(campaign.files(below: "out/lists") == [])
    #expect(try campaign.count("select count(*) from list.cut") == 0)

    let list = try ListStage(campaign.workspace).run(list: "persuasion", anyway: true)
    #expect(list.warning == sentence && list.text.contains("warning: \(sentence)"))
    #expect(
      try text(campaign, "out/lists/persuasion.manifest.json")
        .contains("\"warning\" : \"\(sentence)\""))
  }

  @Test func `who lacks an arm or an answer is left out and counted`() throws {
    let campaign = try Self.copy(of: Self.planted)
    let fit = try Fit(campaign.workspace).run(model: "persuade")
    let experiment = try #require(fit.experiment)
    #expect(experiment.withoutArm == CallExperiment.withoutArm)
    #expect(experiment.arms.map(\.people).reduce(0, +) == 3_000 - CallExperiment.withoutArm)
    let answered = 3_000 - CallExperiment.withoutArm - CallExperiment.unanswered
    #expect(experiment.arms.map(\.answered).reduce(0, +) == answered)
    #expect(fit.trainedOn == answered)
    #expect(!experiment.hasUnevenAnswers)
    #expect(experiment.arms[0].arm == "control" && experiment.arms[0].balanceP == nil)
    #expect(try #require(experiment.arms[1].balanceP) > 0.001)
  }

  @Test func `people with two arms on record are left out`() throws {
    let campaign = try Self.copy(of: Self.planted)
    try campaign.change(
      Statement(
        """
        insert into person.snapshot_calls (person_id, source, record, batch_id, known_on, home, arm)
        select person_id, source, record || 'x', batch_id, known_on, home,
          case arm when 'call' then 'control' else 'call' end
        from person.snapshot_calls where arm is not null order by person_id limit 7
        """, file: "two arms"))
    let fit = try Fit(campaign.workspace).run(model: "persuade")
    #expect(fit.experiment?.inTwoArms == 7)
  }

  @Test func `the card and the tables say what the summary says`() throws {
    let campaign = try Self.copy(of: Self.planted)
    let fit = try Fit(campaign.workspace).run(model: "persuade")
    let experiment = try #require(fit.experiment)
    let card = try text(campaign, "out/cards/persuade.md")
    #expect(card.hasPrefix("# Whom does a call move?\n"))
    #expect(card.contains("May serve one purpose: **persuade**"))
    #expect(card.contains("**Verdict: targeting helps.**"))
    #expect(card.contains("A score near zero means"))
    for arm in experiment.arms { #expect(card.contains("| \(arm.arm) | \(arm.people) |")) }
    let effect = try #require(experiment.effects.first)
    #expect(card.contains("| \(effect.figure(effect.difference)) |"))
    let uplift = try #require(experiment.uplift)
    #expect(card.contains("| \(Figure.text(uplift.qini)) |"))
    #expect(uplift.fifths.count == 5)
    #expect(try campaign.count("select count(*) from model.uplift_fifth") == 5)
    #expect(
      try campaign.ask("select arm, people::text from model.arm order by is_control desc")
        == experiment.arms.map { "\($0.arm)|\($0.people)" })
    #expect(
      try campaign.count("select count(*) from model.term_provenance where purpose = 'persuade'")
        > 0)
  }

  @Test func `a fit, its scores and its list are the same again`() throws {
    let (first, second) = (try Self.copy(of: Self.planted), try Self.copy(of: Self.planted))
    var files: [[UInt8]] = []
    for campaign in [first, second] {
      _ = try Fit(campaign.workspace).run(model: "persuade")
      _ = try Score(campaign.workspace).run(model: "persuade", asOf: nil, csv: nil)
      _ = try ListStage(campaign.workspace).run(list: "persuasion")
      files.append(try campaign.bytes(of: "out/lists/persuasion.csv"))
      files.append(try campaign.bytes(of: "out/cards/persuade.md"))
    }
    #expect(files[0] == files[2] && files[1] == files[3])
  }

  @Test func `a column that no lot filled is refused`() throws {
    let campaign = try CallExperiment(households: 200, armRole: "leak").campaign()
    let refusal = try failure { _ = try Fit(campaign.workspace).run(model: "persuade") }
    #expect(refusal.kind == .refused && refusal.what.contains("`arm`"))
    #expect(refusal.nextStep?.contains("role: treatment") == true)
  }

  @Test func `arms that differ in what was known before are refused`() throws {
    let campaign = try CallExperiment(isLotUnfair: true).campaign()
    let refusal = try failure { _ = try Fit(campaign.workspace).run(model: "persuade") }
    #expect(refusal.kind == .refused)
    #expect(refusal.what.contains("treated and control differ beyond chance"))
    #expect(try campaign.count("select count(*) from model.version") == 0)
  }

  @Test func `features of a day after the lot are refused`() throws {
    let campaign = try Self.copy(of: Self.planted)
    _ = try Features(campaign.workspace).run(asOf: TestCampaign.today)
    try campaign.write(
      CallExperiment.model.replacing("2026-05-04", with: "\(TestCampaign.today)"),
      to: "models/persuade.yml")
    let refusal = try failure { _ = try Fit(campaign.workspace).run(model: "persuade") }
    #expect(refusal.kind == .refused && refusal.what.contains("would know what the contact did"))
  }

  @Test(arguments: [
    ("cluster: home", "cluster: supports"), ("column: supports", "column: home"),
    ("column: arm", "column: arms"), ("control: control", "control: none"),
    ("set: calls,", "set: history,"),
  ])
  func `a definition that doesn't fit its layout is bad input`(right: String, wrong: String) throws
  {
    let campaign = try Self.copy(of: Self.planted)
    try campaign.write(
      CallExperiment.model.replacing(right, with: wrong), to: "models/persuade.yml")
    let failure = try failure { _ = try Fit(campaign.workspace).run(model: "persuade") }
    #expect(failure.kind == .badInput)
    #expect(failure.place?.contains("models/persuade.yml") == true)
  }

  @Test func `uplift ranks by uplift alone, and chances by chances`() throws {
    let campaign = try Self.copy(of: Self.listed)
    try campaign.write(
      CallExperiment.list.replacing("rank_by: uplift", with: "rank_by: probability"),
      to: "lists/persuasion.yml")
    let failure = try failure { _ = try ListStage(campaign.workspace).run(list: "persuasion") }
    #expect(
      failure.kind == .badInput
        && failure.nextStep == "Write `rank_by: uplift`, or `incremental_value` with `amounts`.")
  }

  @Test func `without a treated arm there are average effects, and nobody is scored`() throws {
    let campaign = try Self.copy(of: Self.planted)
    try campaign.change(
      Statement(
        """
        update person.snapshot_calls set arm = 'letter'
        where home in (select home from person.snapshot_calls where home ~ '7$')
        """, file: "letters"))
    try campaign.write(
      CallExperiment.model.replacing("  treated: call\n", with: ""),
      to: "models/persuade.yml")
    let fit = try Fit(campaign.workspace).run(model: "persuade")
    #expect(fit.experiment?.uplift == nil)
    #expect(fit.experiment?.effects.map(\.arm) == ["call", "letter"])
    #expect(try campaign.ask("select kind from model.version") == ["effects"])
    let failure = try failure {
      _ = try Score(campaign.workspace).run(model: "persuade", asOf: nil, csv: nil)
    }
    #expect(failure.kind == .badInput && failure.what.contains("average effects alone"))
  }
}
