import Campaign
import Foundation
import Postgres
import TestSupport
import Testing

@testable import Pipeline

/// Files that leave the campaign: whose numbers VAN's file bears, and what is planted in each.
@Suite(.needsDatabase) struct HandOverTests {
  private static let list = """
    list: calls
    model: donate
    purpose: solicit
    channel: call
    capacity: {callers: 2, hours: 1, dials_per_hour: 12, days: 2026-09-16}
    universe: {gift_count: {at_least: 1}}
    hand_over: [van]
    """

  private static let canaries =
    "canaries: [{name: Ada Quill, phone: 919-555-0199, city: RALEIGH, state: NC, street: PO BOX 9, zip: \"27601\"}]"

  private func campaign(_ list: String = Self.list) throws -> TestCampaign {
    let campaign = try DemoCampaigns.copy(of: DemoCampaigns.scored)
    try campaign.write(DemoCampaigns.rules(Self.canaries), to: "campaign.yml")
    try campaign.write(list, to: "lists/calls.yml")
    return campaign
  }

  /// A file's rows by column.
  private func rows(_ name: String, _ campaign: TestCampaign) throws -> [[String: String]] {
    let records = try campaign.records(of: name)
    let header = try #require(records.first)
    return records.dropFirst().map { Dictionary(uniqueKeysWithValues: zip(header, $0)) }
  }

  private func vanids(_ campaign: TestCampaign) throws -> [String: String] {
    _ = try ListStage(campaign.workspace).run(list: "calls")
    return Dictionary(
      uniqueKeysWithValues: try rows("calls.van.csv", campaign).compactMap { row in
        guard let id = row["vanid"], !id.isEmpty, let person = row["externalid"] else { return nil }
        return (person, id)
      })
  }

