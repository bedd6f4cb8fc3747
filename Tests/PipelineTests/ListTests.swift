import Campaign
import Foundation
import Postgres
import TestSupport
import Testing

@testable import Pipeline

/// The call list: who is on it, who isn't and why, and what it asks for.
@Suite(.needsDatabase) struct ListTests {
  private static let definition = """
    committee: {name: Test Committee, fec_id: C00999001}
    cycle: {starts_on: 2020-11-04}
    elections:
      - {name: primary, day: 2026-03-03}
      - {name: general, day: 2026-11-03}
    limits:
      - {dollars: 3500, from: 2024-11-06, through: 2026-11-03, cite: 11 CFR 110.17}
    """

  private func campaign(list: String = Self.list(size: 50)) throws -> TestCampaign {
    let campaign = try DemoCampaigns.copy(of: DemoCampaigns.scored)
    try campaign.write(Self.definition, to: "campaign.yml")
    try campaign.write(list, to: "lists/calls.yml")
    return campaign
  }

  private static func list(size: Int, more: String = "") -> String {
    """
    list: calls
    model: donate
    purpose: solicit
    channel: call
    size: \(size)
    universe:
      gift_count: {at_least: 1}
    \(more)
    """
  }

  /// The rows of the list's file, header first.
  private func rows(_ campaign: TestCampaign) throws -> [[String]] {
    try campaign.records(of: "calls.csv")
  }

  private func column(_ name: String, of rows: [[String]]) throws -> [String] {
    let place = try #require(rows[0].firstIndex(of: name))
    return rows.dropFirst().map { $0[place] }
  }

  private func reason(of person: String, _ campaign: TestCampaign) throws -> String {
    try campaign.ask(
      """
      select coalesce(reason, 'listed ' || rank) from list.decision
      where 'P' || person_id = $1 order by cut_id desc limit 1
      """, [.text(person)]
    ).first ?? "not of the universe"
  }

  @Test func `everyone of the universe is listed or has a reason`() throws {
    let campaign = try campaign()
    let summary = try ListStage(campaign.workspace).run(list: "calls")
    let universe = try campaign.count(
      "select count(*) from feature.history where as_of = $1 and gift_count >= 1",
      [.day(daysSince1970: DemoCampaigns.listDay.daysSince1970)])
    #expect(summary.universe == Int(universe))
    #expect(summary.listed == 50)
    #expect(summary.universe == summary.listed + summary.excluded.values.reduce(0, +))
  }

  @Test func `nobody is listed against a rule`() throws {
    let campaign = try campaign(list: Self.list(size: 5_000))
    _ = try ListStage(campaign.workspace).run(list: "calls")
    let rows = try rows(campaign)
    let phones = try column("phone", of: rows)
    #expect(Set(phones).count == phones.count)
    #expect(!phones.contains(""))
    let wrong = try campaign.count(
      """
      select count(*) from list.decision
      join person.person on person.person_id = decision.person_id
      where rank is not null and (
        is_confidential or is_foreign_address or status in ('removed', 'denied')
        or birth_year > 2007 or age_at_year_end < 19
        or decision.person_id in (select person_id from person.do_not_call)
        or decision.person_id in (
          select person_id from person.contact where result in ('deceased', 'moved'))
      )
      """)
    #expect(wrong == 0)
    let barred = try campaign.ask("select phone::text from person.suppressed_phone")
    #expect(!barred.isEmpty)
    #expect(Set(phones.map { $0.filter(\.isNumber) }).isDisjoint(with: barred))
  }

