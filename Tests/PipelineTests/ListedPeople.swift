import Postgres
import TestSupport
import Testing

@testable import Pipeline

extension TestCampaign {
  /// Puts people on a cut of a list, as if a model had ranked them, for a login to call.
  func list(_ people: [Int64], for login: String, as list: String = "calls") throws {
    // No model stands behind the cut.
    var connection = try administrator()
    try connection.script("set session_replication_role = replica")
    try connection.execute(
      """
      insert into list.cut (
        list, run_id, purpose, version_id, feature_set, as_of, capacity, definition)
      values ($1, 0, 'solicit', 0, 'history', '2026-09-01', 10, '')
      """, [.text(list)])
    try connection.execute(
      """
      insert into list.decision (person_id, cut_id, rank)
      select person_id, (select max(cut_id) from list.cut), rank
      from unnest($1) with ordinality as listed (person_id, rank)
      """, [.integers(people)])
    try connection.execute(
      """
      insert into list.entry (person_id, cut_id, assigned_to, rank, name, phone, city)
      select person.person_id, decision.cut_id, $1, decision.rank,
        concat_ws(' ', person.first_name, person.last_name),
        regexp_replace(person.phone::text, '(...)(...)(....)', '\\1-\\2-\\3'), person.city
      from list.decision
      join person.person on person.person_id = decision.person_id
      where decision.cut_id = (select max(cut_id) from list.cut)
      """, [.text(login)])
  }

  /// The person of a record.
  func person(_ record: String, of source: String = "nc_voter") throws -> Int64 {
    try count(
      "select person_id from person.identity where source = $1 and record = $2 and undone_on is null",
      [.text(source), .text(record)])
  }
}

/// A role of the server that goes with its last use.
final class TemporaryLogin {
  let name: String
  private let campaign: TestCampaign

  init(in group: String, _ campaign: TestCampaign) throws {
    name = "test_login_\(UInt64.random(in: 0 ... .max))"
    self.campaign = campaign
    try campaign.change(Statement("create role \(name) in role \(group)", file: "test"))
  }

  deinit { try? campaign.change(Statement("drop role \(name)", file: "test")) }

  /// A connection as this login.
  func connect() throws -> Connection {
    try Connection(ConnectionSettings(campaign.database.name, role: name))
  }
}
