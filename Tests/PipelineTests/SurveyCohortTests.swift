import Campaign
import Foundation
import Postgres
import TestSupport
import Testing

@testable import Pipeline

/// From a survey of people whom no other file knows to who likes whom in it.
@Suite(.needsDatabase) struct SurveyCohortTests {
  /// A made-up survey, as dirty as a real one.
  ///
  /// It has two lines of headers, the second without an id, unnamed columns, bytes that are no UTF-8, and words
  /// for not knowing. Ada draws women of a middle income in the east, Bea the same in the west, all like Cy, and
  /// men like Dee.
  private struct Survey {
    var text = ""
    /// How many said something of Ada, and how many of those like her.
    var asked = 0
    var liked = 0
    static let stars = ["Ada Vale", "Bea Moor", "Cy Wold", "Dee Fenn"]
    static let incomes = ["$0 - $24,999", "$25,000 - $49,999", "$50,000+", ""]
    static let divisions = ["Atlantic", "Pacific", "Plains"]

    init(rows: Int = 4_000) {
      text =
        "RespondentID,Do you like films?,Please state whom you like.,,,,Gender,Household Income,Region\n"
      text += ",Response,\(Self.stars.joined(separator: ",")),Response,Response,Response\n"
      var state: UInt64 = 20_140_606
      func below(_ bound: UInt64) -> Int {
        state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
        return Int((state >> 33) % bound)
      }
      for number in 0..<rows {
        let (isWoman, income, division) = (below(2) == 0, below(4), below(3))
        let isOfCohort = isWoman && income == 1
        let chances = [
          isOfCohort && division == 0 ? 65 : 12, isOfCohort && division == 1 ? 65 : 12, 80,
          isWoman ? 10 : 40,
        ]
        var answers: [String] = []
        for chance in chances {
          let (draw, unknown) = (below(100), below(10))
          let word =
            unknown == 0
            ? "Unfamiliar (N/A)"
            : unknown == 1 ? "" : draw < chance ? "Very favorably" : "Somewhat unfavorably"
          answers.append(word)
        }
        if answers[0].contains("favorably") {
          asked += 1
          if answers[0].hasPrefix("Very") { liked += 1 }
        }
        text += "\(3_000_000 + number),\(below(5) == 0 ? "No" : "Yes"),"
        text += answers.joined(separator: ",")
        text +=
          ",\(isWoman ? "Female" : "Male"),\"\(Self.incomes[income])\",\(Self.divisions[division])\n"
      }
      // Dirt: a respondent twice, a line cut short, an answer that is neither yes nor no.
      text += "3000001,Yes,,,,,Male,,Pacific\n9000001,Yes,,\n9000002,Perhaps,,,,,Male,,Pacific\n"
    }

    /// The file's bytes, with two that are no UTF-8 in the first line.
    var bytes: [UInt8] {
      var bytes = Array(text.utf8)
      bytes.insert(contentsOf: [0x8C, 0xE6], at: "RespondentID,Do you like films?".utf8.count)
      return bytes
    }

    static let layout = """
      layout: film_survey
      kind: snapshot
      source: film_survey
      provenance: 'licensed:survey'
      file: {delimiter: comma, quote: '"', encoding: windows1252, header: no}
      key: [respondent]
      as_of: 2014-06-06
      missing: ['Unfamiliar (N/A)']
      columns:
        respondent: key
        likes_films: flag
        ada: text
        bea: {type: text, role: outcome, provenance: 'licensed:other'}
        cy: text
        dee: text
        gender: text
        income: text
        division: text
      """

    static let cohort = """
      cohort: ada
      title: Who likes Ada Vale very much?
      purpose: research
      set: film_survey
      target: {column: ada, in: [Very favorably]}
      traits: [gender, income, region]
      regions: {by: division, of: {east: [Atlantic], middle: [Plains], west: [Pacific]}}
      stars:
        of: {Ada Vale: ada, Bea Moor: bea, Cy Wold: cy, Dee Fenn: dee}
        likes: [Very favorably]
      as_of: 2014-06-06
      smallest: 30
      lots: 39
      """
  }

