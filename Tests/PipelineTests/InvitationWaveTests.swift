import Campaign
import Foundation
import Modeling
import Postgres
import TestSupport
import Testing

@testable import Pipeline

/// Waves of invitations: answers come back, and the next wave goes by them.
@Suite(.needsDatabase) struct InvitationWaveTests {
  private static let later = Day(year: 2026, month: 10, day: 1) ?? Day(daysSince1970: 0)

  @Test func `the next wave goes by the answers to the one before, and nobody is invited twice`()
    throws
  {
    let sample = try InvitationSample()
    let first = try sample.cut()
    #expect(first.csv.hasSuffix("dinner.wave_1.csv") && first.event[0].contains("wave 1 of 3"))
    let bytes = try sample.campaign.bytes(of: "out/lists/dinner.wave_1.csv")
    // A third of the first answer: every other of them yes, bringing nobody.
    let answers = try sample.answer(wave: 1) { place, _ in
      place % 3 > 0
        ? nil : ["rsvp": place % 2 == 0 ? "Yes" : "no", "guests": place % 2 == 0 ? "0" : ""]
    }
    let yes = (0..<first.listed).count { $0 % 6 == 0 }
    #expect(answers.layout == "invitation_sheet" && answers.rejected.isEmpty)
    #expect(answers.rowsLoaded == Int64((0..<first.listed).count { $0 % 3 == 0 }))
    #expect(answers.linesNotFilledIn == Int64(first.listed) - answers.rowsLoaded)

    // The day after the answers were due.
    try sample.score(asOf: Self.later)
    let second = try sample.cut()
    #expect(second.csv.hasSuffix("dinner.wave_2.csv") && second.listed > 0)
    let invited = Set(try sample.wave(1).compactMap { $0["person_id"] })
    let now = Set(try sample.wave(2).compactMap { $0["person_id"] })
    #expect(invited.isDisjoint(with: now) && invited.count == first.listed)
    #expect(try sample.campaign.bytes(of: "out/lists/dinner.wave_1.csv") == bytes)
    #expect(try sample.wave(2).allSatisfy { $0["wave"] == "2" && $0["answer_by"] == "2026-10-08" })
    #expect(
      second.excluded["alreadyInvited", default: 0] + second.excluded["saidNo", default: 0]
        == first.listed)
    #expect(second.excluded["saidNo"] == (0..<first.listed).count { $0 % 6 == 3 })
    // Housemates of those invited aren't invited beside them.
    let housemates = try sample.campaign.count(
      """
      select count(*) from list.invitation as earlier
      join person.person as one on one.person_id = earlier.person_id
      join person.person as other on other.household_id = one.household_id
      join list.invitation as later on later.person_id = other.person_id and later.cut_id > earlier.cut_id
      """)
    #expect(housemates == 0)
    let page = String(
      decoding: try sample.campaign.bytes(of: "out/lists/dinner.event.html"), as: UTF8.self)
    let row = "<th scope=\"row\">1</th><td>September 28, 2026</td><td>\(first.listed)</td>"
    #expect(page.contains(row))
    #expect(page.contains("<td>\(yes)</td>"))
    // A person of the first wave is told so.
    let why = try Why(sample.campaign.workspace).run(
      person: try #require(invited.sorted().first), list: "dinner")
    #expect(["alreadyInvited", "saidNo"].contains(why.standing))
  }

  @Test func `many who say yes leave fewer to invite, and none once the seats are taken`() throws {
    var sizes: [Int] = []
    for share in [6, 2] {
      let sample = try InvitationSample()
      _ = try sample.cut()
      _ = try sample.answer(wave: 1) { place, _ in
        ["rsvp": place % share == 0 ? "yes" : "no", "guests": "0"]
      }
      try sample.score(asOf: Self.later)
      sizes.append(try sample.cut().listed)
    }
    #expect(sizes[0] > sizes[1])
    let sample = try InvitationSample()
    _ = try sample.cut()
    _ = try sample.answer(wave: 1) { _, _ in ["rsvp": "yes"] }
    try sample.score(asOf: Self.later)
    let none = try sample.cut()
    #expect(none.listed == 0 && none.event[1].contains("more than all with"))
    #expect(none.universe == none.excluded.values.reduce(0, +))
  }

  @Test func `where walk-ins are let in, those who never answered still take seats in expectation`()
    throws
  {
    var sizes: [Int] = []
    for walkIns in ["no", "yes"] {
      let sample = try InvitationSample()
      _ = try sample.cut()
      let path = "lists/dinner.yml"
      let text = String(decoding: try sample.campaign.bytes(of: path), as: UTF8.self)
      try sample.campaign.write(
        text.replacingOccurrences(of: "walk_ins: no", with: "walk_ins: \(walkIns)"), to: path)
      try sample.score(asOf: Self.later)
      sizes.append(try sample.cut().listed)
    }
    #expect(sizes[0] > sizes[1])
  }

