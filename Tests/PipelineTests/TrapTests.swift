import Campaign
import Foundation
import Postgres
import TestSupport
import Testing

@testable import Pipeline

/// Some thirty people, each in one trap: what becomes of each of them, from files to the list.
@Suite(.needsDatabase) struct TrapTests {
  private static let day = Day(year: 2026, month: 9, day: 15) ?? Day(daysSince1970: 0)

  private static let campaignRules = """

    time_zone: eastern
    cool_off: {refused: 60, attempt: 3, call: 7, listed: 14}
    """

  /// The campaign, of which counsel has answered for Florida's voter file too.
  private static func rules(_ more: String = "") -> String {
    DemoCampaigns.rules(campaignRules + more).replacing(
      "permitted_use:\n",
      with: """
        permitted_use:
          - {provenance: "voter_file:FL", purposes: [solicit], cite: a made-up cite, checked_on: 2026-01-05}

        """)
  }

  private static let list = """
    list: traps
    model: donate
    purpose: solicit
    channel: call
    capacity: {callers: 2, hours: 2, dials_per_hour: 25, days: [2026-09-16, 2026-09-17], from: "10:00"}
    universe: {county: {in: [TYRRELL]}}
    """

  /// A file in the words of Florida's, with days of birth and those who are pre-registered.
  private static let florida = """
    layout: florida
    kind: snapshot
    source: fl_voter
    into: voter
    provenance: voter_file:FL
    file: {delimiter: comma, quote: '"', encoding: utf8, header: yes}
    key: Voter_ID
    columns:
      County: county
      Voter_ID: key
      Name_Last: last_name
      Name_First: first_name
      Residence_Address_Line_1: street
      Residence_State: state
      Residence_Zipcode: zip5
      Birth_Date: {to: birth_year, format: MM/DD/YYYY}
      Voter_Status: {to: status, values: {ACT: active, INA: inactive, PRE: preregistered}}
      Daytime_Phone_Number: phone
    """

  private static func floridaFile(_ people: [TrappedDonor]) -> String {
    let header =
      "County,Voter_ID,Name_Last,Name_First,Residence_Address_Line_1,Residence_State,"
      + "Residence_Zipcode,Birth_Date,Voter_Status,Daytime_Phone_Number"
    let lines = people.map { person in
      "TYRRELL,\(person.id),Trap\(person.id),Ada,\(person.street),NC,27925,"
        + "\(person.voter["Birth_Date"] ?? ""),\(person.voter["Voter_Status"] ?? "ACT"),"
        + "25255501\(person.id.dropFirst())"
    }
    return ([header] + lines).joined(separator: "\n") + "\n"
  }

  private static func load(
    _ file: String, _ text: String, _ campaign: TestCampaign
  ) throws {
    let summary = try campaign.load(
      try campaign.write(text, to: file), knownOn: DemoSet.knownOn)
    guard summary.rejected.isEmpty else { throw Failure(.bug, "a trap was set aside: \(file)") }
  }

