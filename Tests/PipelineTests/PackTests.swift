import Campaign
import Modeling
import Postgres
import TestSupport
import Testing

@testable import Pipeline

/// A fit and a score from packed features are those from rows.
@Suite(.needsDatabase) struct PackTests {
  private static let firstDay = Day(year: 2026, month: 1, day: 1) ?? Day(daysSince1970: 0)

  /// Two files of a mailing: people with a later row without an outcome, missing values, odd levels.
  private static let mailing = Result {
    let campaign = try TestCampaign()
    try definitions(campaign)
    try campaign.load(
      try campaign.write(SnapshotSample.file(rows: 3_000), to: "first.csv"), knownOn: firstDay)
    try campaign.load(
      try campaign.write(
        SnapshotSample.file(
          rows: 900, first: 2_501, withOutcome: false,
          party: { ["DEM", "GRN", "", "UNA", "it's \\ odd"][$0 % 5] },
          age: { ["-999", "1e9", "-1e9", "0", "44.25", "1e-300"][$0 % 6] }), to: "later.csv"),
      knownOn: firstDay.adding(days: 30))
    _ = try Match(campaign.workspace).run()
    _ = try Features(campaign.workspace).run(asOf: TestCampaign.today)
    return campaign
  }

  private static func definitions(_ campaign: TestCampaign) throws {
    try campaign.write(SnapshotSample.layout, to: "layouts/mailing.yml")
    try campaign.write(
      SnapshotSample.model(terms: "score: everyone\nhighest_gift: gifts"), to: "models/mailing.yml")
  }

  /// A copy in which tables of any size are packed, or none.
  private static func copy(
    of campaign: Result<TestCampaign, any Error>, packed: Bool
  ) throws -> (campaign: TestCampaign, workspace: Workspace) {
    let copy = try DemoCampaigns.copy(of: campaign)
    try definitions(copy)
    var workspace = copy.workspace
    workspace.packsFromBytes = packed ? 0 : .max
    return (copy, workspace)
  }

  private static let eligible: [String] = [
    "", "eligible: {age: {at_least: 30}}", "eligible: {age: {at_most: 44.25}}",
    "eligible: {party: {in: [DEM, UNA]}}", "eligible: {party: {known: yes}}",
    "eligible: {age: {known: no}}", "eligible: {gifts: {is: yes}}", "eligible: {gifts: {is: no}}",
    "eligible: {age: {at_least: 25, at_most: 70}, party: {known: yes}}",
  ]

