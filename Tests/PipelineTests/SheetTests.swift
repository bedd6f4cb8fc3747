import Campaign
import Foundation
import Postgres
import Reporting
import TestSupport
import Testing

@testable import Pipeline

/// A call list goes out as a sheet, is filled in by hand, comes back, and changes the next list.
@Suite(.needsDatabase) struct SheetTests {
  private static let list = """
    list: calls
    title: Tuesday's calls
    model: donate
    purpose: solicit
    channel: call
    capacity: {callers: 1, hours: 1, dials_per_hour: 12, days: 2026-09-16}
    universe: {gift_count: {at_least: 1}}
    holdout: 30%
    """

  private func campaign() throws -> TestCampaign {
    let campaign = try DemoCampaigns.copy(of: DemoCampaigns.scored)
    try campaign.write(
      DemoCampaigns.rules("cool_off: {refused: 60, attempt: 2, call: 7}"),
      to: "campaign.yml")
    try campaign.write(Self.list, to: "lists/calls.yml")
    return campaign
  }

  /// A sheet's rows as a spreadsheet shows them.
  private struct Sheet {
    var header: [String]
    var rows: [[String]]

    init(_ campaign: TestCampaign, _ name: String = "calls/caller_1.csv") throws {
      var records = try campaign.records(of: name)
      header = records.removeFirst()
      rows = records
    }

    subscript(_ row: Int, _ column: String) -> String {
      get { rows[row][header.firstIndex(of: column) ?? 0] }
      set { rows[row][header.firstIndex(of: column) ?? 0] = newValue }
    }

