import Campaign
import Foundation
import Postgres
import TestSupport
import Testing

@testable import Pipeline

/// From a file of who follows whom, which says nothing of who doesn't, to who follows a star.
extension DiscoverTests {
  private static let layout = """
    layout: follows
    kind: events
    source: follows
    into: poll_answer
    person_source: nc_voter
    provenance: consented
    file: {delimiter: comma, quote: '"', encoding: utf8, header: yes}
    key: [voter_id, account]
    columns:
      voter_id: person_record
      seen_on: asked_on
      network: poll
      account: {to: question, values: {"@adavale": "star:Ada Vale", "@cywold": "star:Cy Wold"}}
      does: {to: answer, values: {follow: follows, like: follows}}
    """

  /// Women of 60 to 69 follow Ada more than others do; many follow Cy; most people follow nobody.
  private func follow(_ campaign: TestCampaign) throws -> (anyone: Int, ada: Int) {
    try campaign.write(Self.layout, to: "layouts/follows.yml")
    let people = try campaign.ask(
      """
      select record, sex, age::text from feature.history join person.identity using (person_id)
      where undone_on is null order by record
      """)
    var text = "voter_id,seen_on,network,account,does\n"
    var (anyone, ada) = (0, 0)
    for (place, person) in people.enumerated() {
      let fields = person.split(separator: "|").map(String.init)
      guard fields.count == 3, let age = Int(fields[2]), place % 3 != 0 else { continue }
      let draw = (place &* 2_654_435_761) % 1_000
      let isDrawn = fields[1] == "F" && (60...69).contains(age)
      let follows = (ada: draw < (isDrawn ? 500 : 60), cy: (draw / 7) % 2 == 0)
      if follows.ada { text += "\(fields[0]),2026-04-01,net,@adavale,like\n" }
      if follows.cy { text += "\(fields[0]),2026-04-01,net,@cywold,follow\n" }
      // What came on the day or later isn't known yet.
      if !follows.ada, !follows.cy { text += "\(fields[0]),2026-05-04,net,@adavale,like\n" }
      if follows.ada || follows.cy { anyone += 1 }
      if follows.ada { ada += 1 }
    }
    text += "AA10,2026-04-31,net,@adavale,like\nAA20,2026-04-01,net,@adavale,blocks\n"
    text += "AA30,2026-04-01,net,@nobody,like\n"
    let summary = try campaign.load(try campaign.write(text, to: "follows.csv"))
    #expect(summary.rejected.values.reduce(0, +) == 3)
    _ = try Match(campaign.workspace).run()
    return (anyone, ada)
  }

  @Test func `who follows a star is found among those who follow anyone`() throws {
    let campaign = try campaign(
      Self.cohort.replacing(
        "{question: \"star:Ada Vale\", answer: likes}", with: "{follows: Ada Vale}"))
    try campaign.change("delete from person.poll_answer; delete from source.poll_answer;")
    let (anyone, ada) = try follow(campaign)
    let summary = try Discover(campaign.workspace).run(cohort: "ada", like: ("Ada Vale", "west"))
    #expect(summary.people == anyone && summary.positives == ada && ada > 200)
    let first = try #require(summary.findings.first)
    #expect(Set(first.traits) == ["sex F", "age 60 to 69"] && first.holdsUp)
    #expect(try page(campaign).contains("follow Ada Vale, of those who follow anyone"))
    // Who follows Ada alone is one who doesn't follow Cy: all are known of both.
    let cy = try #require(summary.matches.first)
    #expect(cy.star == "Cy Wold" && summary.matches.count == 1 && cy.similarity < 0.5)
  }

  @Test func `of a star's fans those are counted who can be reached`() throws {
    let campaign = try campaign()
    // Of three fans one has no address and a number, one neither, one both but moved away.
    try campaign.change(
      """
      update person.person set street = null, email = null where person_id % 3 < 2;
      delete from person.phone;
      insert into person.phone (person_id, phone, given_by)
      select person_id, 2002000000 + person_id, 'voter_file' from person.person where person_id % 3 = 0;
      insert into person.suppressed_phone (phone, since, reason)
      select phone, '2026-01-01', 'do_not_call' from person.phone where person_id % 6 = 0;
      insert into person.contact (person_id, source, record, batch_id, contacted_on, channel, result)
      select person_id, 't', person_id::text, (select min(batch_id) from run.batch), '2026-01-01', 'phone',
        'moved'
      from person.person where person_id % 3 = 2 and person_id % 2 = 0;
      """)
    let summary = try Discover(campaign.workspace).run(cohort: "ada", like: ("Ada Vale", "west"))
    let first = try #require(summary.matches.first)
    let fans = try campaign.ask(
      """
      select (feature.person_id % 6)::text
      from person.poll_answer join feature.history as feature using (person_id)
      where question = 'star:Bea Moor' and answer = 'likes' and county = 'WATAUGA'
      """
    ).compactMap { Int($0) }
    #expect(first.star == "Bea Moor" && first.fans == fans.count)
    // 3: a number at which nobody asked off; 5: an address.
    let reachable = fans.count { $0 == 3 || $0 == 5 }
    #expect(first.reachable == "\(reachable)" && reachable > 50)
    #expect(
      try campaign.ask("select reachable::text from cohort.match where place = 1")
        == ["\(reachable)"])
    #expect(try page(campaign).contains("(\(reachable) can be reached)"))
  }
}
