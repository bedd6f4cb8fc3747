import Campaign
import Foundation
import Postgres
import TestSupport
import Testing

@testable import Pipeline

/// The hosts of an event, and to which format each of those invited comes most readily.
@Suite(.needsDatabase) struct InvitationPeopleTests {
  private func page(_ sample: InvitationSample) throws -> String {
    String(decoding: try sample.campaign.bytes(of: "out/lists/dinner.event.html"), as: UTF8.self)
  }

  @Test func `a host's household isn't invited, and has its seat of the room`() throws {
    let sample = try InvitationSample()
    _ = try sample.cut()
    let couple = try #require(sample.wave(1).first { $0["seats"] == "2" }?["person_id"])
    let single = try #require(sample.wave(1).first { $0["seats"] == "1" }?["person_id"])
    let record = try #require(
      try sample.campaign.ask(
        """
        select record from person.identity where 'P' || person_id = $1 and undone_on is null
        order by record limit 1
        """, [.text(single)]
      ).first)
    try sample.write(
      event:
        "hosts: [the Moores, {name: Ada Quill, record: \(couple)}, {name: Bo, record: \"\(record)\"}]"
    )
    let summary = try sample.cut()
    #expect(try sample.standing(of: couple) == "givesTheEvening")
    #expect(try sample.standing(of: single) == "givesTheEvening")
    let housemates = try sample.campaign.ask(
      """
      select distinct coalesce(reason, 'listed')
      from list.decision
      join person.person on person.person_id = decision.person_id
      where cut_id = (select max(cut_id) from list.cut) and household_id = (
        select household_id from person.person where 'P' || person_id = $1)
      """, [.text(couple)])
    #expect(housemates.contains("givesTheEvening") && !housemates.contains("listed"))
    // Of thirty seats two are theirs; who is named by words alone has one besides.
    #expect(
      try sample.campaign.ask("select seats::text from list.wave order by cut_id")
        == ["30", "28"])
    #expect(summary.event.contains { $0.hasPrefix("of 28 seats") })
    let page = try page(sample)
    #expect(page.contains("given by the Moores, Ada Quill, Bo, 30 seats, 2 of them the hosts’."))
    #expect(page.contains("gives this event, or lives with somebody who does"))
    #expect(try sample.wave(1).allSatisfy { $0["hosts"] == "the Moores, Ada Quill, Bo" })
    let why = try Why(sample.campaign.workspace).run(person: couple, list: "dinner")
    #expect(why.standing == "givesTheEvening")
  }

  @Test(arguments: [
    ("hosts: [{name: Ada Quill, record: ZZ99}]", "a host: nobody known has that record"),
    ("hosts: [{name: Ada Quill, record: P1}]", "a host: nobody known has that number"),
    ("hosts: [{name: Ada Quill}]", "record"),
    ("hosts: [{name: A, record: P1}, {name: B, record: P2}]", "leave none beside the hosts"),
  ])
  func `a host who is nobody is said, without a name`(_ hosts: String, _ words: String) throws {
    let sample = try InvitationSample(event: hosts, seats: words.hasPrefix("leave") ? 2 : 30)
    let failure = try failure { try sample.cut() }
    #expect(failure.kind == .badInput && failure.what.contains(words), "\(failure.what)")
    #expect(failure.place?.contains("lists/dinner.yml:") == true)
    #expect(!failure.what.contains("Quill") && !failure.what.contains("ZZ99"))
  }

  @Test func `the file says to which format each person comes most readily by their own answers`()
    throws
  {
    let sample = try InvitationSample()
    // Of six people one comes to dinners alone, one to concerts alone, one to all, one to none, and two were never
    // invited.
    try sample.campaign.change(
      """
      delete from person.attendance;
      insert into person.attendance (
        person_id, source, record, batch_id, event, event_on, format, rsvp, attended)
      select
        person_id, 't', person_id || ' ' || evening, 1, 'evening ' || evening,
        date '2026-02-01' + evening,
        case when evening % 2 = 0 then 'small dinner' else 'concert' end,
        case when comes then 'yes' else 'no' end, comes
      from (select distinct person_id from feature.history) as known
      cross join generate_series(1, 8) as evening
      cross join lateral (
        select person_id % 6 = 4 or person_id % 6 = 1 + evening % 2) as answer (comes)
      where person_id % 3 > 0
      """)
    _ = try sample.cut()
    var formats: [Int: Set<String>] = [:]
    for row in try sample.wave(1) {
      let person = try #require(row["person_id"].flatMap { Int($0.dropFirst()) })
      formats[person % 6, default: []].insert(
        "\(row["best_format"] ?? "?")\(row["best_format_chance"] == "" ? "" : " with a chance")")
    }
    // Who was never invited has no liking of their own.
    #expect(formats[0] == [""] && formats[3] == [""])
    #expect(formats[1] == ["small dinner with a chance"])
    #expect(formats[2] == ["concert with a chance"])
    let elsewhere = try sample.wave(1).count { $0["best_format"] == "concert" }
    #expect(
      try page(sample).contains("\(elsewhere) of those invited come more readily to another format")
        == (elsewhere > 0))
    // The sheet is loaded as it is, with what it says of formats.
    let answers = try sample.answer(wave: 1) { place, _ in place == 0 ? ["rsvp": "yes"] : nil }
    #expect(answers.layout == "invitation_sheet" && answers.rejected.isEmpty)
  }
}
