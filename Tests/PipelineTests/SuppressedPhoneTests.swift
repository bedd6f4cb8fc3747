import Campaign
import Postgres
import TestSupport
import Testing

@testable import Pipeline

/// Which numbers are called no more, and for whom.
@Suite(.needsDatabase) struct SuppressedPhoneTests {
  private func calls(_ rows: [String], _ campaign: TestCampaign) throws -> Int {
    let header = "voter_id,date_canvassed,contact_type,result,canvassed_by,note,phone"
    let text = ([header] + rows).joined(separator: "\n") + "\n"
    return try campaign.load(try campaign.write(text, to: "calls.csv")).batch
  }

  private let suppressed: Statement =
    "select phone::text, since::text, reason from person.suppressed_phone order by phone"

  @Test func `a wrong or dead number is called no more, but its person stays callable`() throws {
    let campaign = try TestCampaign()
    try campaign.loadVoters([
      .init(id: "AA1", first: "Eva", last: "Fir", phone: "9195550101"),
      .init(id: "AA2", first: "Ida", last: "Ivy", phone: "9195550102"),
      .init(id: "AA3", first: "Ona", last: "Oak", phone: "9195550103"),
      .init(id: "AA4", first: "Una", last: "Ulm", phone: "9195550104"),
      .init(id: "AA5", first: "Asa", last: "Ash", phone: "9195550105"),
    ])
    try campaign.loadGifts([
      .init(line: 1, donor: "d3", first: "Ona", last: "Oak", phone: "9195550113"),
      .init(line: 2, donor: "d4", first: "Una", last: "Ulm", phone: "9195550114"),
    ])
    let batch = try calls(
      [
        "AA1,2026-08-01,Phone,Wrong Number,x,,", "AA1,2026-07-01,Phone,Wrong Number,x,,",
        "AA2,2026-08-02,Phone,Disconnected,x,,not a number",
        // Of two numbers, the one that was dialled; where the file doesn't say, none.
        "AA3,2026-08-03,Phone,Wrong Number,x,,(919) 555-0113",
        "AA4,2026-08-04,Phone,Wrong Number,x,,", "AA5,2026-08-05,Phone,Not Home,x,,",
      ], campaign)
    _ = try Match(campaign.workspace).run()
    #expect(
      try campaign.ask(suppressed) == [
        "9195550101|2026-07-01|wrong_number", "9195550102|2026-08-02|disconnected",
        "9195550113|2026-08-03|wrong_number",
      ])
    #expect(try campaign.count("select count(*) from person.do_not_call") == 0)
    _ = try Undo.run(batch: batch, campaign.workspace)
    _ = try Match(campaign.workspace).run()
    #expect(try campaign.ask(suppressed) == [])
  }

  @Test func `who asked not to be called comes before a wrong number`() throws {
    let campaign = try TestCampaign()
    try campaign.loadVoters([
      .init(id: "AA1", first: "Eva", last: "Fir", phone: "9195550101"),
      .init(id: "AA2", first: "Finn", last: "Fir", phone: "9195550101"),
    ])
    _ = try calls(
      ["AA1,2026-08-01,Phone,Wrong Number,x,,", "AA2,2026-08-02,Phone,Do Not Call,x,,"], campaign)
    _ = try Match(campaign.workspace).run()
    #expect(try campaign.ask(suppressed) == ["9195550101|2026-08-02|do_not_call"])
  }

  @Test func `the number at which someone asked not to be called is barred, whoever they are`()
    throws
  {
    let campaign = try TestCampaign()
    try campaign.loadVoters([.init(id: "AA1", first: "Eva", last: "Fir", phone: "9195550101")])
    let batch = try calls(
      [
        // Dialled at a number that no file has for her.
        "AA1,2026-08-01,Phone,Do Not Call,x,,9195550121",
        // No file knows who this is.
        "AA9,2026-08-02,Phone,Do Not Call,x,,9195550122",
        "AA9,2026-08-03,Phone,Wrong Number,x,,9195550123",
        "AA9,2026-08-04,Phone,Busy,x,,9195550124", "AA9,2026-08-05,Text,Do Not Text,x,,9195550125",
      ], campaign)
    _ = try Match(campaign.workspace).run()
    #expect(
      try campaign.ask(suppressed) == [
        "9195550101|2026-08-01|do_not_call", "9195550121|2026-08-01|do_not_call",
        "9195550122|2026-08-02|do_not_call", "9195550123|2026-08-03|wrong_number",
      ])
    let silent: Statement = "select phone::text, since::text from person.no_text_phone"
    #expect(try campaign.ask(silent) == ["9195550125|2026-08-05"])
    _ = try Undo.run(batch: batch, campaign.workspace)
    _ = try Match(campaign.workspace).run()
    #expect(try campaign.ask(suppressed) == [] && campaign.ask(silent) == [])
  }
}