  @Test func `each trap keeps its person off, with its own reason`() throws {
    let campaign = try campaign()
    _ = try ListStage(campaign.workspace).run(list: "calls")
    let best = try column("person_id", of: try rows(campaign)).prefix(11).map { $0 }
    let ids = best.map { $0.dropFirst() }
    try campaign.change(
      Statement(
        """
        insert into person.do_not_call values (\(ids[0]), '2026-09-01');
        update person.person set is_confidential = true where person_id = \(ids[1]);
        insert into person.contact values
          (\(ids[2]), 't', 'c1', 1, '2026-09-01', 'phone', 'deceased', null),
          (\(ids[5]), 't', 'c2', 1, '2026-09-01', 'phone', 'moved', null);
        update person.person set birth_year = 2008 where person_id = \(ids[3]);
        update person.person set status = 'removed' where person_id = \(ids[4]);
        update person.person set is_foreign_address = true where person_id = \(ids[6]);
        insert into person.contribution values
          (\(ids[7]), 't', 'g1', 1, 'd', '2026-09-01', 349600, null, false, null, true, true);
        insert into person.contribution values
          (\(ids[10]), 't', 'g2', 1, 'd', '2026-02-01', 349600, null, false, 'G2026', true, true);
        delete from person.phone where person_id = \(ids[8]);
        update person.person set birth_year = null, age_at_year_end = 18 where person_id = \(ids[9]);
        """, file: "traps"))
    _ = try ListStage(campaign.workspace).run(list: "calls")
    #expect(
      try best.map { try reason(of: $0, campaign) } == [
        "doNotCall", "confidential", "deceased", "minor", "removed", "moved", "foreignAddress",
        "maxedOut", "noPhone", "minor", "maxedOut",
      ])
  }

  @Test func `a phone is listed once, and never when someone there asked not to be called`() throws
  {
    let campaign = try campaign()
    _ = try ListStage(campaign.workspace).run(list: "calls")
    let best = try column("person_id", of: try rows(campaign)).prefix(4).map { $0.dropFirst() }
    try campaign.change(
      Statement(
        """
        delete from person.phone where person_id in (\(best.joined(separator: ", ")));
        insert into person.phone values
          (\(best[0]), 9195550101, 'donor'), (\(best[1]), 9195550101, 'donor'),
          (\(best[2]), 9195550102, 'donor'), (\(best[3]), 9195550102, 'voter_file'),
          (\(best[3]), 9195550103, 'voter_file');
        insert into person.suppressed_phone values (9195550102, '2026-09-01');
        """, file: "phones"))
    _ = try ListStage(campaign.workspace).run(list: "calls")
    #expect(
      try best.map { try reason(of: "P\($0)", campaign) } == [
        "listed 1", "phoneAlreadyListed", "doNotCall", "listed 2",
      ])
    #expect(
      try column("phone", of: try rows(campaign)).prefix(2) == ["919-555-0101", "919-555-0103"])
  }

  @Test func `an ask is a known amount, at or above the last gift, within the room`() throws {
    let campaign = try campaign(list: Self.list(size: 5_000))
    _ = try ListStage(campaign.workspace).run(list: "calls")
    let rows = try rows(campaign)
    let given = try campaign.ask(
      """
      select 'P' || person_id || '|' || sum(amount_cents)
      from person.contribution
      where contributed_on < '2026-09-15' and (refunded_on is null or refunded_on >= '2026-09-15')
        and case
          when designation ilike 'general%' then true
          when designation ilike 'primary%' then false
          else contributed_on > '2026-03-03'
        end
      group by person_id
      """)
    let givenTo = Dictionary(
      uniqueKeysWithValues: given.map { line in
        let parts = line.split(separator: "|")
        return (String(parts[0]), Int64(parts[1]) ?? 0)
      })
    let ladder: Set<Int64> = [
      500, 1000, 1500, 2000, 2500, 3500, 5000, 7500, 10_000, 15_000, 25_000, 50_000, 100_000,
      250_000, 350_000,
    ]
    var capped = 0
    for ((person, ask), last) in zip(
      zip(try column("person_id", of: rows), try column("first_ask_dollars", of: rows)),
      try column("last_gift_dollars", of: rows))
    {
      let ask = try #require(Cents.parse(ask)).count
      let last = try #require(Cents.parse(last)).count
      let room = 350_000 - (givenTo[person] ?? 0)
      #expect(ask <= room)
      #expect(ladder.contains(ask) || ask == room)
      if ask < last { capped += 1 } else { #expect(ask >= last) }
      if ask < last { #expect(room < last || room < 350_000) }
    }
    #expect(capped < rows.count / 10)
  }

  @Test func `chance, percentile and reasons are there for everyone`() throws {
    let campaign = try campaign()
    _ = try ListStage(campaign.workspace).run(list: "calls")
    let rows = try rows(campaign)
    #expect(try column("chance", of: rows).allSatisfy { $0.hasPrefix("1 in ") })
    #expect(
      try column("percentile", of: rows).allSatisfy { (1...100).contains(Int($0) ?? 0) })
    for reason in ["reason_1", "reason_2", "reason_3"] {
      #expect(try column(reason, of: rows).allSatisfy { !$0.isEmpty && !$0.contains("{") })
    }
    let expected = try column("expected_dollars", of: rows).compactMap(Double.init)
    #expect(expected == expected.sorted(by: >))
  }

  @Test func `the same cut gives the same bytes, and the manifest knows them`() throws {
    let campaign = try campaign()
    _ = try ListStage(campaign.workspace).run(list: "calls")
    let first = try campaign.bytes(of: "out/lists/calls.csv")
    let manifest = try campaign.bytes(of: "out/lists/calls.manifest.json")
    _ = try ListStage(campaign.workspace).run(list: "calls")
    #expect(try campaign.bytes(of: "out/lists/calls.csv") == first)
    #expect(try campaign.bytes(of: "out/lists/calls.manifest.json") == manifest)
    let digest = Digest()
    digest.update(first.span)
    #expect(String(decoding: manifest, as: UTF8.self).contains(digest.takeHex()))
  }

  @Test func `a name that a spreadsheet would run is shown as text`() throws {
    let campaign = try campaign()
    _ = try ListStage(campaign.workspace).run(list: "calls")
    let best = try column("person_id", of: try rows(campaign))[0].dropFirst()
    try campaign.change(
      Statement(
        "update person.person set first_name = '=1+1' where person_id = \(best)", file: "name"))
    _ = try ListStage(campaign.workspace).run(list: "calls")
    #expect(try column("name", of: try rows(campaign))[0].hasPrefix("'=1+1"))
  }

  @Test func `a list for another purpose than its model's is refused`() throws {
    let campaign = try campaign(
      list: Self.list(size: 5).replacingOccurrences(of: "solicit", with: "volunteer"))
    let failure = try failure { _ = try ListStage(campaign.workspace).run(list: "calls") }
    #expect(failure.kind == .refused)
  }

  @Test func `after the last election nobody is asked for money`() throws {
    let campaign = try campaign()
    try campaign.write(
      Self.definition.replacingOccurrences(of: "2026-11-03}", with: "2026-05-03}"),
      to: "campaign.yml")
    let failure = try failure { _ = try ListStage(campaign.workspace).run(list: "calls") }
    #expect(failure.kind == .refused)
    #expect(campaign.files(below: "out/lists") == [])
  }

  @Test func `a model without scores cuts no list`() throws {
    let campaign = try campaign()
    _ = try Fit(campaign.workspace).run(model: "donate")
    let failure = try failure { _ = try ListStage(campaign.workspace).run(list: "calls") }
    #expect(failure.kind == .badInput)
    #expect(failure.nextStep?.contains("score donate") == true)
  }

  @Test func `callers see their own rows and no column more`() throws {
    let campaign = try campaign(list: Self.list(size: 5, more: "assigned_to: caller_one"))
    _ = try ListStage(campaign.workspace).run(list: "calls")
    #expect(try campaign.count("select count(*) from list.entry") == 5)
    var connection = try campaign.administrator()
    try connection.script("set role field_staff")
    let seen = try connection.rows("select count(*) from list.entry") { try $0.integer(0) }
    #expect(seen == [0])
  }
}
