import Campaign
import Foundation
import Postgres
import TestSupport
import Testing

@testable import Pipeline

/// Who wins, and what counsel and whoever asks are told.
@Suite(.needsDatabase) struct ContestWinnerTests {
  private func drawn(_ count: Int = 9) throws -> (TestCampaign, [String]) {
    let campaign = try TestCampaign()
    try campaign.writeContest()
    try campaign.enter(ContestSample.free(count))
    _ = try campaign.contest(on: ContestSample.closed).close("dinner")
    _ = try campaign.contest(on: ContestSample.beaconDay).draw(
      "dinner", beacon: ContestSample.beacon)
    let named = try #require(
      try campaign.contestValue("draw.json", "drawn", as: [String].self))
    return (campaign, named)
  }

  private func contest(_ campaign: TestCampaign) -> Contest {
    campaign.contest(on: ContestSample.day("2026-09-10"))
  }

  @Test func `whoever is disqualified is replaced by the next in the order of the draw`() throws {
    let (campaign, named) = try drawn()
    let contest = contest(campaign)
    _ = try contest.winner("dinner", decision: (1, .verified(consents: true)))
    let second = try contest.winner("dinner", decision: (2, .disqualified(.noAnswer)))
    #expect(
      second.standings.map(\.standing) == ["verified", "disqualified", "potential", "potential"])
    #expect(second.standings.map(\.entry) == Array(named.prefix(4)))
    // A winner may turn out not to be one.
    let third = try contest.winner("dinner", decision: (1, .disqualified(.background)))
    #expect(third.standings.map(\.entry) == Array(named.prefix(5)))
    #expect(third.standings[0].standing == "disqualified")
    // The same again changes nothing; another decision is refused, and so is a rank out of turn.
    let again = try contest.winner("dinner", decision: (2, .disqualified(.noAnswer)))
    #expect(again.standings.count == 5)
    for (rank, decision) in [
      (2, Contest.Decision.disqualified(.declined)), (2, .verified(consents: false)),
      (6, .verified(consents: false)), (0, .verified(consents: false)),
    ] {
      let failure = try failure { _ = try contest.winner("dinner", decision: (rank, decision)) }
      #expect(failure.kind == .refused)
    }
    #expect(try contest.winner("dinner").standings.count == 5)
  }

  @Test func `when nobody is left nobody is called upon`() throws {
    let (campaign, _) = try drawn(3)
    let summary = try contest(campaign).winner(
      "dinner", decision: (3, .disqualified(.notEligible)))
    #expect(summary.standings.map(\.standing) == ["potential", "potential", "disqualified"])
  }

  @Test func `winners are named where they allow it`() throws {
    let (campaign, named) = try drawn()
    let contest = contest(campaign)
    _ = try contest.winner("dinner", decision: (1, .verified(consents: true)))
    _ = try contest.winner("dinner", decision: (2, .verified(consents: false)))
    #expect(
      try campaign.contestFile("winners.csv") == """
        rank,entry,name,state\r
        1,\(named[0]),Free Entrant,NC\r
        2,\(named[1]),withheld,\r

        """)
    let toVerify = try campaign.contestFile("to-verify.csv")
    #expect(!toVerify.contains("free,") && !toVerify.contains("route"))
    for file in campaign.files(below: "out/contests/dinner") {
      let attributes = try FileManager.default.attributesOfItem(
        atPath: "\(campaign.folder)/out/contests/dinner/\(file)")
      #expect(attributes[.posixPermissions] as? Int == 0o600)
    }
  }

  @Test func `the page for counsel has rules, steps, odds, states and cites, and no entrant`()
    throws
  {
    let (campaign, named) = try drawn()
    _ = try contest(campaign).winner("dinner", decision: (1, .disqualified(.declined)))
    let page = try campaign.contestFile("counsel.html")
    for words in [
      "0 of 3 prizes have their winner", "9 of 9 take part", "odds of each: 1 in 9 for each of 3",
      Digest.of(ContestSample.rules), String(named[0].prefix(16)),
      "disqualified, declined the prize",
      "N.Y. Gen. Bus. Law 369-e", "its people may not enter", "$3,000 in all",
      "Not legal advice",
    ] {
      #expect(page.contains(words), "\(words)")
    }
    #expect(!page.contains("Entrant") && !page.contains("@example.net"))
  }

  @Test func `a prize over a threshold opens only where it is registered in time`() throws {
    let campaign = try TestCampaign()
    let contest = campaign.contest(on: ContestSample.day("2026-06-20"))
    func open(_ value: String, _ more: String = "") throws -> ContestSummary {
      try campaign.writeContest(
        ContestSample.definition.replacing("value: 1000", with: "value: \(value)")
          .replacing("winners: 3", with: "winners: 1") + "\n" + more)
      return try contest.open("dinner")
    }
    _ = try open("5000.00")
    let over = try failure { _ = try open("5000.01") }
    #expect(over.kind == .refused && over.what.contains("NY") && !over.what.contains("FL:"))
    #expect(over.nextStep?.contains("Register with the Secretary of State by 2026-07-02") == true)
    let late = try failure {
      _ = try open("5000.01", "registrations: [{state: NY, number: \"7\", filed_on: 2026-07-03}]")
    }
    #expect(late.kind == .refused && late.what.contains("which was due by 2026-07-02"))
    let opened = try open(
      "5000.01", "registrations: [{state: NY, number: \"7\", filed_on: 2026-07-02}]")
    #expect(opened.registrations[0] == "NY: registered as 7 on 2026-07-02")
    // Counted from the day of the value, as long as nothing is drawn.
    #expect(try campaign.contestFile("counsel.html").contains("by 2026-12-02"))
  }

  @Test func `rules are opened once people enter, and changed no more`() throws {
    let campaign = try TestCampaign()
    try campaign.writeContest()
    let contest = campaign.contest(on: ContestSample.opened)
    let first = try contest.open("dinner")
    #expect(try contest.open("dinner").commitment == first.commitment)
    // Nobody has entered yet: other rules are another commitment.
    try campaign.write(
      ContestSample.rules + "One entry a person.\n", to: "contests/dinner.rules.txt")
    let changed = try contest.open("dinner")
    #expect(changed.commitment != first.commitment)
    try campaign.enter(ContestSample.free(5))
    #expect(try contest.open("dinner").commitment == changed.commitment)
    for (file, text) in [
      ("contests/dinner.rules.txt", ContestSample.rules),
      (
        "contests/dinner.yml",
        ContestSample.definition.replacing("alternates: 4", with: "alternates: 5")
      ),
    ] {
      let before = try campaign.bytes(of: file)
      try campaign.write(text, to: file)
      let closing = campaign.contest(on: ContestSample.closed)
      for step in [{ try contest.open("dinner") }, { try closing.close("dinner") }] {
        let failure = try failure { _ = try step() }
        #expect(failure.kind == .refused && failure.what.contains("rules or the definition"))
      }
      try campaign.write(before, to: file)
    }
    _ = try campaign.contest(on: ContestSample.closed).close("dinner")
  }

  @Test(arguments: ["NO PURCHASE", "NOT\nINCREASE", "https://example.org/enter"])
  func `rules that lack what makes a contest no lottery are refused`(_ words: String) throws {
    let campaign = try TestCampaign()
    try campaign.writeContest()
    try campaign.write(
      ContestSample.rules.replacing(words, with: "…"), to: "contests/dinner.rules.txt")
    let refused = try failure { _ = try campaign.contest(on: ContestSample.opened).open("dinner") }
    #expect(refused.kind == .refused && refused.place?.contains("dinner.rules.txt") == true)
  }

  @Test func `a contest is opened before its closing is over`() throws {
    let campaign = try TestCampaign()
    try campaign.writeContest()
    let late = try failure { _ = try campaign.contest(on: ContestSample.closed).open("dinner") }
    #expect(late.kind == .refused && late.what.contains("closing is over"))
    for step in [
      { try campaign.contest(on: ContestSample.closed).close("dinner") },
      { try campaign.contest(on: ContestSample.closed).winner("dinner") },
      {
        try campaign.contest(on: ContestSample.beaconDay).draw(
          "dinner", beacon: ContestSample.beacon)
      },
    ] {
      let failure = try failure { _ = try step() }
      #expect(failure.kind == .badInput && failure.nextStep?.contains("contest open") == true)
    }
  }
}