  @Test func `VAN's exports load as they are: its people by VANID, and what came of its calls`()
    throws
  {
    let campaign = try TestCampaign()
    let header =
      "Voter File VANID,FirstName,LastName,Suffix,Address,City,State,Zip5,Age,"
      + "RegistrationStatusName,Pref Phone "
    let people = ["Eva,Fir", "Ida,Ivy", "Ona,Oak", "Una,Ulm"].enumerated().map { place, name in
      "700000\(place + 1),\(name),,1 MAIN ST,RALEIGH,NC,27601,44,"
        + (place == 3 ? "Purged" : "Registered Active") + ",(919) 555-010\(place)"
    }
    let voters = try campaign.load(
      try campaign.write(([header] + people).joined(separator: "\n") + "\n", to: "van.csv")
    ) { $0.maximumRejected = 0.5 }
    #expect(voters.layout == "van_voters" && voters.rowsLoaded == 3)
    #expect(voters.rejected == ["RegistrationStatusName is no code of this layout": 1])
    let history = """
      Voter File VANID,Contact Name,Date Canvassed,Result,Contact Type,Canvassed By,Created By,Date Created,Input Type Name,MiniVAN Campaign
      7000001,"Fir, Eva",9/15/2026,Do Not Call,Phone,"Poll, Pat","Poll, Pat",9/15/2026,VPB,
      7000002,"Ivy, Ida",9/15/2026,Come Back,Walk,"Poll, Pat","Poll, Pat",9/15/2026,MiniVAN,Fall
      7000003,"Oak, Ona",9/15/2026,Lit Drop,Walk,"Poll, Pat","Poll, Pat",9/15/2026,MiniVAN,Fall
      7000003,"Oak, Ona",9/15/2026,other language,Phone,"Poll, Pat","Poll, Pat",9/15/2026,VPB,

      """
    let summary = try campaign.load(try campaign.write(history, to: "history.csv")) {
      $0.maximumRejected = 0.5
    }
    #expect(summary.layout == "van_results" && summary.rowsLoaded == 3)
    #expect(summary.rejected == ["Result is no code of this layout": 1])
    _ = try Match(campaign.workspace).run()
    let ids = try ["7000001", "7000002", "7000003"].map { try campaign.person($0, of: "van") }
    #expect(
      try campaign.ask(
        "select person_id::text, channel, result from person.contact order by result"
      ) == [
        "\(ids[1])|Walk|call_back", "\(ids[0])|Phone|do_not_call",
        "\(ids[2])|Phone|language_barrier",
      ])
    #expect(try campaign.ask("select phone::text from person.suppressed_phone") == ["9195550100"])
    var connection = try campaign.workspace.connect(as: .dataTeam)
    let vanids = try connection.rows(
      SQLFiles.statement("list/vanids"), [.integers(ids)]
    ) { (try $0.integer(0), try $0.text(1)) }
    #expect(
      Dictionary(uniqueKeysWithValues: vanids)
        == [ids[0]: "7000001", ids[1]: "7000002", ids[2]: "7000003"])
  }

  @Test func `only a number that a file of VAN's knows somebody by is a VANID`() throws {
    let campaign = try campaign()
    // Numbers of other sources, a donor's among them, are none, though they be all digits.
    try campaign.change(
      """
      insert into person.identity
      select person_id, 'actblue', (person_id % 100000)::text, 'test', 'test', min(decided_run)
      from person.identity group by person_id
      on conflict do nothing
      """)
    #expect(try vanids(campaign).isEmpty)
    let people = try campaign.ask(
      "select person_id::text from list.decision where rank <= 5 order by rank")
    func know(_ person: String, as record: String, undone: Bool = false) throws {
      try campaign.change(
        Statement(
          """
          insert into person.identity (
            person_id, source, record, tier, evidence, decided_run, undone_on)
          select \(person), 'van', '\(record)', 'test', 'test', min(run_id), \(
            undone ? "date '2026-09-01'" : "null")
          from run.run
          """, file: "HandOverTests.swift"))
    }
    try know(people[0], as: "7000001")
    // Two numbers are doubtful, a word is none, and a decision taken back is none.
    try know(people[1], as: "7000002")
    try know(people[1], as: "7000003")
    try know(people[2], as: "DW7000004")
    try know(people[3], as: "7000005", undone: true)
    #expect(try vanids(campaign).isEmpty, "no file says that its numbers are VANIDs")
    func load(_ hasVANIDs: Bool, _ target: String) throws {
      try campaign.change(
        Statement(
          """
          insert into run.batch (
            layout, source, target, file_name, file_sha256, definition_sha256, program_version,
            known_on, matched_at, has_vanids)
          values ('van', 'van', '\(target)', 'f', '\(target) \(hasVANIDs)', 'x', 'x', '2026-09-01', now(),
            \(hasVANIDs))
          """, file: "HandOverTests.swift"))
    }
    try load(true, "voter")
    // Votes and contacts say nothing of whose numbers they are.
    try load(false, "vote")
    #expect(try vanids(campaign) == ["P\(people[0])": "7000001"])
    try load(false, "voter")
    #expect(try vanids(campaign).isEmpty, "two files of a source disagree")
  }

  /// What must hold of a file with a planted row.
  private func check(
    _ name: String, _ campaign: TestCampaign, phone: String? = "phone"
  ) throws {
    let rows = try rows(name, campaign)
    let key = rows[0]["externalid"] == nil ? "person_id" : "externalid"
    let known = Set(try campaign.ask("select 'P' || person_id from person.person"))
    let planted = rows.indices.filter {
      !known.contains(rows[$0][key] ?? rows[$0]["external_id"] ?? "")
    }
    let place = try #require(planted.first)
    #expect(planted.count == 1, "\(name)")
    let row = rows[place]
    if let phone { #expect(row[phone] == "919-555-0199", "\(name)") }
    if let street = row["street"] { #expect(street == "PO BOX 9" && row["zip"] == "27601") }
    #expect(row["vanid"] ?? "" == "" && row["source_key"] ?? "" == "")
    if row["rank"] != nil {
      let ranks = rows.compactMap { $0["rank"].flatMap(Int.init) }
      #expect(ranks.count == rows.count && zip(ranks, ranks.dropFirst()).allSatisfy(<), "\(name)")
    }
    if row["gifts"] != nil {
      #expect(row["gifts"] == "1" && row["gifts_dollars"] == "25.00")
      #expect(row["employer"] == "" && row["occupation"] == "")
      #expect(row["ask_also_for"] == "employer, occupation")
      #expect(row["latest_note"] == "" && row["last_contact"] == "")
    }
    if let given = row["last_gift_on"] {
      #expect(given < "2026-03-03" && !given.isEmpty, "\(name)")
      for other in [place - 1, place + 1] where rows.indices.contains(other) {
        #expect(rows[other]["last_gift_on"] != given)
      }
    }
  }

  @Test func `each file has one row of the campaign's own, which repeats nobody's`() throws {
    let campaign = try campaign()
    // Somebody gave up to the limit, and is asked for time.
    try campaign.change(
      """
      insert into person.contribution
      select person_id, 't', 'g', 1, 'd', '2026-09-01', 349900, null, false, 'G2026', true, true
      from (
        select person_id from score.person where model = 'donate' order by expected_cents desc limit 40
      ) as best
      """)
    _ = try ListStage(campaign.workspace).run(list: "calls")
    let files = campaign.files(below: "out/lists").filter { $0.hasSuffix(".csv") }
    #expect(
      files == [
        "calls.csv", "calls.van.csv", "calls.volunteers.csv", "calls/caller_1.csv",
        "calls/caller_2.csv",
      ])
    for name in files { try check(name, campaign) }
    #expect(try rows("calls.csv", campaign).compactMap { $0["rank"] } == (1...25).map(String.init))
    // The printed sheets have the row of the file beside them, under the same ranks.
    for caller in ["caller_1", "caller_2"] {
      let page = String(
        decoding: try campaign.bytes(of: "out/lists/calls/\(caller).html"), as: UTF8.self)
      let planted = try #require(
        try rows("calls/\(caller).csv", campaign).first { $0["phone"] == "919-555-0199" })
      #expect(page.contains(try #require(planted["person_id"])) && page.contains("919-555-0199"))
      #expect(page.components(separatedBy: "<article").count == 14)
    }
    // A file that comes back as it went out loads, and what stands beside the planted row names nobody.
    var lines = try campaign.records(of: "calls/caller_1.csv")
    let result = try #require(lines[0].firstIndex(of: "result"))
    for line in lines.indices.dropFirst() { lines[line][result] = "Not Home" }
    let text = lines.map {
      $0.map { "\"\($0.replacing("\"", with: "\"\""))\"" }.joined(separator: ",")
    }.joined(separator: "\n")
    let summary = try campaign.load(try campaign.write(text + "\n", to: "filled.csv"))
    #expect(summary.rowsLoaded == 13 && summary.rejected.isEmpty)
    #expect(try Match(campaign.workspace).run().eventsOfUnknownPeople["contact"] ?? 0 >= 1)
  }

  @Test(arguments: ["text", "mail"])
  func `so has a file of texts or of letters`(_ channel: String) throws {
    let plain = Self.list.split(separator: "\n").map {
      $0.hasPrefix("capacity") ? "size: 24" : String($0)
    }.joined(separator: "\n")
    let campaign = try campaign(
      plain.replacing("channel: call", with: "channel: \(channel)").replacing(
        "hand_over: [van]", with: channel == "text" ? "hand_over: [spoke, van]" : ""))
    _ = try ListStage(campaign.workspace).run(list: "calls")
    try check("calls.csv", campaign, phone: channel == "text" ? "phone" : nil)
    guard channel == "text" else { return }
    try check("calls.van.csv", campaign)
    let cells = try rows("calls.spoke.csv", campaign)
    #expect(cells.count == 25 && cells.count { $0["cell"] == "919-555-0199" } == 1)
    #expect(cells.allSatisfy { $0["text_between"]?.hasSuffix("eastern") == true })
  }

  @Test func `a wave of invitations has one too`() throws {
    let sample = try InvitationSample()
    try sample.campaign.write(
      DemoCampaigns.rules("\(InvitationSample.places)\n\(Self.canaries)"), to: "campaign.yml")
    _ = try sample.cut()
    try check("dinner.wave_1.csv", sample.campaign, phone: nil)
  }
}
