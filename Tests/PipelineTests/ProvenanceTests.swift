import Campaign
import Postgres
import TestSupport
import Testing

@testable import Pipeline

/// No model or list serves a purpose that its data may not serve.
@Suite(.needsDatabase) struct ProvenanceTests {
  /// Runs a statement as a role and gives the constraint that refuses it.
  private func refusal(
    _ statement: Statement, as role: Workspace.Role, in campaign: TestCampaign
  ) throws -> String? {
    var connection = try campaign.workspace.connect(as: role)
    let error = try databaseError { try connection.execute(statement) }
    return error.constraint
  }

  @Test(arguments: ["fec_report", "fec_derived"], ["solicit", "persuade", "turnout", "invite"])
  func `no row opens FEC data to contacting people`(
    _ provenance: String, _ purpose: String
  ) throws {
    let campaign = try TestCampaign()
    var connection = try campaign.workspace.connect(as: .loader)
    let insert = Statement(
      "insert into run.permitted_use values ($1, $2, 'a cite', '2026-01-01')", file: "test")
    let error = try databaseError {
      try connection.execute(insert, [.text(provenance), .text(purpose)])
    }
    #expect(error.constraint == "fec_never_solicits")
  }

  @Test func `a model of FEC data is refused by the database, whoever writes it`() throws {
    let campaign = try TestCampaign()
    try campaign.change(Self.version(purpose: "solicit"))
    #expect(
      try refusal(
        """
        insert into model.term_provenance values (1, 'solicit', 'history', 'age', 'fec_derived')
        """, as: .dataTeam, in: campaign) == "term_provenance_must_be_permitted")
    // Nor by calling its purpose another than the model's.
    #expect(
      try refusal(
        """
        insert into model.term_provenance values (1, 'research', 'history', 'age', 'fec_derived')
        """, as: .dataTeam, in: campaign) != nil)
    // For research it is taken: what refused was the purpose.
    let research = try TestCampaign()
    try research.change(Self.version(purpose: "research"))
    var connection = try research.workspace.connect(as: .dataTeam)
    try connection.execute(
      "insert into model.term_provenance values (1, 'research', 'history', 'age', 'fec_derived')")
  }

  @Test func `a list with a column of FEC data is refused by the database`() throws {
    let campaign = try TestCampaign()
    try campaign.change(Self.version(purpose: "solicit"))
    try campaign.change(
      """
      set session_replication_role = replica;
      insert into list.cut (
        list, run_id, purpose, version_id, feature_set, as_of, capacity, definition)
      values ('calls', 1, 'solicit', 1, 'history', '2026-01-01', 1, '');
      """)
    for provenance in ["fec_derived", "fec_report"] {
      let insert = Statement(
        """
        insert into list.column_provenance
        values (1, 'solicit', 'contribution', 'amount_cents', '\(provenance)')
        """, file: "test")
      #expect(
        try refusal(insert, as: .dataTeam, in: campaign) == "list_column_must_be_permitted")
    }
  }

  private static func version(purpose: String) -> Statement {
    Statement(
      """
      insert into run.run (stage, name, program_version) values ('fit', 'm', '1');
      insert into feature.provenance values ('history', 'age', 'fec_derived');
      insert into model.version (
        model, version, run_id, purpose, feature_set, question, definition, trained_batches,
        training_buckets, seed, penalty, rows, positives, intercept, log_likelihood)
      values ('m', 1, 1, '\(purpose)', 'history', '', '', '{}', 1, '', 0, 1, 1, 0, 0);
      """, file: "test")
  }

  // MARK: through the stages

  private func mailing(_ model: String, uses: String = "") throws -> TestCampaign {
    let campaign = try TestCampaign()
    if !uses.isEmpty {
      let definition = String(decoding: try campaign.bytes(of: "campaign.yml"), as: UTF8.self)
      try campaign.write(definition + "\n" + uses, to: "campaign.yml")
    }
    try campaign.write(SnapshotSample.layout, to: "layouts/mailing.yml")
    try campaign.write(model, to: "models/mailing.yml")
    try campaign.load(try campaign.write(SnapshotSample.file(rows: 900), to: "mailing.csv"))
    _ = try Match(campaign.workspace).run()
    _ = try Features(campaign.workspace).run(asOf: TestCampaign.today)
    return campaign
  }

  /// One more of the uses that the definition ends with.
  private static let use =
    "  - {provenance: \"licensed:rented\", purposes: [solicit], cite: the contract, checked_on: 2026-01-01}"

  @Test func `a model that names a feature of a class that nobody allowed is refused`() throws {
    let campaign = try mailing(SnapshotSample.model(features: "[age, rented]"))
    let failure = try failure { _ = try Fit(campaign.workspace).run(model: "mailing") }
    #expect(failure.kind == .refused && failure.kind.rawValue == 77)
    #expect(failure.what.contains("`rented`") && failure.what.contains("licensed:rented"))
    #expect(try campaign.count("select count(*) from model.version") == 0)
  }

  @Test func `an outcome that may not serve the purpose is refused as a feature is`() throws {
    let campaign = try mailing(SnapshotSample.model(features: "[age]"))
    try campaign.change(
      """
      update run.column_provenance set provenance = 'fec_derived'
      where target = 'snapshot_mailing' and column_name = 'gave'
      """)
    let failure = try failure { _ = try Fit(campaign.workspace).run(model: "mailing") }
    #expect(failure.kind == .refused)
    #expect(
      failure.what == "the column `gave` comes from fec_derived, which may not serve to solicit")
    #expect(try campaign.count("select count(*) from model.version") == 0)
    try campaign.write(
      SnapshotSample.model(features: "[age]", purpose: "research"), to: "models/mailing.yml")
    _ = try Fit(campaign.workspace).run(model: "mailing")
  }

  @Test func `left to choose, a model leaves such a feature out, and takes it once allowed`() throws
  {
    let used: Statement = "select distinct feature from model.term order by feature"
    let campaign = try mailing(SnapshotSample.model())
    _ = try Fit(campaign.workspace).run(model: "mailing")
    #expect(try campaign.ask(used) == ["age", "gifts", "party"])
    let allowed = try mailing(SnapshotSample.model(), uses: Self.use)
    _ = try Fit(allowed.workspace).run(model: "mailing")
    #expect(try allowed.ask(used) == ["age", "gifts", "party", "rented"])
    #expect(
      try allowed.ask(
        "select provenance from model.term_provenance where feature = 'rented'")
        == ["licensed:rented"])
  }

  @Test func `a model with no feature left that its purpose allows is bad input`() throws {
    let model = SnapshotSample.model(features: "auto\n  except: [age, gifts, party]")
    let campaign = try mailing(model)
    let failure = try failure { _ = try Fit(campaign.workspace).run(model: "mailing") }
    #expect(failure.kind == .badInput && failure.what.contains("no feature"))
    let allowed = try mailing(model, uses: Self.use)
    _ = try Fit(allowed.workspace).run(model: "mailing")
  }

  @Test func `outcomes and treatments are never features, named or not`() throws {
    for column in ["gave", "asked"] {
      let campaign = try mailing(SnapshotSample.model(features: "[age, \(column)]"))
      let failure = try failure { _ = try Fit(campaign.workspace).run(model: "mailing") }
      #expect(failure.kind == .badInput && failure.what.contains("`\(column)`"))
    }
  }

  @Test(arguments: ["eligible:\n  rented: {at_least: 1}", "highest_gift: rented"])
  func `a class that nobody allowed picks no people and sizes no gift`(_ line: String) throws {
    let campaign = try mailing(SnapshotSample.model() + "\n" + line)
    let failure = try failure { _ = try Fit(campaign.workspace).run(model: "mailing") }
    #expect(failure.kind == .refused)
    let allowed = try mailing(SnapshotSample.model() + "\n" + line, uses: Self.use)
    _ = try Fit(allowed.workspace).run(model: "mailing")
  }

  @Test func `a set, a feature and a column that aren't there are told with the nearest`() throws {
    let wrong: [(was: String, now: String, nearest: String)] = [
      ("set: mailing", "set: mailin", "mailing"), ("use: auto", "use: [gift]", "gifts"),
      ("column: gave", "column: gav", "gave"), ("use: auto", "use: auto\n  except: [ag]", "age"),
    ]
    let campaign = try mailing(SnapshotSample.model())
    for (was, now, nearest) in wrong {
      let text = SnapshotSample.model().replacing(was, with: now)
      try campaign.write(text, to: "models/mailing.yml")
      let failure = try failure { _ = try Fit(campaign.workspace).run(model: "mailing") }
      #expect(failure.kind == .badInput, "\(now)")
      #expect(failure.nextStep?.contains("`\(nearest)`") == true, "\(now)")
    }
  }
}