  @Test(arguments: eligible)
  func `people of a pack are those of rows, value by value`(_ eligible: String) throws {
    let (campaign, workspace) = try Self.copy(of: Self.mailing, packed: true)
    try campaign.write(
      SnapshotSample.model(terms: "highest_gift: gifts\n\(eligible)"), to: "models/mailing.yml")
    let model = try CampaignFolder(folder: campaign.folder).model("mailing")
    var connection = try campaign.workspace.connect(as: .dataTeam)
    let set = try FeatureSet.read("mailing", purpose: "solicit", place: "test", &connection)
    let features = try set.chosen(for: model)
    try Pack.prepare(set, asOf: nil, workspace, &connection)
    let pack = try #require(try Pack.current(set, asOf: nil, &connection))
    #expect(pack.rows == 3_900)
    let rows = try TrainingData.read(model, set, features, &connection)
    let packed = try #require(
      try TrainingData.read(model, set, features, from: pack, &connection))
    #expect(rows.outcomes.count > 20 && rows.outcomes.count <= 3_000)
    #expect(Self.differences(rows, packed) == [])
  }

  @Test func `people of a day are those of rows, with what they gave after it`() throws {
    let campaign = try DemoCampaigns.copy(of: DemoCampaigns.withFeatures)
    var workspace = campaign.workspace
    workspace.packsFromBytes = 0
    let model = try CampaignFolder(folder: campaign.folder).model("donate")
    var connection = try campaign.workspace.connect(as: .dataTeam)
    let set = try FeatureSet.read("history", purpose: "solicit", place: "test", &connection)
    let features = try set.chosen(for: model)
    let day = try #require(model.trainAsOf)
    try Pack.prepare(set, asOf: day, workspace, &connection)
    let pack = try #require(try Pack.current(set, asOf: day, &connection))
    let rows = try TrainingData.read(model, set, features, &connection)
    let packed = try #require(
      try TrainingData.read(model, set, features, from: pack, &connection))
    #expect(rows.outcomes.contains(1) && rows.amounts.contains { $0 > 0 })
    #expect(Self.differences(rows, packed) == [])
  }

  private static func differences(_ rows: TrainingData, _ packed: TrainingData) -> [String] {
    var found: [String] = []
    if rows.frame.names != packed.frame.names { found.append("names") }
    for (name, (own, other)) in zip(
      rows.frame.names, zip(rows.frame.columns, packed.frame.columns))
    where !isSame(own, other) { found.append(name) }
    if rows.outcomes != packed.outcomes { found.append("outcomes") }
    if rows.training != packed.training { found.append("training") }
    if rows.heldOut != packed.heldOut { found.append("held out") }
    if rows.amounts != packed.amounts { found.append("amounts") }
    if rows.highest != packed.highest { found.append("highest") }
    if rows.households != packed.households { found.append("households") }
    if rows.batches != packed.batches { found.append("batches") }
    return found
  }

  /// Whether columns are the same, one missing number being as good as another.
  private static func isSame(_ own: RawColumn, _ other: RawColumn) -> Bool {
    if case .numeric(let values) = own, case .numeric(let others) = other {
      return values.count == others.count
        && zip(values, others).allSatisfy { $0 == $1 || ($0.isNaN && $1.isNaN) }
    }
    return own == other
  }

  /// What a fit and a score leave behind, but for numbers of versions and runs.
  private static let left: [Statement] = [
    """
    select concat_ws(' ', position, feature, kind, levels, centre, scale, coefficient,
      standard_error, household_error, cell_values)
    from model.term order by version_id, position
    """,
    "select concat_ws(' ', metric, value, low, high) from model.metric order by version_id, 1",
    "select concat_ws(' ', check_name, holds, value, low, high, sentence) from model.gate_check order by 1",
    "select concat_ws(' ', measure, band, least, level, people) from model.reference order by 1",
    "select concat_ws(' ', measure, people, stability_index, chance) from model.drift order by 1",
    """
    select concat_ws(' ', person_id, as_of, probability, expected_cents, in_training, source, record)
    from score.person order by person_id
    """,
    "select concat_ws(' ', percentile, probability) from score.cutoff order by percentile",
    "select concat_ws(' ', measure, people, stability_index, chance) from score.drift order by 1",
  ]

  @Test(arguments: ["mailing", "donate"])
  func `a fit and a score from a pack leave what those from rows leave`(_ model: String) throws {
    let source = model == "mailing" ? Self.mailing : DemoCampaigns.withFeatures
    var ends: [[[String]]] = []
    for packed in [false, true] {
      let (campaign, workspace) = try Self.copy(of: source, packed: packed)
      // Twice, so that the second fit is held against the first.
      for _ in 0..<2 { _ = try Fit(workspace).run(model: model) }
      _ = try Score(workspace).run(model: model, asOf: nil, csv: nil, anyway: true)
      ends.append(try Self.left.map { try campaign.ask($0) })
      #expect(try campaign.count("select count(*) from feature.pack") == (packed ? 1 : 0))
    }
    for (rows, packed) in zip(ends[0], ends[1]) {
      #expect(rows.count > 0 && rows == packed)
    }
  }

  @Test func `a pack of what was is not read, and is made anew`() throws {
    let (campaign, workspace) = try Self.copy(of: Self.mailing, packed: true)
    _ = try Fit(workspace).run(model: "mailing")
    var connection = try workspace.connect(as: .dataTeam)
    let set = try FeatureSet.read("mailing", purpose: "solicit", place: "test", &connection)
    #expect(try Pack.current(set, asOf: nil, &connection)?.rows == 3_900)
    // Another file.
    try campaign.load(
      try campaign.write(SnapshotSample.file(rows: 100, first: 9_001), to: "third.csv"),
      knownOn: Self.firstDay.adding(days: 60))
    _ = try Match(workspace).run()
    #expect(try Pack.current(set, asOf: nil, &connection) == nil)
    try Pack.prepare(set, asOf: nil, workspace, &connection)
    #expect(try Pack.current(set, asOf: nil, &connection)?.rows == 4_000)
    // Rows changed by hand, once the server has counted them.
    var hand = try campaign.administrator()
    for change in [
      "update person.snapshot_mailing set gifts = 99 where person_id in (select min(person_id) from person.snapshot_mailing)",
      "update person.person set household_id = 1 where person_id in (select min(person_id) from person.person)",
      "alter table person.snapshot_mailing add column later bigint",
    ] as [Statement] {
      #expect(try Pack.current(set, asOf: nil, &connection) != nil)
      try hand.execute(change)
      try hand.execute("select pg_stat_force_next_flush()")
      try hand.execute("select 1")
      let changed = try FeatureSet.read(
        "mailing", purpose: "solicit", place: "test", &connection)
      #expect(try Pack.current(changed, asOf: nil, &connection) == nil, "\(change)")
      try Pack.prepare(changed, asOf: nil, workspace, &connection)
    }
  }

  @Test func `small tables are not packed`() throws {
    let campaign = try DemoCampaigns.copy(of: Self.mailing)
    try Self.definitions(campaign)
    _ = try Fit(campaign.workspace).run(model: "mailing")
    #expect(try campaign.count("select count(*) from feature.pack") == 0)
  }

  @Test func `erasing a person empties the packs that held them`() throws {
    let (campaign, workspace) = try Self.copy(of: Self.mailing, packed: true)
    _ = try Fit(workspace).run(model: "mailing")
    let person = try campaign.count("select min(person_id) from person.snapshot_mailing")
    let summary = try Erase(workspace, today: TestCampaign.today).run(
      PersonName.text(of: person), isTrial: false)
    #expect(summary.packed == ["feature.pack", "feature.pack_block"])
    #expect(try campaign.count("select count(*) from feature.pack_block") == 0)
    _ = try Fit(workspace).run(model: "mailing")
    #expect(
      try campaign.count(
        "select count(*) from feature.pack_block where person_id = $1", [.integer(person)])
        == 0)
  }
}