  private static let scored = Result {
    let campaign = try DemoCampaigns.copy(of: DemoCampaigns.withFeatures)
    try campaign.write(
      rules(), to: "campaign.yml")
    let people = TrappedDonor.all
    let voters = people.filter { !$0.isOfFlorida }.map { person in
      [
        "ncid": person.id, "first_name": "Ada", "last_name": "Trap\(person.id)", "status_cd": "A",
        "county_desc": "TYRRELL", "state_cd": "NC", "zip_code": "27925", "birth_year": "1970",
        "res_street_address": person.street,
        "full_phone_number": "25255501\(person.id.dropFirst())", "registr_dt": "01/02/2010",
      ].merging(person.voter) { $1 }
    }
    let gifts = people.flatMap { person in
      person.gifts.enumerated().map { number, gift in
        let street = person.voter["res_street_address"] ?? person.street
        return [
          "Lineitem ID": "\(person.id)-\(number)", "Donor ID": person.id, "Donor First Name": "Ada",
          "Donor Last Name": "Trap\(person.id)", "Donor Addr1": street, "Donor ZIP": "27925",
          "Donor State": person.voter["state_cd"] ?? "NC", "Recipient Gov ID": "C00999001",
          "Donor Employer": "Self",
        ].merging(gift) { $1 }
      }
    }
    let calls = people.flatMap { person in
      person.calls.map {
        [
          "voter_id": person.id, "date_canvassed": $0.day, "contact_type": "Phone",
          "result": $0.result, "canvassed_by": "caller01", "phone": person.dialled ?? "",
          "call_back_on": person.callBackOn ?? "",
        ]
      }
    }
    for (layout, delimiter, rows) in [
      ("ncvoter", "\t", voters), ("actblue", ",", gifts), ("call_results", ",", calls),
    ] {
      try load(
        "\(layout).txt", try TestCampaign.table(layout, delimiter: delimiter, rows), campaign)
    }
    try campaign.write(florida, to: "layouts/florida.yml")
    try load("florida.csv", floridaFile(people.filter(\.isOfFlorida)), campaign)
    let unsubscribed = people.compactMap { person in
      person.unsubscribedOn.map { "\(person.id),m1,thanks,unsubscribe,\($0)\n" }
    }
    try load(
      "emails.csv", "donor_id,message_id,theme,event,occurred_on\n" + unsubscribed.joined(),
      campaign)
    _ = try Match(campaign.workspace).run()
    // The treasurer's answers bear the numbers that the compliance report shows.
    let answers = try people.compactMap { person in
      try person.clearedOn.map { "P\(try campaign.person(person.id)),\($0),US passport,Tess\n" }
    }
    try load(
      "answers.csv", "person_id,answered_on,evidence,answered_by\n" + answers.joined(), campaign)
    _ = try Match(campaign.workspace).run()
    _ = try Features(campaign.workspace).run(asOf: day)
    _ = try Fit(campaign.workspace).run(model: "donate")
    _ = try Score(campaign.workspace).run(model: "donate", asOf: day, csv: nil)
    return campaign
  }

  /// The campaign with the list and another, on which one of the twenty is.
  private func campaign(list: String = Self.list) throws -> TestCampaign {
    let campaign = try DemoCampaigns.copy(of: Self.scored)
    try campaign.write(
      Self.rules(), to: "campaign.yml")
    try campaign.write(list, to: "lists/traps.yml")
    try campaign.write(
      """
      list: other
      model: donate
      purpose: solicit
      channel: call
      size: 5
      universe: {county: {in: [TYRRELL]}, gift_count: {at_least: 5}}
      """, to: "lists/other.yml")
    return campaign
  }

  private func standings(_ campaign: TestCampaign) throws -> [String: String] {
    let rows = try campaign.ask(
      """
      select identity.record || '|' || case
        when decision.rank is null then decision.reason
        else 'listed, ask ' || coalesce((entry.ask_cents / 100)::text, 'none')
      end
      from list.decision
      join person.identity on identity.person_id = decision.person_id and identity.source in ('nc_voter', 'fl_voter')
      left join list.entry on entry.cut_id = decision.cut_id and entry.person_id = decision.person_id
      where decision.cut_id = (select max(cut_id) from list.cut where list = 'traps')
      """)
    return Dictionary(
      uniqueKeysWithValues: rows.map {
        let parts = $0.split(separator: "|").map(String.init)
        return (parts[0], parts[1])
      })
  }

