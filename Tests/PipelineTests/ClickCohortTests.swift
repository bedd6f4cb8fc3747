import Campaign
import Foundation
import Postgres
import TestSupport
import Testing

@testable import Pipeline

/// From a file of what happened to messages to who clicks those of a theme.
extension DiscoverTests {
  private static let clicks = cohort.replacing(
    "{question: \"star:Ada Vale\", answer: likes}", with: "{clicks: climate}")

  /// A made-up file of e-mail to the poll's voters, and what a search of it must count.
  private struct Mail {
    var text = "donor_id,message_id,theme,event,occurred_on\n"
    var sent = 0
    var clicked = 0
    var withoutSend = 0

    /// Two messages on the climate and one on schools.
    ///
    /// Women of 60 to 69 click more; Democrats of 20 to 29 in the middle click a message that the file doesn't
    /// say was sent, and men click what came too late.
    init(_ campaign: TestCampaign) throws {
      let people = try campaign.ask(
        """
        select record, sex, age::text, party, county from feature.history join person.identity using (person_id)
        where undone_on is null order by record
        """)
      for (place, person) in people.enumerated() {
        let fields = person.split(separator: "|").map(String.init)
        guard fields.count == 5, let age = Int(fields[2]) else { continue }
        let (number, isWoman) = (fields[0], fields[1] == "F")
        func add(_ message: Int, _ event: String, _ day: String = "2026-04-01", of theme: String) {
          text += "\(number),M\(message),\(theme),\(event),\(day)\n"
        }
        let draw = (place &* 2_654_435_761) % 1_000
        if place % 10 != 0 {
          sent += 1
          add(1, "send", of: "climate")
          if place % 2 == 0 { add(2, "send", of: "climate") }
          if draw < (isWoman && (60...69).contains(age) ? 400 : 80) {
            clicked += 1
            add(1, "open", of: "climate")
            add(1, "click", of: "climate")
            // Twice is once.
            if place % 2 == 0 { add(2, "click", of: "climate") }
          }
        }
        if fields[3] == "DEM", age < 30, fields[4] == "WAKE" {
          withoutSend += 1
          add(3, "click", of: "climate")
        }
        if !isWoman { add(4, "send", of: "climate"); add(4, "click", "2026-05-04", of: "climate") }
        add(5, "send", of: "schools")
        if draw % 3 == 0 { add(5, "click", of: "schools") }
      }
    }

    /// Loads it as a file with dirt in it: a day that isn't, a word that the layout doesn't know, a line twice.
    func load(into campaign: TestCampaign, provenance: String = "own_contact") throws {
      try campaign.write(
        SQLFiles.text("examples/demo/layouts/email_events.yml").replacing(
          "provenance: own_contact", with: "provenance: \(provenance)"
        ).replacing("person_source: actblue", with: "person_source: nc_voter"),
        to: "layouts/email_events.yml")
      let dirt = [
        "AA10,M1,climate,click,2026-02-30", "AA20,M1,climate,bounced,2026-04-01",
        "AA30,M9,schools,send,2026-04-01", "AA30,M9,schools,send,2026-04-01",
      ].map { $0 + "\n" }.joined()
      let summary = try campaign.load(try campaign.write(text + dirt, to: "email_events.csv"))
      guard summary.rejected.values.reduce(0, +) == 3 else {
        throw Failure(.bug, "three lines are dirt, \(summary.rejected) were set aside")
      }
      _ = try Match(campaign.workspace).run()
    }
  }

  @Test func `who clicks messages of a theme is found, each person once, of those sent one`() throws
  {
    let campaign = try campaign(Self.clicks)
    let mail = try Mail(campaign)
    try mail.load(into: campaign)
    let summary = try Discover(campaign.workspace).run(cohort: "ada")
    // Men who were sent the fourth message alone were sent one all the same.
    let sentLate = try campaign.count(
      """
      select count(*) from (
        select person_id from person.email_event where theme = 'climate' and event = 'send'
        group by person_id having bool_and(message = 'M4')) as late
      """)
    #expect(sentLate > 100 && summary.people == mail.sent + Int(sentLate))
    #expect(summary.positives == mail.clicked && mail.clicked > 400)
    let first = try #require(summary.findings.first)
    #expect(Set(first.traits) == ["sex F", "age 60 to 69"])
    #expect(
      first.holdsUp && first.rate ?? 0 > 0.3 && first.low ?? 0 > 0.2 && first.index ?? 0 > 250)
    #expect(summary.findings.allSatisfy { !$0.holdsUp || !$0.traits.contains("region middle") })
    // Whose clicks don't count is said, and is no cohort.
    #expect(mail.withoutSend > 50)
    #expect(summary.leftOut?.hasPrefix("\(mail.withoutSend) people clicked a message") == true)
    let text = try page(campaign)
    #expect(text.contains("\(mail.withoutSend) people clicked a message that no row says"))
    #expect(text.contains("clicked a message on climate, of those sent one"))
    #expect(text.contains("times as often") && text.contains("as everyone:"))
  }

  @Test
  func `a theme that nobody was sent is named with those that were, and rented mail isn't used`()
    throws
  {
    let campaign = try campaign(Self.clicks.replacing("clicks: climate", with: "clicks: climat"))
    let empty = try failure { _ = try Discover(campaign.workspace).run(cohort: "ada") }
    #expect(empty.kind == .badInput && empty.nextStep?.contains("Import the file") == true)
    try Mail(campaign).load(into: campaign)
    let none = try failure { _ = try Discover(campaign.workspace).run(cohort: "ada") }
    #expect(none.kind == .badInput && none.what.contains("nobody was sent"))
    #expect(
      none.nextStep?.contains("`climate`") == true && none.nextStep?.contains("schools") == true)
    // What was sent on the day or later is not known yet.
    try campaign.write(
      Self.clicks.replacing("as_of: 2026-05-04", with: "as_of: 2026-04-01"), to: "cohorts/ada.yml")
    let early = try failure { _ = try Discover(campaign.workspace).run(cohort: "ada") }
    #expect(early.kind == .badInput && early.what.contains("nobody was sent"))

    let rented = try self.campaign(Self.clicks)
    try Mail(rented).load(into: rented, provenance: "licensed:rented")
    let refused = try failure { _ = try Discover(rented.workspace).run(cohort: "ada") }
    #expect(refused.kind == .refused && refused.what.contains("licensed:rented"))
  }
}