  private static let rules = """
    committee: {name: Surveys, fec_id: none}
    cycle: {starts_on: 2014-01-01}
    permitted_use:
      - {provenance: 'licensed:survey', purposes: [research, invite], cite: its terms, checked_on: 2026-11-29}
      - {provenance: 'licensed:other', purposes: [research], cite: its terms, checked_on: 2026-11-29}
    """

  private static let survey = Survey()

  private static let loaded = Result {
    let campaign = try TestCampaign()
    try campaign.write(rules, to: "campaign.yml")
    try campaign.write(Survey.layout, to: "layouts/film_survey.yml")
    let summary = try campaign.load(try campaign.write(survey.bytes, to: "survey.csv"))
    guard summary.rejected.values.reduce(0, +) == 5 else {
      throw Failure(.bug, "two headers and three lines are no rows, not \(summary.rejected)")
    }
    _ = try Match(campaign.workspace).run()
    _ = try Features(campaign.workspace).run(asOf: DiscoverTests.day)
    return campaign
  }

  private func campaign(_ cohort: String = Survey.cohort) throws -> TestCampaign {
    let campaign = try TestCampaign(copyOf: try Self.loaded.get().database)
    try campaign.write(Self.rules, to: "campaign.yml")
    try campaign.write(cohort, to: "cohorts/ada.yml")
    return campaign
  }

  @Test func `a survey's own columns say who likes a star, of those who said anything of it`()
    throws
  {
    let campaign = try campaign()
    let summary = try Discover(campaign.workspace).run(cohort: "ada", like: ("Ada Vale", "west"))
    #expect(summary.people == Self.survey.asked && summary.positives == Self.survey.liked)
    #expect(summary.people < 3_500)
    let first = try #require(summary.findings.first)
    #expect(Set(first.traits) == ["gender Female", "income $25,000 - $49,999", "region east"])
    #expect(first.holdsUp && first.rate ?? 0 > 0.45 && first.index ?? 0 > 250)
    // A list's definition reads the group as the page writes it.
    let page = String(decoding: try campaign.bytes(of: "out/cohorts/ada.html"), as: UTF8.self)
      .replacing("&#39;", with: "'")
    #expect(page.contains("in the definition of a list over the set film_survey"))
    let shown = try #require(page.components(separatedBy: "<code>").dropFirst().first)
    let universe = try #require(shown.components(separatedBy: "</code>").first)
    let conditions = try Condition.read(
      DefinitionNode.parse(universe, file: "page").fields(["universe"]).required("universe"))
    #expect(Set(conditions.map(\.feature)) == ["gender", "income", "division"])
    #expect(
      conditions.contains {
        if case .isIn(["$25,000 - $49,999"]) = $0.test { true } else { false }
      })

