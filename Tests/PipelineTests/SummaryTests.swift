import Campaign
import Postgres
import TestSupport
import Testing

@testable import Pipeline

/// The counts that leadership's logins read.
@Suite(.needsDatabase) struct SummaryTests {
  private static let demo = Result {
    let campaign = try TestCampaign(copyOf: try DemoCampaigns.matched.get().database)
    let people = try campaign.ask(
      "select person_id::text from person.voter group by 1 order by 1 limit 3000")
    try campaign.list(people.compactMap { Int64($0) }, for: "nobody")
    // As if it had been cut before the file of calls came.
    try campaign.change("update list.cut set cut_at = '2026-05-01'")
    _ = try Summaries(campaign.workspace).run(asOf: TestCampaign.today)
    return campaign
  }

  @Test func `what is published is true, in fives and from ten on`() throws {
    let campaign = try Self.demo.get()
    let wrong = try campaign.ask(
      """
      with residence as (
        select distinct on (person_id) person_id, county
        from person.voter order by person_id, known_on desc, batch_id desc
      ),
      latest as (
        select distinct on (person_id) person_id, result
        from person.contact where contacted_on >= '2026-05-01'
        order by person_id, contacted_on desc, source, record desc
      ),
      truth as (
        select coalesce(listed.county, '(all)') as county,
          coalesce(listed.result, '(all)') as result,
          count(*) as people
        from (
          select coalesce(county, '(unknown)') as county, coalesce(result, 'none yet') as result
          from list.decision
          left join residence using (person_id) left join latest using (person_id)
        ) as listed
        group by cube (listed.county, listed.result)
      )
      select outcome.county || ' ' || outcome.result
      from summary.outcome
      left join truth using (county, result)
      where outcome.people is not null
        and (outcome.people is distinct from truth.people / 5 * 5 or outcome.people < 10)
      """)
    #expect(wrong == [])
    #expect(try campaign.count("select count(*) from summary.outcome where people > 0") > 20)
    #expect(try campaign.count("select count(*) from summary.outcome where people is null") > 20)
  }

  @Test func `donors are counted once, by what they gave less what went back`() throws {
    let campaign = try Self.demo.get()
    let sum = try campaign.count(
      "select people from summary.donor where county = '(all)' and band = '(all)'")
    let truth = try campaign.count(
      """
      select count(*) from (
        select person_id from person.contribution
        where contributed_on >= '2020-11-04' and contributed_on < '2026-09-15'
          and (refunded_on is null or refunded_on >= '2026-09-15')
        group by person_id having sum(amount_cents) > 0
      ) as donor
      """)
    #expect(sum == truth / 5 * 5 && sum > 0)
  }

  @Test func `leadership reads them, and publishing again replaces them`() throws {
    let campaign = try TestCampaign(copyOf: try Self.demo.get().database)
    let lea = try TemporaryLogin(in: "leadership", campaign)
    _ = try Summaries(campaign.workspace).run(asOf: TestCampaign.today.adding(days: -1))
    var connection = try lea.connect()
    let days = try connection.rows("select as_of::text from summary.publication") {
      try $0.text(0)
    }
    #expect(Set(days) == ["2026-09-14"])
    let error = try databaseError { try connection.execute("select * from person.person") }
    #expect(error.sqlState == PostgresError.insufficientPrivilege)
  }

  @Test func `a campaign without lists and gifts publishes nothing`() throws {
    let campaign = try TestCampaign()
    let summary = try Summaries(campaign.workspace).run(asOf: TestCampaign.today)
    #expect(summary.published == ["outcome": 0, "donor": 0])
  }
}