  @Test func `a wave that is out stays out until its answers are due`() throws {
    let sample = try InvitationSample()
    let first = try sample.cut()
    // The same day, before anyone has answered: cut anew, as nothing went out.
    #expect(try sample.cut().csv.hasSuffix("wave_1.csv"))
    _ = try sample.answer(wave: 1) { place, _ in place < 4 ? ["rsvp": "no"] : nil }
    let open = try failure { try sample.cut() }
    #expect(open.kind == .badInput && open.what.contains("\(first.listed - 4)"))
    #expect(open.nextStep?.contains("--early") == true)
    // Early, those who haven't answered may still come: fewer than after their day.
    let early = try sample.cut(early: true)
    #expect(early.csv.hasSuffix("wave_2.csv"))
    let other = try InvitationSample()
    _ = try other.cut()
    _ = try other.answer(wave: 1) { place, _ in place < 4 ? ["rsvp": "no"] : nil }
    try other.score(asOf: Self.later)
    #expect(try other.cut().listed > early.listed)
    // Days of a wave that passed are passed over; after the last none is left.
    let late = Day(year: 2026, month: 10, day: 16) ?? Day(daysSince1970: 0)
    try other.score(asOf: late)
    #expect(try other.cut().csv.hasSuffix("wave_3.csv"))
    let past = Day(year: 2026, month: 10, day: 18) ?? Day(daysSince1970: 0)
    try other.score(asOf: past)
    let over = try failure { try other.cut() }
    #expect(over.kind == .badInput && over.what.contains("no wave is left"))
  }

  @Test func `the last wave asks the host where no number fills the room and never overfills it`()
    throws
  {
    let sample = try InvitationSample(event: "answers_due: 7")
    let path = "lists/dinner.yml"
    let text = String(decoding: try sample.campaign.bytes(of: path), as: UTF8.self)
      .replacingOccurrences(of: "  answers_due: [26, 16, 7]\n", with: "")
    try sample.campaign.write(text, to: path)
    let asked = try failure { try sample.cut() }
    #expect(asked.kind == .badInput && asked.nextStep?.contains("accept: fill") == true)
    #expect(asked.what.contains("invitations: full"))
    #expect(sample.campaign.files(below: "out/lists") == [])
    #expect(try sample.campaign.count("select count(*) from list.wave") == 0)
    var listed: [Int] = []
    for accept in ["never_over", "fill", "33"] {
      try sample.campaign.write(text + "\n  accept: \(accept)\n", to: path)
      listed.append(try sample.cut().listed)
    }
    #expect(listed[0] < listed[1] && listed[2] == 33)
  }

  @Test func `answers come back as they stand, and wrong ones are set aside without their words`()
    throws
  {
    let sample = try InvitationSample()
    _ = try sample.cut()
    let names = try sample.wave(1).prefix(6).compactMap { $0["person_id"]?.dropFirst() }
    try sample.campaign.change(
      Statement(
        "update person.person set first_name = '=1+1' where person_id = \(names[0])", file: "name"))
    _ = try sample.cut()
    #expect(try sample.wave(1)[0]["name"]?.hasPrefix("'=1+1") == true)
    let words = ["YES", "Maybe SECRET", "yes", "no", "No "]
    let summary = try sample.answer(wave: 1) { place, _ in
      guard place < words.count else { return nil }
      return ["rsvp": words[place], "guests": place == 2 ? "two SECRET" : place == 0 ? "1" : ""]
    }
    #expect(summary.rowsLoaded == 3)
    #expect(
      summary.rejected == [
        "rsvp is no code of this layout": 1, "guests is no small whole number": 1,
      ])
    #expect(!summary.text.contains("SECRET"))
    let stored = try sample.campaign.ask(
      """
      select rsvp || ' ' || coalesce(guests::text, '-') || ' ' || coalesce(attended::text, '-')
      from person.attendance where event = 'dinner'
      """)
    #expect(stored.sorted() == ["no - -", "no - -", "yes 1 -"])

