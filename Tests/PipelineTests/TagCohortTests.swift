import Campaign
import Foundation
import Modeling
import Postgres
import TestSupport
import Testing

@testable import Pipeline

/// What people answered, clicked and came to as traits of a search.
extension DiscoverTests {
  static let tagged =
    cohort + """

      tags:
        - {question: volunteer, answer: "yes"}
        - {clicks: climate}
        - {came: small dinner}
        - {question: late, answer: "yes"}
      """

  /// The poll, and who volunteers, clicked and came: of women who volunteer half like the star.
  private func taggedCampaign() throws -> TestCampaign {
    let campaign = try campaign(Self.tagged)
    try campaign.change(
      """
      insert into person.poll_answer (
        person_id, source, record, batch_id, asked_on, poll, question, answer)
      select person_id, 'tags', record.name || person_id, (select min(batch_id) from run.batch),
        record.asked_on, 'tags', record.question, record.answer
      from person.person
      join (values
        ('a', date '2026-02-01', 'volunteer', 'yes', 4, 1), ('b', '2026-03-01', 'volunteer', 'no', 8, 1),
        ('c', '2026-05-04', 'late', 'yes', 4, 1), ('d', '2026-05-04', 'volunteer', 'yes', 4, 2)
      ) as record (name, asked_on, question, answer, each, rest)
        on person.person_id % record.each = record.rest;
      insert into person.email_event (
        person_id, source, record, batch_id, message, theme, event, occurred_on)
      select person_id, 'mail', person_id::text, (select min(batch_id) from run.batch), 'M1', 'climate',
        'click', case when person_id % 5 = 1 then date '2026-03-01' else '2026-05-04' end
      from person.person where person_id % 5 in (1, 2);
      insert into person.attendance (
        person_id, source, record, batch_id, event, event_on, star, format, attended, paid_cents)
      select person_id, 'events', person_id::text, (select min(batch_id) from run.batch), 'evening',
        date '2026-03-01', case when person_id % 7 = 1 then 'Ada Vale' end, 'small dinner', true, 0
      from person.person where person_id % 7 in (1, 2);
      update person.poll_answer
      set answer = case
        when poll_answer.person_id % 100 < case
          when feature.sex = 'F' and poll_answer.person_id % 8 = 5 then 60 else 8 end
          then 'likes' else 'dislikes' end
      from feature.history as feature
      where feature.person_id = poll_answer.person_id and question = 'star:Ada Vale'
      """)
    return campaign
  }

  @Test func `what people answered before the day makes a trait, by their latest answer`() throws {
    let campaign = try taggedCampaign()
    var search = try search(campaign)
    let names = search.traits.map(\.name)
    // One in four volunteers, half of them took it back, and who said so on the day isn't known yet.
    func count(_ name: String) -> Int {
      search.traits.first { $0.name == name }?.rows.count ?? 0
    }
    func people(_ condition: String) throws -> Int64 {
      try campaign.count(
        Statement("select count(*) from feature.history where \(condition)", file: "people"))
    }
    #expect(try Int64(count("answered yes to volunteer")) == people("person_id % 8 = 5"))
    #expect(try Int64(count("clicked on climate")) == people("person_id % 5 = 1"))
    // An evening of the star herself doesn't count.
    #expect(try Int64(count("came to a small dinner")) == people("person_id % 7 = 2"))
    #expect(!names.contains("answered yes to late"))
    let found = search.find()
    #expect(Set(found[0].words) == ["sex F", "answered yes to volunteer"])
    #expect(found[0].finding.holdsUp)

    let summary = try Discover(campaign.workspace).run(cohort: "ada")
    #expect(Set(try #require(summary.findings.first).traits) == Set(found[0].words))
    // No list knows tags, and none is told to go by one.
    let text = try page(campaign)
    #expect(text.contains("knows no tags") && !text.contains("volunteer: {"))
  }

  private func search(_ campaign: TestCampaign) throws -> CohortSearch {
    let folder = CampaignFolder(folder: campaign.folder)
    var connection = try campaign.workspace.connect(as: .dataTeam)
    let columns = try CohortColumns(folder.cohort("ada"), folder.campaign(), &connection)
    return try CohortSearch(columns, folder, &connection)
  }

  @Test func `a star's likeness to others doesn't count whom else fans like`() throws {
    let campaign = try campaign(
      Self.cohort + "\ntags: [{question: \"star:Bea Moor\", answer: likes}, {follows: Cy Wold}]")
    let summary = try Discover(campaign.workspace).run(cohort: "ada", like: ("Ada Vale", "west"))
    #expect(summary.matches.first?.star == "Bea Moor")
    #expect(summary.matches.allSatisfy { !$0.traits.contains { $0.contains("Bea") } })
  }

  @Test(arguments: [
    ("{clicks: climate}", "{clicks: Hispanic outreach}", "race or descent"),
    ("{clicks: climate}", "{question: topic, answer: health care}", "health"),
    ("{clicks: climate}", "{question: Which church?, answer: x}", "religion"),
  ])
  func `no tag speaks of a protected trait`(_ part: String, _ other: String, _ words: String)
    throws
  {
    let refused = try failure {
      _ = try CohortDefinition.read(Self.tagged.replacing(part, with: other), file: "ada.yml")
    }
    #expect(refused.kind == .refused && refused.what.contains(words))
  }

  @Test(arguments: [
    ("{clicks: climate}", "{came: brunch}", "can't be `brunch`"),
    ("{clicks: climate}", "{clicks: x, came: rally}", "is no tag"),
    ("{clicks: climate}", "{question: late, answer: \"yes\"}", "twice"),
    ("{clicks: climate}", "{question: \"star:Ada Vale\", answer: dislikes}", "is looked for"),
    ("tags:", "set: film\ntags:", "set"),
  ])
  func `a tag that can't be is said`(_ part: String, _ other: String, _ words: String) throws {
    let failure = try failure {
      _ = try CohortDefinition.read(Self.tagged.replacing(part, with: other), file: "ada.yml")
    }
    #expect(failure.kind == .badInput && failure.what.contains(words), "\(failure.what)")
  }

  @Test func `tags of a class that may not serve are refused`() throws {
    let campaign = try campaign(Self.cohort + "\ntags: [{clicks: climate}]")
    try campaign.change(
      """
      insert into run.provenance values ('licensed:mailer') on conflict do nothing;
      insert into run.column_provenance (target, column_name, provenance, layout)
      values ('email_event', 'theme', 'licensed:mailer', 'mailer')
      """)
    let refused = try failure { _ = try Discover(campaign.workspace).run(cohort: "ada") }
    #expect(refused.kind == .refused && refused.what.contains("licensed:mailer"))
  }
}