    /// As a spreadsheet saves it: a byte order mark, quotes where it likes, days in its own form.
    var saved: String {
      let lines = ([header] + rows).map { row in
        row.map { "\"\($0.replacingOccurrences(of: "\"", with: "\"\""))\"" }.joined(separator: ",")
      }
      return "\u{FEFF}" + lines.joined(separator: "\r\n") + "\r\n"
    }
  }

  @Test func `ten calls filled in load as they are, and each changes the next list`() throws {
    let campaign = try campaign()
    _ = try ListStage(campaign.workspace).run(list: "calls")
    var sheet = try Sheet(campaign)
    #expect(sheet.rows.count == 12)
    let people = sheet.rows.indices.map { sheet[$0, "person_id"] }
    let results = [
      "Pledged", "not home", "Refused", "WRONG NUMBER", "Disconnected", "Moved", "Deceased",
      "Do Not Call", "Language Barrier", "Left Message",
    ]
    for (row, result) in results.enumerated() {
      sheet[row, "result"] = result
      sheet[row, "called_on"] = "9/16/2026"
      sheet[row, "called_by"] = "Bo"
    }
    sheet[0, "pledge_dollars"] = "$1,050"
    sheet[0, "pledge_due"] = "10/1/2026"
    sheet[0, "note"] = "'=said \"after the 1st\", +1 friend"
    sheet[1, "note"] = "Do Not Call on Sundays"
    let summary = try campaign.load(try campaign.write(sheet.saved, to: "filled in.csv"))
    #expect(summary.layout == "call_sheet" && summary.rowsLoaded == 10 && summary.rejected.isEmpty)
    #expect(summary.linesNotFilledIn == 2 && summary.text.contains("not filled in: 2 lines"))
    _ = try Match(campaign.workspace).run()
    #expect(
      try campaign.count("select count(*) from person.contact where source = 'call_sheet'") == 10)
    // Callers on a shared server lose at once whom nobody may call at that number any more; of the others they
    // see when.
    #expect(
      try campaign.ask("select 'P' || person_id from list.entry order by rank")
        == people.enumerated().filter { !(3...7).contains($0.offset) }.map(\.element))
    #expect(
      try campaign.count("select count(*) from list.entry where call_between like '%:% to %:%'")
        == 7)
    let stored = try campaign.ask(
      """
      select pledged_cents::text, pledge_due_on::text, note, result from person.contact
      where source = 'call_sheet' and note is not null order by note
      """)
    #expect(
      stored == [
        "105000|2026-10-01|=said \"after the 1st\", +1 friend|canvassed",
        "null|null|Do Not Call on Sundays|not_home",
      ])

    // The next evening's list.
    try campaign.write(
      Self.list.replacing("2026-09-16", with: "2026-09-17"), to: "lists/calls.yml")
    _ = try ListStage(campaign.workspace).run(list: "calls")
    func reason(_ row: Int) throws -> String {
      try Why(campaign.workspace).run(person: people[row], list: "calls").standing
    }
    #expect(
      try [0, 1, 2, 5, 6, 7, 8, 9].map(reason) == [
        "contactedRecently", "contactedRecently", "refusedRecently", "moved", "deceased",
        "doNotCall", "languageBarrier", "contactedRecently",
      ])
    // A wrong or dead number is called no more; its person may be at another.
    let barred = try campaign.ask("select phone::text from person.suppressed_phone")
    #expect([3, 4].allSatisfy { barred.contains(sheet[$0, "phone"].filter(\.isNumber)) })
    #expect(try reason(10) == "listed" && reason(11) == "listed")

    // When the pledger is free again, the sheet says what is promised, and guards what was written.
    try campaign.write(
      Self.list.replacing("2026-09-16", with: "2026-09-24"), to: "lists/calls.yml")
    _ = try ListStage(campaign.workspace).run(list: "calls")
    let later = try Sheet(campaign)
    let row = try #require(later.rows.firstIndex { $0.contains(people[0]) })
    #expect(later[row, "outstanding_dollars"] == "1050.00")
    #expect(later[row, "outstanding_due"] == "2026-10-01")
    #expect(later[row, "last_contact"] == "2026-09-16 canvassed")
    #expect(later[row, "latest_note"] == "'=said \"after the 1st\", +1 friend")
    let page = String(
      decoding: try campaign.bytes(of: "out/lists/calls/caller_1.html"), as: UTF8.self)
    #expect(page.contains("Pledged, not yet come") && page.contains("&quot;after the 1st&quot;"))
    #expect(page.components(separatedBy: "<article").count == 13)
  }

  @Test func `a day to call back and the way of a pledge stand on the next sheet`() throws {
    let campaign = try campaign()
    _ = try ListStage(campaign.workspace).run(list: "calls")
    var sheet = try Sheet(campaign)
    let people = sheet.rows.indices.map { sheet[$0, "person_id"] }
    sheet[0, "result"] = "call back"
    sheet[0, "call_back_on"] = "9/18/2026"
    (sheet[1, "result"], sheet[1, "pledge_dollars"], sheet[1, "pledge_by"]) = (
      "Pledged", "50", "Mail"
    )
    let summary = try campaign.load(try campaign.write(sheet.saved, to: "call back.csv"))
    #expect(summary.rowsLoaded == 2 && summary.rejected.isEmpty)
    _ = try Match(campaign.workspace).run()
    func cut(on day: String) throws -> Sheet {
      try campaign.write(Self.list.replacing("2026-09-16", with: day), to: "lists/calls.yml")
      _ = try ListStage(campaign.workspace).run(list: "calls")
      return try Sheet(campaign)
    }
    _ = try cut(on: "2026-09-17")
    let waits = try Why(campaign.workspace).run(person: people[0], list: "calls")
    #expect(waits.standing == "contactedRecently" && waits.text.contains("free from 2026-09-18"))
    // An attempt's two days would have passed by then too; the person's own word counts alone.
    let asked = try cut(on: "2026-09-18")
    let row = try #require(asked.rows.firstIndex { $0.contains(people[0]) })
    #expect(asked[row, "last_contact"] == "2026-09-16 call_back 2026-09-18")
    let page = String(
      decoding: try campaign.bytes(of: "out/lists/calls/caller_1.html"), as: UTF8.self)
    #expect(page.contains("asked to be called back on 2026-09-18"))
    let later = try cut(on: "2026-09-24")
    let pledger = try #require(later.rows.firstIndex { $0.contains(people[1]) })
    #expect(later[pledger, "outstanding_dollars"] == "50.00")
    #expect(later[pledger, "outstanding_by"] == "mail")
  }

  @Test func `a sheet tells the room of both elections, what a gift answered and who lives there`()
    throws
  {
    let campaign = try campaign()
    // A primary that is still to come, for which the gifts of this time count.
    try campaign.write(
      DemoCampaigns.rules("cool_off: {refused: 60, attempt: 2, call: 7}")
        .replacing("day: 2026-03-03", with: "day: 2026-10-01"), to: "campaign.yml")
    _ = try ListStage(campaign.workspace).run(list: "calls")
    let person = try Sheet(campaign)[0, "person_id"].dropFirst()
    try campaign.change(
      Statement(
        """
        insert into person.contribution (
          person_id, source, record, batch_id, donor_record, contributed_on, amount_cents,
          is_recurring, designation, has_employer, has_occupation, reference_code
        ) values (\(person), 't', 'g', 1, 'd', '2026-09-14', 20000, false, 'G2026', true, true, '=gala');
        delete from person.contribution where person_id = \(person) and source <> 't';
        update person.person set household_id = (
          select household_id from person.person where person_id = \(person))
        where person_id in (
          select person_id from person.person
          where person_id <> \(person) and status = 'active' and birth_year < 1990
            and not is_confidential order by person_id limit 5);
        """, file: "SheetTests.swift"))
    _ = try ListStage(campaign.workspace).run(list: "calls")
    let sheet = try Sheet(campaign)
    let row = try #require(sheet.rows.firstIndex { $0.contains("P\(person)") })
    #expect(sheet[row, "room_dollars"] == "3500.00")
    #expect(sheet[row, "primary_room_dollars"] == "3500.00")
    #expect(sheet[row, "general_room_dollars"] == "3300.00")
    #expect(sheet[row, "last_gift_source"] == "'=gala")
    let others = try campaign.ask(
      """
      select concat_ws(' ', first_name, last_name) from person.person
      where person_id <> $1::text::bigint and household_id = (
        select household_id from person.person where person_id = $1::text::bigint)
      order by person_id
      """, [.text(String(person))])
    #expect(others.count >= 5)
    #expect(
      sheet[row, "household"]
        == others.prefix(3).joined(separator: ", ") + " and \(others.count - 3) more")
    let page = String(
      decoding: try campaign.bytes(of: "out/lists/calls/caller_1.html"), as: UTF8.self)
    #expect(page.contains("lives with \(others[0])") && page.contains("Room, general"))
    #expect(page.contains("the last answered `=gala`"))
    // Whoever wants no contact isn't named as someone who might answer.
    try campaign.change(
      Statement(
        """
        insert into person.contact (person_id, source, record, batch_id, contacted_on, channel, result)
        select person_id, 't', person_id::text, 1, '2026-09-01', 'Phone', 'do_not_contact'
        from person.person where person_id <> \(person) and household_id = (
          select household_id from person.person where person_id = \(person))
        """, file: "SheetTests.swift"))
    _ = try ListStage(campaign.workspace).run(list: "calls")
    let alone = try Sheet(campaign)
    let now = try #require(alone.rows.firstIndex { $0.contains("P\(person)") })
    #expect(alone[now, "household"] == "")
  }

  @Test func `a sheet tells a donor's gifts and work as the ledger has them`() throws {
    let campaign = try campaign()
    // Whoever gave twice had the latest back, and the one before names no employer.
    try campaign.change(
      """
      update person.contribution as gift
      set refunded_on = case when place = 1 then date '2026-09-01' end, employer = null
      from (
        select person_id, source, record,
          row_number() over (partition by person_id order by contributed_on desc, amount_cents desc) as place
        from person.contribution where refunded_on is null
      ) as latest
      where latest.person_id = gift.person_id and latest.source = gift.source
        and latest.record = gift.record and place <= 2
        and exists (
          select from person.contribution as other
          where other.person_id = gift.person_id and other.refunded_on is null
            and (other.source, other.record) <> (gift.source, gift.record))
      """)
    _ = try ListStage(campaign.workspace).run(list: "calls")
    let sheet = try Sheet(campaign)
    let page = String(
      decoding: try campaign.bytes(of: "out/lists/calls/caller_1.html"), as: UTF8.self)
    var refunds = 0
    for row in sheet.rows.indices {
      let receipts = try campaign.ask(
        """
        select gift.amount_cents::text, gift.contributed_on::text, coalesce(held.employer, ''),
          coalesce(gift.occupation, ''), (held.refunded_on is not null)::text
        from person.contribution as held
        join source.contribution as gift using (source, record, batch_id)
        where held.person_id = $1
        order by gift.contributed_on desc, gift.amount_cents desc
        """, [.integer(Int64(sheet[row, "person_id"].dropFirst()) ?? 0)]
      ).map { $0.components(separatedBy: "|") }
      let gifts = receipts.filter { $0[4] == "false" }
      refunds += receipts.count - gifts.count
      let total = gifts.reduce(0) { $0 + (Int64($1[0]) ?? 0) }
      #expect(sheet[row, "gifts"] == "\(gifts.count)")
      #expect(sheet[row, "gifts_dollars"] == Cents(total).plain)
      #expect(sheet[row, "employer"] == gifts.map { $0[2] }.first { !$0.isEmpty } ?? "")
      #expect(sheet[row, "occupation"] == gifts.map { $0[3] }.first { !$0.isEmpty } ?? "")
      for gift in gifts.prefix(3) {
        #expect(page.contains("\(Cents(Int64(gift[0]) ?? 0).dollars) on \(gift[1])"))
      }
    }
    #expect(refunds > 0, "nobody listed had money back")
    #expect(sheet.rows.indices.contains { !sheet[$0, "employer"].isEmpty })
  }

  @Test func `a sheet asks for work where the report does, and shows no filler as an employer`()
    throws
  {
    let campaign = try campaign()
    _ = try ListStage(campaign.workspace).run(list: "calls")
    let who = try Sheet(campaign)
    let people = who.rows.indices.prefix(3).map { String(who[$0, "person_id"].dropFirst()) }
    let words = [
      ("Information Requested", "Cook"), ("", "Retired"), ("Acme", "N/A"),
    ]
    for (person, (employer, occupation)) in zip(people, words) {
      // One receipt of this time alone, so that no other tells.
      try campaign.change(
        Statement(
          """
          update person.contribution
          set employer = nullif('\(employer)', ''), occupation = '\(occupation)',
            has_employer = '\(employer)' <> '', has_occupation = true
          where person_id = \(person)
          """, file: "SheetTests.swift"))
    }
    _ = try ListStage(campaign.workspace).run(list: "calls")
    let sheet = try Sheet(campaign)
    func row(_ person: String) throws -> Int {
      try #require(sheet.rows.firstIndex { $0.contains("P\(person)") })
    }
    func told(_ person: String) throws -> [String] {
      let row = try row(person)
      return ["employer", "occupation", "ask_also_for"].map { sheet[row, $0] }
    }
    #expect(try told(people[0]) == ["", "Cook", "employer"])
    #expect(try told(people[1]) == ["", "Retired", ""])
    #expect(try told(people[2]) == ["Acme", "", "occupation"])
    let page = String(
      decoding: try campaign.bytes(of: "out/lists/calls/caller_1.html"), as: UTF8.self)
    #expect(!page.contains("Information Requested"))
  }

  @Test func `files show the columns that a list names, and load back all the same`() throws {
    let campaign = try campaign()
    try campaign.write(
      Self.list + "\ncolumns: [first_ask_dollars, reasons]\nmaxed_out: volunteer\n",
      to: "lists/calls.yml")
    _ = try ListStage(campaign.workspace).run(list: "calls")
    var sheet = try Sheet(campaign)
    #expect(
      sheet.header == [
        "rank", "turf", "call_on", "person_id", "name", "phone", "call_between", "city",
        "first_ask_dollars", "reason_1", "reason_2", "reason_3", "sheet", "result",
        "pledge_dollars", "pledge_due", "pledge_by", "call_back_on", "called_on", "called_by",
        "note",
      ])
    let page = String(
      decoding: try campaign.bytes(of: "out/lists/calls/caller_1.html"), as: UTF8.self)
    #expect(page.contains(">Ask</th>") && page.contains(sheet[0, "reason_1"].prefix(12)))
    for hidden in ["Then", "At least", "Room to the limit", "gave $", "work:"] {
      #expect(!page.contains(hidden))
    }
    let manifest = String(
      decoding: try campaign.bytes(of: "out/lists/calls.manifest.json"), as: UTF8.self)
    #expect(manifest.contains("first_ask_dollars") && !manifest.contains("employer"))
    sheet[0, "result"] = "Canvassed"
    let summary = try campaign.load(try campaign.write(sheet.saved, to: "few columns.csv"))
    #expect(summary.layout == "call_sheet" && summary.rowsLoaded == 1)
  }

  @Test(arguments: [
    ("reason", "Did you mean `reasons`"), ("uplift_per_100", "It has: last_gift_on"),
  ]) func `a column that a list can't show is named`(column: String, advice: String) throws {
    let campaign = try campaign()
    try campaign.write(Self.list + "\ncolumns: [\(column)]\n", to: "lists/calls.yml")
    let refused = try failure { _ = try ListStage(campaign.workspace).run(list: "calls") }
    #expect(refused.kind == .badInput && refused.place?.contains("lists/calls.yml") == true)
    #expect("\(refused.what) \(refused.nextStep ?? "")".contains(advice))
  }

  @Test func `a sheet that nobody filled in is no file, and a wrong word is set aside`() throws {
    let campaign = try campaign()
    _ = try ListStage(campaign.workspace).run(list: "calls")
    var sheet = try Sheet(campaign)
    let empty = try failure {
      try campaign.load(try campaign.write(sheet.saved, to: "empty.csv"))
    }
    #expect(empty.kind == .badInput && empty.what.contains("12 lines is filled in"))
    for row in 0..<11 { sheet[row, "result"] = "Canvassed" }
    sheet[11, "result"] = "spoke to his mother"
    let summary = try campaign.load(try campaign.write(sheet.saved, to: "odd.csv"))
    #expect(summary.rowsLoaded == 11 && summary.rejected == ["result is no code of this layout": 1])
  }

  @Test func `a number that no file knows any more names nobody`() throws {
    let campaign = try campaign()
    _ = try ListStage(campaign.workspace).run(list: "calls")
    var sheet = try Sheet(campaign)
    sheet[0, "result"] = "Canvassed"
    sheet[0, "person_id"] = "P1"
    sheet[1, "result"] = "Canvassed"
    try campaign.load(try campaign.write(sheet.saved, to: "strange.csv"))
    _ = try Match(campaign.workspace).run()
    #expect(
      try campaign.count("select count(*) from person.contact where source = 'call_sheet'") == 1)
    #expect(
      try campaign.count(
        "select count(*) from person.identity where source = 'groundswell' and undone_on is null")
        == 1)
    _ = try Match(campaign.workspace).run()
    #expect(
      try campaign.count("select count(*) from person.contact where source = 'call_sheet'") == 1)
  }

  @Test func `the report sets what the called gave against what the held out gave`() throws {
    let campaign = try campaign()
    try campaign.write(
      Self.list.replacing("dials_per_hour: 12", with: "dials_per_hour: 200"), to: "lists/calls.yml")
    let cut = try ListStage(campaign.workspace).run(list: "calls")
    #expect(cut.listed == 200 && cut.heldOut > 40)
    // Everyone called gives $50; of those held out every other $20.
    try campaign.change(
      """
      insert into person.contact
      select person_id, 't', 'c' || person_id, 1, '2026-09-16', 'call',
        case when rank % 4 = 0 then 'not_home' else 'canvassed' end, null, null,
        case when rank <= 10 then 10000 end, case when rank <= 10 then date '2026-09-20' end
      from list.decision where rank is not null;
      insert into person.contribution
      select person_id, 't', 'g' || person_id, 1, 'd', '2026-09-17', 5000, null, false, null, true, true
      from list.decision where rank is not null;
      insert into person.contribution
      select person_id, 't', 'h' || person_id, 1, 'd', '2026-09-17', 2000, null, false, null, true, true
      from list.decision where reason = 'heldOut' and person_id % 2 = 0;
      """)
    let asOf = try #require(Day(iso: "2026-10-01"))
    let summary = try Report(campaign.workspace).calls(asOf: asOf)
    let list = try #require(summary.report.lists.first)
    #expect(summary.report.lists.count == 1 && list.name == "calls" && list.days == 15)
    #expect(list.listed.people == 200 && list.tried == 200 && list.reached == 150)
    #expect(list.pledges == 10 && list.dueCents == 100_000 && list.keptCents == 50_000)
    let effect = try #require(list.effect)
    let held = try campaign.ask(
      """
      select (sum(case when person_id % 2 = 0 then 2000 else 0 end)::float8 / count(*))::text
      from list.decision where reason = 'heldOut'
      """)
    let expected = 5_000 - (try #require(Double(held[0])))
    #expect(abs(effect.value - expected) < 1e-6 && effect.low > 0)
    let page = String(decoding: try campaign.bytes(of: "out/reports/calls.html"), as: UTF8.self)
    #expect(page.contains("The calls brought") && page.contains("150 (75 %)"))
    #expect(page.contains("$500 of $1,000 (50 %)"))
  }
}