    // After the event the same sheet says who came, those who never answered too.
    _ = try sample.answer(wave: 1, as: "came.csv") { place, _ in
      switch place {
      case 0: ["rsvp": "yes", "guests": "1", "attended": "yes", "paid_dollars": "$100"]
      case 3: ["rsvp": "no", "attended": "n"]
      case 5: ["attended": "y"]
      default: nil
      }
    }
    let after = try sample.campaign.ask(
      """
      select coalesce(rsvp, '-') || ' ' || coalesce(attended::text, '-') || ' '
        || coalesce(paid_cents::text, '-')
      from person.attendance where event = 'dinner'
      """)
    #expect(after.sorted() == ["- true -", "no - -", "no false -", "yes true 10000"])
  }

  @Test func `the files of a wave are written again without those who may not be invited any more`()
    throws
  {
    let sample = try InvitationSample()
    let first = try sample.cut()
    let rows = try sample.wave(1)
    let gone = try #require(rows[0]["person_id"])
    try sample.campaign.change(
      Statement(
        """
        insert into person.contact values
          (\(gone.dropFirst()), 't', 'c', 1, '2026-09-15', 'phone', 'deceased', null)
        """, file: "death"))
    let again = try ListStage(sample.campaign.workspace).runAgain(list: "dinner")
    #expect(again.listed == first.listed - 1 && again.csv.hasSuffix("wave_1.csv"))
    let after = try sample.wave(1)
    #expect(after.allSatisfy { $0["person_id"] != gone } && after.count == rows.count - 1)
    let kept = ["seats", "price_dollars", "wave", "answer_by"]
    for (row, before) in zip(after, rows.dropFirst()) {
      for column in kept { #expect(row[column] == before[column]) }
    }
  }

  @Test func `a free event invites by purpose invite alone, a priced one never`() throws {
    let sample = try InvitationSample()
    let path = "lists/dinner.yml"
    let text = String(decoding: try sample.campaign.bytes(of: path), as: UTF8.self)
    let replayed = try failure {
      _ = try Backtest(sample.campaign.workspace).run(list: "dinner", asOf: [Self.later])
    }
    #expect(replayed.kind == .refused && replayed.what.contains("waves"))
    try sample.campaign.write(
      text.replacingOccurrences(of: "purpose: solicit", with: "purpose: invite"), to: path)
    let refused = try failure { try sample.cut() }
    #expect(refused.kind == .refused && refused.nextStep?.contains("11 CFR 100.53") == true)
    let plain = try failure {
      _ = try ListStage(sample.campaign.workspace).run(list: "weekend", early: true)
    }
    #expect(plain.kind == .badInput)
  }

  @Test func `without past events the host says what to expect`() throws {
    let sample = try InvitationSample()
    try sample.campaign.change("delete from person.attendance")
    let asked = try failure { try sample.cut() }
    #expect(asked.nextStep?.contains("expects:") == true)
    try sample.write(event: "expects: {accept: [10%, 30%], come: [70%, 95%]}")
    let summary = try sample.cut()
    #expect(summary.listed > 20)
    let page = String(
      decoding: try sample.campaign.bytes(of: "out/lists/dinner.event.html"), as: UTF8.self)
    #expect(page.contains("what the host expects"))
  }

  @Test(arguments: [
    ("seats: 0", "from 1 to"), ("answers_due: [3, 9]", "falling days"),
    ("within_miles: -1", "miles"), ("accept: maybe", "never_over"),
    ("place: {zip: \"27601\", county: WAKE}", "two ways"), ("tiers: [{price: 0}]", "above zero"),
    ("tiers: [{price: 50, seats: 3}]", "price 3 of 30 seats"), ("format: picnic", "can't be"),
    ("expects: {accept: [50%, 10%], come: [1%, 2%]}", "two rates"),
    ("place: {latitude: 91, longitude: 0}", "90 degrees"),
  ])
  func `a definition that can't be meant is named with its line`(_ line: String, _ words: String)
    throws
  {
    let key = line.prefix { $0 != ":" }
    let lines = [
      "list: d", "model: donate", "purpose: solicit", "channel: mail", "event:",
      "  format: concert", "  day: 2026-10-24", "  seats: 30", "  tiers: [{price: 20}]",
    ].filter { !$0.hasPrefix("  \(key):") }
    let text = (lines + ["  \(line)"]).joined(separator: "\n")
    let failure = try failure { _ = try ListDefinition.read(text, file: "lists/d.yml") }
    #expect(failure.kind == .badInput && failure.place?.hasPrefix("lists/d.yml:") == true)
    #expect("\(failure.what) \(failure.nextStep ?? "")".contains(words))
  }

  @Test func `what has no place beside an event is refused`() throws {
    for key in ["turfs: 2", "per_household: 1", "quotas: {by: county, at_most: 5}"] {
      let text = """
        list: d
        model: donate
        purpose: solicit
        channel: mail
        \(key)
        event: {format: concert, day: 2026-10-24, seats: 30}
        """
      let failure = try failure { _ = try ListDefinition.read(text, file: "lists/d.yml") }
      #expect(
        failure.kind == .badInput
          && failure.place == "lists/d.yml:5:\(key.prefix { $0 != ":" }.count + 3)")
    }
  }
}
