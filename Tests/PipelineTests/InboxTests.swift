import Campaign
import Postgres
import TestSupport
import Testing

@testable import Pipeline

/// What callers write down under logins of their own, on its way to people.
@Suite(.needsDatabase) struct InboxTests {
  private let campaign: TestCampaign
  private let caller: TemporaryLogin
  private let eva: Int64
  private let ida: Int64

  init() throws {
    campaign = try TestCampaign()
    caller = try TemporaryLogin(in: "field_staff", campaign)
    try campaign.loadVoters([
      .init(id: "AA1", first: "Eva", last: "Fir", phone: "9195550101"),
      .init(id: "AA2", first: "Ida", last: "Ivy", phone: "9195550102"),
      .init(id: "AA3", first: "Ona", last: "Oak", phone: "9195550103"),
    ])
    _ = try Match(campaign.workspace).run()
    (eva, ida) = (try campaign.person("AA1"), try campaign.person("AA2"))
    try campaign.list([eva, ida], for: caller.name)
  }

  private func report(_ person: Int64, _ result: String) throws {
    var connection = try caller.connect()
    try connection.execute(
      """
      insert into list.outcome_inbox (person_id, cut_id, result)
      select person_id, cut_id, $2 from list.entry where person_id = $1
      """, [.integer(person), .text(result)])
  }

  private func takeIn() throws -> Inbox.Summary {
    try Inbox(campaign.workspace, today: TestCampaign.today).run()
  }

  private let contacts: Statement = """
    select person_source || ' ' || person_record, channel, result, contacted_by, phone::text
    from source.contact order by person_record
    """

  @Test func `reports become a batch's rows with the record, the caller and the number`() throws {
    try report(eva, "do_not_call")
    try report(ida, "not_home")
    let summary = try takeIn()
    #expect(summary.reports == 2 && summary.waiting == 0)
    #expect(
      try campaign.ask(contacts) == [
        "nc_voter AA1|Phone|do_not_call|\(caller.name)|9195550101",
        "nc_voter AA2|Phone|not_home|\(caller.name)|9195550102",
      ])
    #expect(try campaign.count("select count(*) from list.outcome_inbox") == 0)
    #expect(
      try campaign.ask(
        "select layout, target, rows_loaded::text from run.batch where batch_id = $1",
        [.int32(Int32(try #require(summary.batch)))]) == ["(inbox)|contact|2"])
    #expect(
      try campaign.ask(
        "select distinct provenance from run.column_provenance where layout = '(inbox)'")
        == ["own_contact"])
  }

  @Test func `a report has the consequences of a file's row`() throws {
    try report(eva, "do_not_call")
    try report(ida, "wrong_number")
    let batch = try #require(try takeIn().batch)
    _ = try Match(campaign.workspace).run()
    let suppressed: Statement =
      "select phone::text, reason from person.suppressed_phone order by phone"
    #expect(
      try campaign.ask(suppressed) == ["9195550101|do_not_call", "9195550102|wrong_number"])
    #expect(
      try campaign.ask("select person_id::text from person.do_not_call") == ["\(eva)"])
    _ = try Undo.run(batch: batch, campaign.workspace)
    _ = try Match(campaign.workspace).run()
    #expect(try campaign.ask(suppressed) == [])
  }

  @Test func `a pledge and a note reach the next list, and come back from an undone batch`() throws
  {
    var connection = try caller.connect()
    let promised: Statement = """
      insert into list.outcome_inbox (
        person_id, cut_id, result, pledged_cents, pledge_due_on, note
      )
      select person_id, cut_id, $2, 5000, $3::text::date, ' after the 1st; =1+1 '
      from list.entry where person_id = $1
      """
    let due = try campaign.ask("select (current_date + 14)::text")[0]
    try connection.execute(promised, [.integer(eva), .text("canvassed"), .text(due)])
    let batch = try #require(try takeIn().batch)
    _ = try Match(campaign.workspace).run()
    #expect(
      try campaign.ask("select person_id::text, pledged_cents::text, due_on::text from list.pledge")
        == ["\(eva)|5000|\(due)"])
    #expect(try campaign.ask("select note from person.contact") == ["after the 1st; =1+1"])
    _ = try Undo.run(batch: batch, campaign.workspace)
    #expect(
      try campaign.ask("select pledged_cents::text, pledge_due_on::text from list.outcome_inbox")
        == ["5000|\(due)"])
  }

  @Test(arguments: [
    ("refused", "5000", "null", "null"), ("canvassed", "0", "null", "null"),
    ("canvassed", "null", "current_date + 3", "null"),
    ("canvassed", "5000", "current_date - 3", "null"),
    ("canvassed", "5000", "current_date + 4000", "null"),
    ("canvassed", "null", "null", "repeat('x', 1001)"),
  ])
  func `a pledge that can't be one is refused where it is written`(
    _ result: String, _ cents: String, _ due: String, _ note: String
  ) throws {
    var connection = try caller.connect()
    let error = try databaseError {
      try connection.execute(
        Statement(
          """
          insert into list.outcome_inbox (person_id, cut_id, result, pledged_cents, pledge_due_on, note)
          select person_id, cut_id, '\(result)', \(cents), \(due), \(note)
          from list.entry where person_id = $1
          """, file: "test"), [.integer(eva)])
    }
    #expect(error.sqlState == "23514")
  }

  @Test func `an undone batch returns to the inbox, and is taken in again`() throws {
    try report(eva, "refused")
    let before = try campaign.ask(
      "select person_id::text, reported_by, reported_at::text, result from list.outcome_inbox")
    let batch = try #require(try takeIn().batch)
    _ = try Undo.run(batch: batch, campaign.workspace)
    #expect(try campaign.count("select count(*) from source.contact") == 0)
    #expect(
      try campaign.ask(
        "select person_id::text, reported_by, reported_at::text, result from list.outcome_inbox")
        == before)
    let again = try takeIn()
    #expect(again.reports == 1 && again.batch != batch)
    #expect(try takeIn().batch == nil)
  }

  @Test func `a report outlives a new cut of its list, without the number on the old sheet`() throws
  {
    try report(eva, "wrong_number")
    var connection = try campaign.workspace.connect(as: .dataTeam)
    try connection.execute("delete from list.entry")
    _ = try takeIn()
    #expect(
      try campaign.ask(
        "select person_record, coalesce(phone::text, 'none') from source.contact")
        == ["AA1|none"])
    // It bars the only number that she has.
    _ = try Match(campaign.workspace).run()
    #expect(
      try campaign.ask("select phone::text from person.suppressed_phone") == ["9195550101"])
  }

  @Test func `reports on people whom no file knows any more wait`() throws {
    try report(eva, "refused")
    try report(ida, "refused")
    try campaign.change("update person.identity set undone_on = '2026-09-01' where record = 'AA1'")
    let summary = try takeIn()
    #expect(summary.reports == 1 && summary.waiting == 1)
    #expect(
      try campaign.ask("select person_id::text from list.outcome_inbox") == ["\(eva)"])
  }

  @Test func `a caller reports on entries of their own alone`() throws {
    let other = try TemporaryLogin(in: "field_staff", campaign)
    var connection = try other.connect()
    for person in [eva, try campaign.person("AA3")] {
      let error = try databaseError {
        try connection.execute(
          "insert into list.outcome_inbox (person_id, cut_id, result) values ($1, 1, 'busy')",
          [.integer(person)])
      }
      #expect(error.sqlState == PostgresError.foreignKeyViolation)
    }
    try report(eva, "busy")
    #expect(try connection.rows("select result from list.outcome_inbox") { try $0.text(0) } == [])
  }
}
