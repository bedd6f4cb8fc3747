import Campaign
import Foundation
import Modeling
import Postgres
import Reporting
import TestSupport
import Testing

@testable import Pipeline

/// Invitations to an event: who is invited, to which seat, and who isn't and why.
@Suite(.needsDatabase) struct InvitationTests {
  @Test func `everyone of the universe is invited, held out or has a reason, and files agree`()
    throws
  {
    let sample = try InvitationSample(list: "holdout: 20%")
    let summary = try sample.cut()
    #expect(summary.listed > 20 && summary.heldOut > 0)
    #expect(
      summary.universe == summary.listed + summary.heldOut + summary.excluded.values.reduce(0, +))
    let rows = try sample.wave(1)
    #expect(rows.count == summary.listed)
    #expect(Set(rows.compactMap { $0["person_id"] }).count == rows.count)
    let stored = try sample.campaign.ask(
      """
      select 'P' || person_id || ' ' || seats || ' ' || price_cents / 100
      from list.invitation order by 1
      """)
    let shown = rows.map {
      "\($0["person_id"] ?? "") \($0["seats"] ?? "") \($0["price_dollars"] ?? "")"
    }
    #expect(shown.map { $0.replacingOccurrences(of: ".00", with: "") }.sorted() == stored)
    for row in rows {
      let seats = try #require(row["seats"].flatMap { Int64($0) })
      let price = try #require(row["price_dollars"].flatMap { Cents.parse($0) })
      #expect(row["amount_dollars"].flatMap { Cents.parse($0) } == Cents(price.count * seats))
      #expect(row["answer_by"] == "2026-09-28" && row["event_on"] == "2026-10-24")
      #expect(row["rsvp"] == "" && row["guests"] == "" && row["attended"] == "")
    }
    // Of a household one invitation, and nobody whose household is held out.
    let twice = try sample.campaign.count(
      """
      select count(*) from (
        select household_id from list.decision
        join person.person on person.person_id = decision.person_id
        where rank is not null or reason = 'heldOut'
        group by household_id having count(*) > 1
      ) as shared
      """)
    #expect(twice == 0)
    let page = String(
      decoding: try sample.campaign.bytes(of: "out/lists/dinner.event.html"), as: UTF8.self)
    #expect(page.contains("<td>\(summary.listed)</td>") && page.contains("Marla Quenvik"))
    #expect(rows.allSatisfy { row in !page.contains(row["name"] ?? "?") })
  }

  @Test
  func `the room isn't over full more often than one in twenty, nor a tier's seats in expectation`()
    throws
  {
    let sample = try InvitationSample()
    _ = try sample.cut()
    let (account, _) = try Self.account(of: sample)
    var invitations = try #require(account.invitations)
    // What takes longest waits until the cut is over.
    #expect(invitations.outlooks.isEmpty)
    invitations.play()
    #expect(invitations.forecast.chanceOfOver <= 0.05 && invitations.forecast.expected < 30)
    let more = try #require(invitations.made?.plan.steps)
    let count = account.listed
    // The first of three waves bears a part of the one in twenty.
    let risk = invitations.standing.risk
    #expect(risk > 0.001 && risk < 0.01 && more[count].over <= risk)
    #expect(count == more.count - 1 || more[count + 1].over > risk)
    // All three together bear the whole.
    let outlooks = invitations.outlooks.map(\.outlook)
    #expect(outlooks.count == 2 && outlooks[0].over <= 0.065 && outlooks[1].over > outlooks[0].over)
    #expect(
      outlooks[1].full >= outlooks[0].full && outlooks[0].taken > invitations.forecast.expected)
    for tier in InvitationSheet(account, invitations).report.tiers {
      #expect(tier.expected <= Double(tier.seats ?? 30) + 1e-9 && tier.people > 0)
    }
    #expect(
      InvitationSheet(account, invitations).report.tiers.map(\.people).reduce(0, +) == count)
  }

  /// The account of the cut that the list would have now, rolled back.
  private static func account(
    of sample: InvitationSample
  ) throws -> (account: ListAccount, list: ListDefinition) {
    let folder = CampaignFolder(folder: sample.campaign.folder)
    let list = try folder.list("dinner")
    let campaign = try folder.campaign()
    var connection = try sample.campaign.workspace.connect(as: .dataTeam)
    let account = try connection.rehearsal {
      try ListStage(sample.campaign.workspace).cut(list, campaign, anyway: false, &$0)
    }
    return (account, list)
  }

  @Test
  func `a person's own answers to earlier invitations move their chance, and the page says so`()
    throws
  {
    let sample = try InvitationSample()
    // Of three people one always comes to dinners, one never, and one was never invited.
    try sample.campaign.change(
      """
      delete from person.attendance;
      insert into person.attendance (
        person_id, source, record, batch_id, event, event_on, format, rsvp, attended)
      select
        person_id, 't', person_id || ' ' || dinner, 1, 'dinner ' || dinner,
        date '2026-02-01' + dinner, 'small dinner', case when person_id % 3 = 1 then 'yes' else 'no' end,
        person_id % 3 = 1
      from (select distinct person_id from feature.history) as known, generate_series(1, 4) as dinner
      where person_id % 3 > 0
      """)
    _ = try sample.cut()
    let chances = try sample.campaign.ask(
      "select (person_id % 3)::text, accept_chance::text from list.invitation order by 1"
    ).map { $0.components(separatedBy: "|") }
    func range(_ kind: String) throws -> ClosedRange<Double> {
      let own = chances.filter { $0[0] == kind }.compactMap { Double($0[1]) }
      return try #require(own.min())...(try #require(own.max()))
    }
    let (new, fond, cold) = (try range("0"), try range("1"), try range("2"))
    #expect(new.lowerBound == new.upperBound, "who was never invited has everyone's rate")
    #expect(fond.lowerBound > new.upperBound + 0.2 && cold.upperBound < new.lowerBound - 0.2)
    let page = String(
      decoding: try sample.campaign.bytes(of: "out/lists/dinner.event.html"), as: UTF8.self)
    #expect(
      page.contains("\(chances.count { $0[0] != "0" }) were invited before: by their own answers"))
  }

  @Test func `each trap keeps its person from being invited, with its own reason`() throws {
    let sample = try InvitationSample(seats: 40)
    _ = try sample.cut()
    let people = try sample.wave(1).filter { $0["seats"] == "1" }.prefix(15).compactMap {
      $0["person_id"]
    }
    try #require(people.count == 15)
    let ids = people.map { $0.dropFirst() }
    try sample.campaign.change(
      Statement(
        """
        delete from list.invitation;
        delete from list.wave;
        insert into person.contribution values
          (\(ids[0]), 't', 'g0', 1, 'd', '2026-09-01', 348800, null, false, 'G2026', true, true),
          (\(ids[8]), 't', 'g8', 1, 'd', '2026-09-01', 349700, null, false, 'G2026', true, true);
        update person.contribution set refunded_on = '2026-01-01'
          where person_id in (\(ids[0]), \(ids[8])) and source <> 't';
        update feature.history set county = 'DARE' where person_id = \(ids[1]);
        update person.person set zip5 = null where person_id in (\(ids[1]), \(ids[2]));
        update feature.history set county = null where person_id = \(ids[2]);
        insert into person.attendance values
          (\(ids[3]), 't', 'a3', 1, 'dinner', '2026-10-24', null, 'small dinner', null, null, null, null),
          (\(ids[4]), 't', 'a4', 1, 'dinner', '2026-10-24', null, 'small dinner', 'no', null, null, null);
        update person.person set household_id = (
          select household_id from person.person where person_id = \(ids[3])
        ) where person_id = \(ids[5]);
        insert into person.contact values
          (\(ids[6]), 't', 'c6', 1, '2026-09-01', 'phone', 'deceased', null),
          (\(ids[13]), 't', 'c13', 1, '2026-09-01', 'mail', 'do_not_mail', null),
          (\(ids[14]), 't', 'c14', 1, '2026-09-01', 'mail', 'do_not_contact', null);
        update person.person set birth_year = 2008 where person_id = \(ids[7]);
        update person.person set is_foreign_address = true where person_id = \(ids[9]);
        update person.person set is_confidential = true where person_id = \(ids[10]);
        update person.person set household_id = (
          select household_id from person.person where person_id = \(ids[11])
        ) where person_id = \(ids[12]);
        """, file: "traps"))
    _ = try sample.cut()
    #expect(
      try people.map { try sample.standing(of: $0) } == [
        "noRoomForTier", "tooFar", "placeUnknown", "alreadyInvited", "saidNo", "householdInvited",
        "deceased", "minor", "maxedOut", "foreignAddress", "confidential", "listed",
        "householdAlreadyListed", "doNotMail", "doNotContact",
      ])
    // Who lives together is invited together.
    let couple = try sample.wave(1).first { $0["person_id"] == people[11] }
    #expect(couple?["seats"] == "2")
    // And `why` tells each of them.
    for (person, word) in [
      (people[0], "less than $40"), (people[1], "within 150 miles"), (people[2], "neither"),
    ] {
      let why = try Why(sample.campaign.workspace).run(person: person, list: "dinner")
      #expect(why.text.contains(word), "\(why.text)")
    }
  }

  @Test func `a seat is offered within the room, and a guest's within the guest's own`() throws {
    let sample = try InvitationSample()
    _ = try sample.cut()
    let rows = try sample.wave(1)
    let dear = try #require(rows.first { $0["price_dollars"] == "100.00" && $0["seats"] == "1" })
    let couple = try #require(rows.first { $0["seats"] == "2" })
    let (one, two) = try (
      #require(dear["person_id"]?.dropFirst()), #require(couple["person_id"]?.dropFirst())
    )
    // Fifty dollars of room: the cheaper seat. And the other of the couple has given all of it.
    try sample.campaign.change(
      Statement(
        """
        update person.contribution set refunded_on = '2026-01-01' where person_id = \(one);
        insert into person.contribution values
          (\(one), 't', 'g', 1, 'd', '2026-09-01', 345000, null, false, 'G2026', true, true);
        insert into person.contribution
        select person_id, 't', 'h' || person_id, 1, 'd', '2026-09-01', 350000, null, false, 'G2026', true,
          true
        from person.person
        where person_id <> \(two)
          and household_id = (select household_id from person.person where person_id = \(two));
        """, file: "rooms"))
    _ = try sample.cut()
    let after = try sample.wave(1)
    #expect(after.first { $0["person_id"] == "P\(one)" }?["price_dollars"] == "40.00")
    #expect(after.first { $0["person_id"] == "P\(two)" }?["seats"] == "1")
  }

  /// A contest that is open on the sample's day, but not to those of a county's state.
  private static let contest = ContestSample.definition
    .replacingOccurrences(of: "contest: dinner", with: "contest: marla")
    .replacingOccurrences(of: "closes: 2026-08-31", with: "closes: 2026-10-05")
    .replacingOccurrences(of: "on: 2026-09-03", with: "on: 2026-10-07")

  @Test func `who would be offered no seat is asked to the contest, within the room`() throws {
    let sample = try InvitationSample(event: "contest: {name: marla, size: 25}")
    try sample.campaign.write(Self.contest, to: "contests/marla.yml")
    // Some have moved to where the contest is void.
    try sample.campaign.change(
      "update person.person set state = 'FL' where person_id % 3 = 0")
    let path = "lists/dinner.yml"
    let text = String(decoding: try sample.campaign.bytes(of: path), as: UTF8.self)
    try sample.campaign.write(
      text.replacingOccurrences(of: "price: 100", with: "price: 500")
        .replacingOccurrences(of: "price: 40", with: "price: 100"), to: path)
    let summary = try sample.cut()
    let under = try #require(summary.excluded["underTheTiers"])
    let contest = try sample.wave(1, of: ".contest")
    #expect(contest.count == min(25, under) && contest.count > 5)
    let invited = Set(try sample.wave(1).compactMap { $0["person_id"] })
    for row in contest {
      let person = try #require(row["person_id"])
      #expect(!invited.contains(person) && row["contest"] == "marla")
      #expect(try sample.standing(of: person) == "underTheTiers")
      let ask = try #require(row["first_ask_dollars"].flatMap { Cents.parse($0) })
      #expect(ask > .zero && ask <= .dollars(3_500))
      #expect(row["says"]?.contains("no gift is needed") == true)
      #expect(row["enter_free_at"] == "https://example.org/enter")
      #expect(row["closes_on"] == "2026-10-05" && row["state"] != "FL")
    }
    #expect(summary.text.contains("asked to the contest"))
  }

  @Test(arguments: [
    ("closes: 2026-10-05 23:59:59", "closes: 2026-09-15 12:00:00"),
    ("opens: 2026-08-01 00:00:00", "opens: 2026-09-16 00:00:00"),
    ("contest: marla", ""),
  ]) func `nobody is asked to a contest that takes no entries`(so: String, now: String) throws {
    let sample = try InvitationSample(event: "contest: {name: marla, size: 25}")
    if !now.isEmpty {
      try sample.campaign.write(
        Self.contest.replacingOccurrences(of: so, with: now), to: "contests/marla.yml")
    }
    let refused = try failure { try sample.cut() }
    #expect(refused.kind == .badInput)
    #expect(refused.what.contains(now.isEmpty ? "no definition `marla`" : "nobody can be asked"))
    #expect(try sample.campaign.count("select count(*) from list.cut where list = 'dinner'") == 0)
  }

  @Test func `the model named tells who accepts, and a cohort's rate is its own`() throws {
    let sample = try InvitationSample(
      event: "drawn_by: {age: {at_least: 40}, sex: {in: [F]}}\nchances: donate")
    _ = try sample.cut()
    let (account, _) = try Self.account(of: sample)
    let chances = try sample.campaign.ask(
      """
      select (round(invitation.accept_chance::numeric, 6) = round(score.probability::numeric, 6))::text
      from list.invitation
      join score.person as score on score.person_id = invitation.person_id and score.model = 'donate'
      """)
    #expect(Set(chances) == ["true"] && chances.count == account.listed)
    try sample.write(event: "drawn_by: {age: {at_least: 40, at_most: 49}, sex: {in: [F]}}")
    _ = try sample.cut()
    let drawn = try sample.campaign.ask(
      "select is_drawn || ' ' || accept_chance from list.invitation group by 1 order by 1")
    #expect(drawn.count == 2 && drawn[0].hasPrefix("false") && drawn[1].hasPrefix("true"))
  }

  @Test func `the same cut gives the same bytes`() throws {
    let sample = try InvitationSample()
    _ = try sample.cut()
    let names = ["wave_1.csv", "manifest.json", "event.html"]
    let first = try names.map { try sample.campaign.bytes(of: "out/lists/dinner.\($0)") }
    _ = try sample.cut()
    #expect(try names.map { try sample.campaign.bytes(of: "out/lists/dinner.\($0)") } == first)
    #expect(
      try sample.campaign.count("select count(*) from list.invitation")
        == Int64(try sample.wave(1).count))
  }
}
