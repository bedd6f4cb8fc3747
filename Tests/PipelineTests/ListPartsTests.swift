import Campaign
import Postgres
import TestSupport
import Testing

@testable import Pipeline

/// What a list's definition asks for beside a rank: seats, turfs, days, people left alone.
@Suite(.needsDatabase) struct ListPartsTests {
  private static let head = """
    list: calls
    model: donate
    purpose: solicit
    channel: call
    universe: {gift_count: {at_least: 1}}

    """

  private func campaign(_ list: String, rules: String = "") throws -> TestCampaign {
    let campaign = try DemoCampaigns.copy(of: DemoCampaigns.scored)
    try campaign.write(
      DemoCampaigns.rules(rules), to: "campaign.yml")
    try campaign.write(Self.head + list, to: "lists/calls.yml")
    return campaign
  }

  @discardableResult
  private func cut(_ campaign: TestCampaign) throws -> ListStage.Summary {
    try ListStage(campaign.workspace).run(list: "calls")
  }

  private func lines(_ name: String, _ campaign: TestCampaign) throws -> [String] {
    String(decoding: try campaign.bytes(of: "out/lists/\(name)"), as: UTF8.self)
      .split(separator: "\r\n").dropFirst().map(String.init)
  }

  private static let latest = "(select max(cut_id) from list.cut where list = 'calls')"

