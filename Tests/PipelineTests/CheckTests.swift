import Postgres
import TestSupport
import Testing

@testable import Pipeline

/// What must hold in every database, asked by the queries of `sql/checks`.
@Suite(.needsDatabase) struct CheckTests {
  private static let used = Result {
    let campaign = try DemoCampaigns.copy(of: DemoCampaigns.withFeatures)
    _ = try Fit(campaign.workspace).run(model: "donate")
    _ = try Score(campaign.workspace).run(model: "donate", asOf: nil, csv: nil)
    return campaign
  }

  private func rows(of check: String, in campaign: TestCampaign) throws -> Int {
    var connection = try campaign.administrator()
    return try connection.query(Statement(SQLFiles.text(check), file: check)) { $0.count }
  }

  @Test(arguments: SQLFiles.paths(below: "sql/checks"))
  func `a check of a campaign in use returns no row`(_ check: String) throws {
    #expect(try rows(of: check, in: try Self.used.get()) == 0)
  }

  @Test(arguments: [
    (
      "one_person_per_record",
      """
      insert into person.identity
      select 1, source, record, 'own record', 'twice', decided_run
      from person.identity where undone_on is null limit 1
      """
    ),
    ("everyone_has_a_record", "delete from person.person where is_donor"),
    (
      "every_term_has_its_provenance",
      "delete from model.term_provenance where feature = 'gift_count'"
    ),
    (
      "a_list_accounts_for_everyone",
      """
      insert into list.cut (list, run_id, purpose, version_id, feature_set, as_of, capacity, definition)
      select 'l', run_id, purpose, version_id, feature_set, '2026-01-01', 1, ''
      from model.version limit 1;
      insert into list.decision (person_id, cut_id, rank) select 1, max(cut_id), 2 from list.cut
      """
    ),
    (
      "every_decision_is_of_a_cut",
      "insert into list.decision (person_id, cut_id, reason) values (1, 1000000, 'noPhone')"
    ),
    (
      "a_live_version_held_every_check",
      "insert into model.gate_check select version_id, 99, 'x', true, false, 0, 0, 0, 0, '' from model.version"
    ),
  ])
  func `a check sees what it is for`(_ check: String, _ damage: String) throws {
    let campaign = try TestCampaign(copyOf: try Self.used.get().database)
    try campaign.change(Statement(damage, file: "damage"))
    #expect(try rows(of: "sql/checks/\(check).sql", in: campaign) > 0)
  }
}