    let match = try #require(summary.matches.first)
    #expect(match.star == "Bea Moor" && match.places == [1, 1])
    #expect(match.traits.contains("gender Female"))
    let decoy = try #require(summary.matches.first { $0.star == "Cy Wold" })
    #expect(decoy.fans > match.fans && decoy.similarity < 0.5)
  }

  @Test func `who doesn't know a star isn't counted among those who don't like it`() throws {
    let campaign = try campaign()
    // All men of the west who don't like Bea don't know her: those who are left say the same of her.
    try campaign.change(
      """
      update person.snapshot_film_survey set bea = null
      where gender = 'Male' and division = 'Pacific' and bea <> 'Very favorably'
      """)
    let summary = try Discover(campaign.workspace).run(cohort: "ada", like: ("Ada Vale", "west"))
    let match = try #require(summary.matches.first { $0.star == "Bea Moor" })
    // Of men who said anything of her all like her, so her fans are no longer women.
    #expect(!match.traits.contains("gender Female"))
  }

  @Test(arguments: [
    ("set: film_survey", "set: film_surveys", "no feature set", "film_survey"),
    ("set: film_survey\n", "", "column of no set", "Add `set:"),
    ("{column: ada,", "{column: adda,", "no column `adda`", "ada"),
    (", in: [Very favorably]}", "}", "which values", "in: ["),
    ("{column: ada, in: [Very favorably]}", "{star: Ada Vale}", "no column of the set", "column"),
    ("in: [Very favorably]}", "at_least: 3}", "is a category", "in"),
    ("traits: [gender,", "traits: [ada, gender,", "what is looked for", "Leave it out"),
    (", Dee Fenn: dee}", ", Dee Fenn: cy}", "one column twice", "its own"),
    ("by: division", "by: county", "no feature `county`", "division"),
    ("in: [Very favorably]}", "in: [Gladly]}", "fewer than", "Ask more"),
    ("as_of: 2014-06-06", "as_of: 2014-06-05", "nobody known", "film_survey"),
  ])
  func `what can't be searched in a survey is said, with what can`(
    _ part: String, _ other: String, _ words: String, _ advice: String
  ) throws {
    let campaign = try campaign(Survey.cohort.replacing(part, with: other))
    let failure = try failure { _ = try Discover(campaign.workspace).run(cohort: "ada") }
    #expect(failure.kind == .badInput)
    #expect("\(failure.what) \(failure.place ?? "")".contains(words), "\(failure.what)")
    #expect(failure.nextStep?.contains(advice) == true, "\(failure.nextStep ?? "")")
    #expect(try campaign.count("select count(*) from cohort.search") == 0)
  }

  @Test func `a survey serves what its terms allow, and its stars are named in the definition`()
    throws
  {
    // Its traits may serve to invite, one of its stars may not.
    let invite = try campaign(
      Survey.cohort.replacing("purpose: research", with: "purpose: invite"))
    let refused = try failure { _ = try Discover(invite.workspace).run(cohort: "ada") }
    #expect(refused.kind == .refused && refused.what.contains("`bea` comes from licensed:other"))
    let faith = try campaign(Survey.cohort.replacing("column: ada", with: "column: religion"))
    let protected = try failure { _ = try Discover(faith.workspace).run(cohort: "ada") }
    #expect(protected.kind == .refused && protected.what.contains("religion"))
    let stars = Survey.cohort.components(separatedBy: "stars:")
    let rest = try #require(stars.last?.components(separatedBy: "as_of:").last)
    let none = try campaign(stars[0] + "as_of:" + rest)
    let unnamed = try failure {
      _ = try Discover(none.workspace).run(cohort: "ada", like: ("Ada Vale", "west"))
    }
    #expect(unnamed.kind == .badInput && unnamed.nextStep?.contains("stars:") == true)
  }

  @Test(.enabled(if: realData != nil, "DATA=DIR names no folder of real files"))
  func
    `of eight hundred real answers women hold up, women over sixty don't, and nothing of Han Solo's fans`()
    throws
  {
    let campaign = try TestCampaign()
    let source = FileManager.default.currentDirectoryPath + "/examples/surveys"
    for name in ["campaign.yml", "layouts", "cohorts"] {
      try? FileManager.default.removeItem(atPath: "\(campaign.folder)/\(name)")
      try FileManager.default.copyItem(
        atPath: "\(source)/\(name)", toPath: "\(campaign.folder)/\(name)")
    }
    let loaded = try campaign.load("\(try #require(realData))/starwars_survey.csv")
    #expect(loaded.rowsLoaded == 1_186 && loaded.rejected == ["seen_any is neither yes nor no": 2])
    _ = try Match(campaign.workspace).run()
    _ = try Features(campaign.workspace).run(asOf: DiscoverTests.day)
    let droid = try Discover(campaign.workspace).run(cohort: "c_3po", like: ("C-3PO", "west"))
    // By a table of the file: 812 said something of C-3PO and 474 like it very much, of women 384 and 263, of
    // those over sixty 94 and 74.
    #expect(droid.people == 812 && droid.positives == 474)
    #expect(
      try campaign.ask(
        """
        select array_to_string(traits, '+'), (found_people + people)::text,
          (found_positives + positives)::text, holds_up::text
        from cohort.finding where 'gender Female' = any (traits) order by place
        """) == ["gender Female|384|263|true", "gender Female+age > 60|94|74|false"])
    #expect(droid.matches.first?.star == "R2-D2" && droid.matches[0].traits == ["gender Female"])
    // So few fans say little more.
    #expect(droid.matches[0].places == [1, 5])
    let solo = try Discover(campaign.workspace).run(cohort: "han_solo")
    #expect(solo.people == 814 && solo.positives == 610)
    #expect(solo.findings.allSatisfy { !$0.holdsUp })
  }
}