  @Test func `each of them has the row or the reason that the law or the rule says`() throws {
    let campaign = try campaign()
    let other = try ListStage(campaign.workspace).run(list: "other")
    #expect(other.listed == 1)
    let summary = try ListStage(campaign.workspace).run(list: "traps")
    let standings = try standings(campaign)
    #expect(standings.count == TrappedDonor.all.count)
    for person in TrappedDonor.all {
      #expect(
        standings[person.id] == person.expected, "\(person.id) \(person.trap) (\(person.cite))")
    }
    #expect(
      summary.universe == summary.listed + summary.heldOut + summary.excluded.values.reduce(0, +))
    #expect(summary.turfs == 2)
  }

  @Test func `why answers for each of them as the account does`() throws {
    let campaign = try campaign()
    _ = try ListStage(campaign.workspace).run(list: "other")
    _ = try ListStage(campaign.workspace).run(list: "traps")
    for person in TrappedDonor.all {
      let why = try Why(campaign.workspace).run(person: person.id, list: "traps")
      #expect(why.standing == person.expected.split(separator: ",").first.map(String.init))
      #expect(why.sentences.count >= 1 && !why.text.contains("Trap"))
    }
    let asked = try Why(campaign.workspace).run(person: "T01", list: "traps")
    #expect(asked.sentences.contains("asked on 2024-06-01"))
    let refused = try Why(campaign.workspace).run(person: "T14", list: "traps")
    #expect(refused.sentences.contains("refused on 2026-08-26, free from 2026-10-25"))
    let other = try Why(campaign.workspace).run(person: "T16", list: "traps")
    #expect(other.text.contains("listed on `other`"))
    let shared = try Why(campaign.workspace).run(person: "T20", list: "traps")
    #expect(shared.text.contains("the other is P"))
    // Of somebody of another county, the test of the universe that isn't met.
    let outside = try campaign.ask(
      "select 'P' || person_id from feature.history where county <> 'TYRRELL' limit 1")
    let answer = try Why(campaign.workspace).run(person: outside[0], list: "traps")
    #expect(answer.standing == "notInUniverse" && answer.text.contains("`county`"))
    #expect(
      try failure { _ = try Why(campaign.workspace).run(person: "ZZ1", list: "traps") }.kind
        == .badInput)
    #expect(
      try failure { _ = try Why(campaign.workspace).run(person: "T01", list: "weekend") }.kind
        == .badInput)
  }

  @Test func `who gave up to the limit is asked for time, in a file of their own`() throws {
    let campaign = try campaign()
    _ = try ListStage(campaign.workspace).run(list: "traps")
    let standings = try standings(campaign)
    #expect(standings["T10"] == "maxedOut")
    let text = String(
      decoding: try campaign.bytes(of: "out/lists/traps.volunteers.csv"), as: UTF8.self)
    let lines = text.split(separator: "\r\n")
    #expect(lines.count == 2 && lines[1].contains("252-555-0110"))
    #expect(lines[1].contains("time: has given up to the legal limit"))
    #expect(!lines[0].contains("ask_dollars") && !lines[0].contains("expected"))
    // Other lists leave them alone as they do those listed.
    try campaign.write(
      Self.list.replacing("list: traps", with: "list: third"), to: "lists/third.yml")
    _ = try ListStage(campaign.workspace).run(list: "third")
    let why = try Why(campaign.workspace).run(person: "T10", list: "third")
    #expect(why.standing == "contactedRecently" && why.text.contains("listed on `traps`"))
    // And where they are left out, no file asks them for anything.
    try campaign.write(Self.list + "\nmaxed_out: leave_out", to: "lists/traps.yml")
    try campaign.change("delete from list.volunteer_ask")
    _ = try ListStage(campaign.workspace).run(list: "traps")
    #expect(try standings["T10"] == self.standings(campaign)["T10"])
    #expect(!campaign.files(below: "out/lists").contains("traps.volunteers.csv"))
    #expect(try campaign.count("select count(*) from list.volunteer_ask") == 0)
  }

  @Test func `a list of letters or texts heeds the requests that are of them`() throws {
    let size = Self.list.split(separator: "\n").map {
      $0.hasPrefix("capacity") ? "size: 100" : String($0)
    }.joined(separator: "\n")
    let letters = try campaign(list: size.replacing("channel: call", with: "channel: mail"))
    _ = try ListStage(letters.workspace).run(list: "traps")
    var found = try standings(letters)
    for (id, standing) in [
      ("T24", "doNotContact"), ("T25", "doNotMail"), ("T26", "listed, ask 100"),
      ("T27", "listed, ask 100"), ("T01", "listed, ask 100"), ("T21", "minor"), ("T22", "minor"),
    ] { #expect(found[id] == standing, "\(id)") }
    let asked = try Why(letters.workspace).run(person: "T25", list: "traps")
    #expect(asked.sentences.contains("asked on 2024-06-01"))
    // Who asks later comes off a list that is out.
    try letters.change(
      Statement(
        """
        insert into person.contact (
          person_id, source, record, batch_id, contacted_on, channel, result
        )
        select \(try letters.person("T23", of: "fl_voter")), 'test', '1', min(batch_id), '2026-09-15', 'Mail', 'do_not_mail'
        from run.batch
        """, file: "TrapTests.swift"))
    _ = try ListStage(letters.workspace).runAgain(list: "traps")
    #expect(
      try Why(letters.workspace).run(person: "T23", list: "traps").standing == "doNotMail")
    // The unsubscribe is kept, for the program that sends e-mail.
    #expect(
      try letters.count(
        "select count(*) from person.email_event where event = 'unsubscribe' and source = 'email_events' and message = 'm1'"
      ) == 1)
    let texts = try campaign(list: size.replacing("channel: call", with: "channel: text"))
    _ = try ListStage(texts.workspace).run(list: "traps")
    found = try standings(texts)
    for (id, standing) in [
      ("T24", "doNotContact"), ("T25", "listed, ask 100"), ("T26", "doNotText"),
      ("T01", "doNotCall"), ("T00", "listed, ask 100"),
    ] { #expect(found[id] == standing, "\(id)") }
    // Somebody whom no file knew wanted no texts at that number.
    try texts.change("insert into person.no_text_phone values (2525550100, '2026-09-01')")
    _ = try ListStage(texts.workspace).run(list: "traps")
    #expect(try self.standings(texts)["T00"] == "noPhone")
  }

  @Test(arguments: ["call", "text"])
  func `whom no hour of the day allows is on no list, though it says no hour`(
    _ channel: String
  ) throws {
    let lines = Self.list.split(separator: "\n").map {
      $0.hasPrefix("capacity") ? "size: 100" : String($0)
    }
    let more = channel == "text" ? "\nhand_over: [spoke]" : ""
    let campaign = try campaign(
      list: lines.joined(separator: "\n").replacing("channel: call", with: "channel: \(channel)")
        + more)
    _ = try ListStage(campaign.workspace).run(list: "traps")
    // From 8 to 21 there is an hour that all zones allow.
    #expect(try standings(campaign)["T18"] == "listed, ask 100")
    try campaign.write(
      Self.rules(
        "\ncalling_hours: {from: \"09:00\", until: \"12:00\"}"),
      to: "campaign.yml")
    _ = try ListStage(campaign.workspace).run(list: "traps")
    let found = try standings(campaign)
    #expect(found["T18"] == "outsideCallingHours" && found["T17"] == "listed, ask 100")
    let file = try campaign.records(of: channel == "text" ? "traps.spoke.csv" : "traps.csv")
    let column = try #require(file[0].firstIndex(of: "\(channel)_between"))
    #expect(
      Set(file.dropFirst().map { $0[column] })
        == ["09:00 to 12:00 eastern", "12:00 to 15:00 eastern"])
  }

  @Test func `sessions that go on past midnight are within nobody's hours`() throws {
    let campaign = try campaign(list: Self.list.replacing("10:00", with: "23:00"))
    let summary = try ListStage(campaign.workspace).run(list: "traps")
    #expect(summary.listed == 0)
  }

  @Test func `docs/lists-traps.md shows counsel the people whom these tests are of`() throws {
    let written = try String(contentsOfFile: "docs/lists-traps.md", encoding: .utf8)
    let rows = written.split(separator: "\n").filter { $0.hasPrefix("| T") }.map(String.init)
    let expected = TrappedDonor.all.map { person -> String in
      let parts = person.expected.split(separator: ",").map {
        $0.trimmingCharacters(in: .whitespaces)
      }
      let standing =
        ExclusionReason(rawValue: parts[0])?.inWords
        ?? "listed, asked for $\(parts[1].dropFirst("ask ".count))"
      return "| \(person.id) | \(person.trap) | \(standing) | \(person.cite) |"
    }
    #expect(rows == expected)
  }

  @Test func `best phone first: a cell that a file knows before a line that it knows`() throws {
    let campaign = try campaign()
    let person = try campaign.ask(
      "select person_id::text from person.identity where record = 'T00' and undone_on is null")[0]
    try campaign.change(
      Statement(
        """
        update person.phone set kind = 'landline' where person_id = \(person);
        insert into person.phone values
          (\(person), 2525550191, 'voter_file', 'likely_cell'),
          (\(person), 2525550190, 'voter_file', null),
          (\(person), 2525550192, 'voter_file', 'verified_cell');
        """, file: "phones"))
    _ = try ListStage(campaign.workspace).run(list: "traps")
    func phone() throws -> [String] {
      try campaign.ask(
        "select phone from list.entry where person_id = $1::text::bigint order by cut_id desc limit 1",
        [.text(person)])
    }
    #expect(try phone() == ["252-555-0192"])
    try campaign.change("insert into person.suppressed_phone values (2525550192, '2026-09-01')")
    _ = try ListStage(campaign.workspace).run(list: "traps")
    #expect(try phone() == ["252-555-0191"])
  }
}