  @Test func `households held out are called by nobody, and the account holds`() throws {
    let campaign = try campaign("size: 200\nholdout: 20%")
    let summary = try cut(campaign)
    #expect(summary.listed == 200)
    #expect((20...90).contains(summary.heldOut))
    #expect(
      summary.universe == summary.listed + summary.heldOut + summary.excluded.values.reduce(0, +))
    // Nobody of a household held out is listed, nor anyone whom a call to its numbers would reach.
    let reached = try campaign.count(
      Statement(
        """
        select count(*)
        from list.decision as held
        join person.person as them on them.person_id = held.person_id
        join list.decision as other on other.cut_id = held.cut_id and other.rank is not null
        join person.person as called on called.person_id = other.person_id
        join list.entry on entry.cut_id = other.cut_id and entry.person_id = other.person_id
        left join person.phone on phone.person_id = held.person_id
        where held.cut_id = \(Self.latest) and held.reason = 'heldOut'
          and (
            them.household_id = called.household_id
            or replace(entry.phone, '-', '') = phone.phone::text)
        """, file: "reached"))
    #expect(reached == 0)
    // Another cut holds the same people out, and keeps the earlier on record.
    let heldOut = Statement(
      "select person_id::text from list.decision where cut_id = \(Self.latest) and reason = 'heldOut' order by 1",
      file: "held")
    let first = try campaign.ask(heldOut)
    try cut(campaign)
    #expect(try campaign.ask(heldOut) == first)
    #expect(
      try campaign.count(
        "select count(distinct cut_id) from list.decision where reason = 'heldOut'")
        == 2)
  }

  @Test func `a turf is a file, everyone is in one, and a household in one as well`() throws {
    let campaign = try campaign("size: 120\nturfs: {by: county, largest: 15}")
    let summary = try cut(campaign)
    let files = campaign.files(below: "out/lists/calls").filter { $0.hasSuffix(".csv") }
    #expect(files.count == summary.turfs && summary.turfs > 8)
    let whole = try lines("calls.csv", campaign)
    let parts = try files.map { try lines("calls/\($0)", campaign) }
    #expect(whole.count == 120 && parts.flatMap { $0 }.sorted() == whole.sorted())
    #expect(parts.allSatisfy { (1...15).contains($0.count) })
    // The county of each turf's people is the turf's.
    let strays = try campaign.count(
      """
      select count(*) from list.entry
      join feature.history on history.person_id = entry.person_id and history.as_of = '2026-09-15'
      where entry.turf not like coalesce(history.county, '') || '%'
      """)
    #expect(strays == 0)
    // What an earlier cut wrote is gone with the next.
    try campaign.write(Self.head + "size: 5\nturfs: 2", to: "lists/calls.yml")
    try cut(campaign)
    #expect(
      campaign.files(below: "out/lists/calls").filter { $0.hasSuffix(".csv") } == [
        "caller_1.csv", "caller_2.csv",
      ])
  }

  @Test func `a capacity fills each caller's evenings and no more`() throws {
    let campaign = try campaign(
      "capacity: {callers: [ana, ben, cleo], hours: 1.5, dials_per_hour: 20, days: [2026-09-17, 2026-09-16]}"
    )
    let summary = try cut(campaign)
    #expect(summary.listed == 180 && summary.turfs == 3)
    let counts = try campaign.ask(
      """
      select assigned_to, contact_on::text, count(*)::text from list.entry
      group by assigned_to, contact_on order by 1, 2
      """)
    #expect(
      counts
        == ["ana", "ben", "cleo"].flatMap { ["\($0)|2026-09-16|30", "\($0)|2026-09-17|30"] })
    #expect(summary.worth.count == 1 && summary.worth[0].contains("the next would be"))
  }

  @Test func `quotas by region keep seats and set ceilings`() throws {
    let rules =
      "regions: {by: county, of: {triangle: [WAKE, DURHAM, ORANGE], south: [MECKLENBURG]}}"
    let free = try campaign("size: 60\nturfs: {by: region}", rules: rules)
    try cut(free)
    func seats(_ campaign: TestCampaign) throws -> [String: Int] {
      let rows = try campaign.ask(
        "select turf, count(*)::text from list.entry group by turf order by turf")
      return Dictionary(
        uniqueKeysWithValues: rows.map {
          let parts = $0.split(separator: "|", omittingEmptySubsequences: false).map(String.init)
          return (parts[0], Int(parts[1]) ?? 0)
        })
    }
    let before = try seats(free)
    let triangle = try #require(before["triangle"])
    let quotas = """
      size: 60
      turfs: {by: region}
      quotas: {by: region, at_most: 20, groups: {south: {at_least: 15}, triangle: {at_most: 10%}}}
      """
    let bound = try campaign(quotas, rules: rules)
    let summary = try cut(bound)
    let after = try seats(bound)
    #expect(triangle > 6 && after["triangle"] == 6)
    #expect(try #require(after["south"]) >= 15 && after[""] == 20)
    #expect(summary.excluded["groupFull"] ?? 0 > 0)
    #expect(
      summary.universe == summary.listed + summary.heldOut + summary.excluded.values.reduce(0, +))
    // Ranks are those of worth all the same.
    let disorder = try bound.count(
      """
      select count(*) from list.decision as higher
      join list.decision as lower on lower.cut_id = higher.cut_id and lower.rank = higher.rank + 1
      join score.person as best on best.person_id = higher.person_id and best.model = 'donate'
      join score.person as next on next.person_id = lower.person_id and next.model = 'donate'
      where next.expected_cents > best.expected_cents
      """)
    #expect(disorder == 0)
  }

  @Test func `quotas by region and by turf hold together`() throws {
    let rules =
      "regions: {by: county, of: {triangle: [WAKE, DURHAM, ORANGE], south: [MECKLENBURG]}}"
    let campaign = try campaign(
      """
      size: 60
      turfs: {by: county}
      quotas:
        - {by: region, groups: {south: {at_least: 7}, triangle: {at_least: 9}}}
        - {by: turf, at_most: 8}
      """, rules: rules)
    let summary = try cut(campaign)
    let seats = Dictionary(
      uniqueKeysWithValues: try campaign.ask(
        "select turf, count(*)::text from list.entry group by turf"
      ).map {
        let parts = $0.split(separator: "|", omittingEmptySubsequences: false).map(String.init)
        return (parts[0], Int(parts[1]) ?? 0)
      })
    #expect(seats.values.allSatisfy { $0 <= 8 } && seats.values.contains(8))
    #expect(seats["MECKLENBURG"] ?? 0 >= 7)
    #expect(["WAKE", "DURHAM", "ORANGE"].compactMap { seats[$0] }.reduce(0, +) >= 9)
    #expect(summary.listed == 60 && summary.excluded["groupFull"] ?? 0 > 0)
  }

  @Test
  func `net value leaves out whom a contact costs more than it brings, and says where to stop`()
    throws
  {
    let net = try campaign("size: 10000\nrank_by: net_value\ncost_per_contact: 3.00")
    let summary = try cut(net)
    let cheap = try net.count(
      """
      select count(*) from list.decision
      join score.person on person.person_id = decision.person_id and person.model = 'donate'
      where decision.rank is not null and person.expected_cents <= 300
      """)
    #expect(cheap == 0 && summary.excluded["notWorthTheCost"] ?? 0 > 0)
    let gross = try campaign("size: 10000\ncost_per_contact: 3.00")
    let all = try cut(gross)
    #expect(all.listed > summary.listed)
    #expect(all.worth.contains { $0.contains("stop after rank \(summary.listed)") })
    let small = try campaign("size: 10\ncost_per_contact: 3.00")
    let more = try #require(
      try cut(small).worth.joined().firstMatch(of: /so would (\d+) more/)?.1)
    // Among those for whom there is no room are some who share a number.
    #expect(try #require(Int(more)) >= summary.listed - 10)
  }

  @Test func `one of a household, where that is asked for`() throws {
    let campaign = try campaign("size: 10000\nper_household: 1")
    let summary = try cut(campaign)
    let twice = try campaign.count(
      """
      select count(*) from (
        select household_id from list.decision
        join person.person on person.person_id = decision.person_id
        where decision.rank is not null group by household_id having count(*) > 1
      ) as shared
      """)
    #expect(twice == 0 && summary.excluded["householdAlreadyListed"] ?? 0 > 0)
  }

  @Test(
    arguments: [
      ("size: 10\ncapacity: {callers: 1, hours: 1, dials_per_hour: 9, days: 2026-09-16}", "both"),
      ("capacity: {callers: [Ana], hours: 1, dials_per_hour: 9, days: 2026-09-16}", "login"),
      ("capacity: {callers: [ana, ana], hours: 1, dials_per_hour: 9, days: 2026-09-16}", "once"),
      ("capacity: {callers: 2, hours: 0, dials_per_hour: 9, days: 2026-09-16}", "minute"),
      ("capacity: {callers: 2, hours: 0.1, dials_per_hour: 1, days: 2026-09-16}", "room for 0"),
      (
        "capacity: {callers: 2, hours: 1, dials_per_hour: 9, days: [2026-09-16, 2026-09-16]}",
        "twice"
      ),
      ("capacity: {callers: 2, hours: 1, dials_per_hour: 9, days: 2026-09-16, from: 6pm}", "HH:MM"),
      ("size: 10\nholdout: 60%", "50%"), ("size: 10\nper_household: 0", "1 to 100"),
      ("size: 10\nrank_by: net_value", "cost_per_contact"),
      ("size: 10\ncost_per_contact: -1", "below zero"),
      ("size: 10\nquotas: {by: county, groups: {WAKE: {at_least: 11}}}", "more seats"),
      ("size: 10\nquotas: {by: county, groups: {WAKE: {at_least: 5, at_most: 4}}}", "more seats"),
      ("size: 10\nquotas: {by: sector, at_most: 3}", "no feature `sector`"),
      ("size: 10\nquotas: {by: region, at_most: 3}", "no regions"),
      ("size: 10\nquotas: {by: turf, at_most: 3}", "turfs aren't made by"),
      (
        "size: 10\nquotas: [{by: county, groups: {WAKE: {at_least: 6}}}, "
          + "{by: party, groups: {DEM: {at_least: 5}}}]", "more seats"
      ),
      ("size: 10\nturfs: {by: region}", "no regions"), ("size: 10\nturfs: 0", "1 to 10000"),
      ("size: 10\nmaxed_out: keep", "can't be `keep`"),
    ])
  func `a definition that contradicts itself says where and what`(
    _ list: String, _ words: String
  ) throws {
    let campaign = try campaign(list)
    let failure = try failure { try cut(campaign) }
    #expect(failure.kind == .badInput && failure.what.contains(words), "\(failure)")
    #expect(failure.place?.contains("lists/calls.yml:") == true)
    #expect(campaign.files(below: "out/lists").isEmpty)
  }

  @Test(
    arguments: [
      ("time_zone: EST", "can't be"), ("calling_hours: {from: \"07:00\"}", "08:00 to 21:00"),
      ("cool_off: {calls: 3}", "no key `calls`"), ("cool_off: {call: -1}", "0 to 3650"),
      ("regions: {by: county, of: {a: [WAKE], b: [WAKE]}}", "two regions"),
    ])
  func `a campaign's rules that can't be are refused`(_ rules: String, _ words: String) throws {
    let campaign = try campaign("size: 10", rules: rules)
    let failure = try failure { try cut(campaign) }
    #expect(failure.kind == .badInput && failure.what.contains(words), "\(failure)")
    #expect(failure.place?.contains("campaign.yml:") == true)
  }
}
