import Campaign
import Foundation
import Postgres
import TestSupport
import Testing

@testable import Pipeline

/// From a poll's file to who is drawn by a star, and to the star whose fans are alike.
@Suite(.needsDatabase) struct DiscoverTests {
  /// A made-up poll about four stars: the first draws women of 40 to 49 in the east, the second the same in
  /// the west, the third everyone, the fourth men.
  struct Poll {
    var isPlanted = true
    var provenance = "own_contact"
    static let voters = 6_000
    static let stars = ["Ada Vale", "Bea Moor", "Cy Wold", "Dee Fenn"]
    static let counties = ["DARE", "WAKE", "WATAUGA"]

    static let rules = DemoCampaigns.rules(
      "regions: {by: county, of: {east: [DARE], middle: [WAKE], west: [WATAUGA]}}")

    func campaign() throws -> TestCampaign {
      let campaign = try TestCampaign()
      try campaign.write(Self.rules, to: "campaign.yml")
      try campaign.write(
        SQLFiles.text("examples/demo/layouts/poll_answers.yml").replacing(
          "provenance: own_contact", with: "provenance: \(provenance)"),
        to: "layouts/poll_answers.yml")
      try campaign.write(DiscoverTests.cohort, to: "cohorts/ada.yml")
      let (voters, answers) = try files()
      try campaign.load(
        try campaign.write(voters, to: "voters.txt"), knownOn: DemoSet.knownOn)
      let summary = try campaign.load(try campaign.write(answers, to: "poll_answers.csv"))
      guard summary.rejected.values.reduce(0, +) == 2 else {
        throw Failure(.bug, "two answers are dirt, \(summary.rejected) were set aside")
      }
      _ = try Match(campaign.workspace).run()
      _ = try Features(campaign.workspace).run(asOf: DiscoverTests.day)
      return campaign
    }

    private func files() throws -> (voters: String, answers: String) {
      var state: UInt64 = 20_260_915
      func below(_ bound: UInt64) -> Int {
        state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
        return Int((state >> 33) % bound)
      }
      var voters: [[String: String]] = []
      var answers = "voter_id,asked_on,poll,question,answer\n"
      for number in 0..<Self.voters {
        let (isWoman, age, county) = (below(2) == 0, 20 + below(60), below(3))
        voters.append([
          "ncid": "AA\(number)", "first_name": "F\(number)", "last_name": "L\(number)",
          "status_cd": "A", "res_street_address": "\(number / 2 + 1) MAIN ST", "zip_code": "27601",
          "county_desc": Self.counties[county], "registr_dt": "01/02/2010",
          "birth_year": "\(2026 - age)", "party_cd": ["DEM", "REP", "UNA"][below(3)],
          "gender_code": isWoman ? "F" : "M",
        ])
        let isOfCohort = isPlanted && isWoman && (40...49).contains(age)
        let chances = [
          isOfCohort && county == 0 ? 50 : 8, isOfCohort && county == 2 ? 50 : 8, 60,
          isWoman ? 5 : 15,
        ]
        for (star, chance) in zip(Self.stars, chances) {
          let answer = below(100) < chance ? "likes" : "dislikes"
          answers += "AA\(number),2026-03-02,2026-03,star:\(star),\(answer)\n"
        }
      }
      // Dirt: a day that isn't, and a word that the layout doesn't know.
      answers += "AA1,2026-02-30,2026-04,star:Ada Vale,likes\n"
      answers += "AA2,2026-03-02,2026-04,star:Ada Vale,adores\n"
      return (try TestCampaign.table("ncvoter", delimiter: "\t", voters), answers)
    }
  }

  static let day = Day(year: 2026, month: 5, day: 4) ?? TestCampaign.today

  static let cohort = """
    cohort: ada
    title: Who is drawn by Ada Vale?
    purpose: invite
    target: {question: "star:Ada Vale", answer: likes}
    traits: [sex, age, party, region]
    as_of: 2026-05-04
    smallest: 30
    lots: 39
    """

  static let planted = Result { try Poll().campaign() }

  func campaign(_ cohort: String = Self.cohort) throws -> TestCampaign {
    let campaign = try TestCampaign(copyOf: try Self.planted.get().database)
    try campaign.write(Poll.rules, to: "campaign.yml")
    try campaign.write(cohort, to: "cohorts/ada.yml")
    return campaign
  }

  func page(_ campaign: TestCampaign) throws -> String {
    String(decoding: try campaign.bytes(of: "out/cohorts/ada.html"), as: UTF8.self)
  }

  @Test func `whom a star draws is found, holds up, and can be listed`() throws {
    let campaign = try campaign()
    let summary = try Discover(campaign.workspace).run(cohort: "ada")
    #expect(summary.people == Poll.voters && summary.positives ?? 0 > 400)
    let first = try #require(summary.findings.first)
    #expect(Set(first.traits) == ["sex F", "age 40 to 49", "region east"])
    #expect(
      first.holdsUp && first.rate ?? 0 > 0.35 && first.low ?? 0 > 0.25 && first.index ?? 0 > 300)
    #expect(summary.text.contains("holds up"))
    // No parasite of it is told beside it, nor is a group with mostly the same people.
    #expect(!summary.findings.dropFirst().contains { Set($0.traits).isSuperset(of: first.traits) })
    #expect(
      try campaign.ask(
        "select place::text, array_to_string(traits, '+'), holds_up::text from cohort.finding where place = 1"
      ).first?.hasSuffix("true") == true)
    #expect(
      try campaign.ask("select people::text, confirming::text from cohort.search").count == 1)
    let text = try page(campaign)
    #expect(text.contains("Who is drawn by Ada Vale?") && text.contains("Holds up"))
    let universe =
      "universe: {sex: {in: [F]}, age: {at_least: 40, at_most: 49}, county: {in: [DARE]}}"
    let parts = universe.dropFirst("universe: {".count).dropLast().components(separatedBy: "}, ")
    #expect(parts.allSatisfy { text.contains($0) })
    // No row of the schema is of a person.
    #expect(
      try campaign.ask(
        """
        select attrelid::regclass::text from pg_attribute join pg_class on pg_class.oid = attrelid
        where relnamespace = 'cohort'::regnamespace and attname = 'person_id'
        """) == [])
    _ = try Discover(campaign.workspace).run(cohort: "ada")
    #expect(try page(campaign) == text)
  }

  @Test func `what an invitation brings is told in dollars, and holds up where it was planted`()
    throws
  {
    let campaign = try campaign(
      Self.cohort.replacing(
        "{question: \"star:Ada Vale\", answer: likes}", with: "{dollars: Ada Vale}"))
    // Everyone is invited to her twice and one in thirty pays; one in three of women of 40 to 49 in the east.
    // To another's dinner one in thirty comes, and one in three of those; to the concert one in twenty. Her own events
    // have the other formats, and don't count: people were picked by paying there.
    try campaign.change(
      """
      insert into person.attendance (
        person_id, source, record, batch_id, event, event_on, star, format, attended, paid_cents)
      select feature.person_id, 'nc_voter', identity.record || '/' || event,
        (select min(batch_id) from run.batch), 'evening ' || event, date '2026-03-01' + event,
        case when event <= 2 then 'Ada Vale' else 'Bea Moor' end,
        case when event in (2, 3) then 'small dinner' else 'concert' end,
        event in (2, 4) and feature.person_id % 20 = 0 or event = 3 and drawn.is_so,
        case
          when event = 1 and drawn.is_so
          then 4000 + feature.person_id % 7 * 1000 else 0
        end
      from feature.history as feature
      join person.identity on identity.person_id = feature.person_id
      cross join generate_series(1, 4) as event
      cross join lateral (
        select feature.person_id % 300 < case
          when feature.sex = 'F' and feature.age between 40 and 49 and feature.county = 'DARE'
            then 100 else 10 end) as drawn (is_so)
      where feature.as_of = '2026-05-04'
      """)
    let summary = try Discover(campaign.workspace).run(cohort: "ada")
    let first = try #require(summary.findings.first)
    #expect(Set(first.traits) == ["sex F", "age 40 to 49", "region east"] && first.holdsUp)
    // A third of about $70, over two invitations.
    #expect(first.rate ?? 0 > 800 && first.rate ?? 0 < 1_600 && first.told.hasPrefix("$"))
    #expect(summary.text.contains("an invitation"))
    let text = try page(campaign)
    #expect(text.contains("times as much") && text.contains("an invitation"))
    // They came to the dinner more than to the concert; everyone came to both about as often.
    #expect(text.contains("people who tell"))
    #expect(
      try campaign.ask(
        """
        select format, (shrunken > 1)::text, (shrunken < -1)::text from cohort.format
        where place = 1 order by format
        """) == ["concert|false|true", "small dinner|true|false"])
    #expect(
      try campaign.count(
        "select count(*) from cohort.format where place = 0 and abs(shrunken) > 0.8")
        == 0)
    #expect(
      try campaign.ask(
        "select measure, (rate > 800)::text from cohort.search join cohort.finding using (search_id) where place = 1"
      )
        == ["dollars|true"])
  }

  @Test func `whom a contact moves is found in its experiment`() throws {
    let campaign = try CallExperiment().campaign()
    try campaign.write(
      """
      cohort: moved
      purpose: persuade
      target: {uplift: persuade}
      traits: [sex, age, party]
      as_of: 2026-05-04
      smallest: 50
      lots: 39
      """, to: "cohorts/moved.yml")
    let summary = try Discover(campaign.workspace).run(cohort: "moved")
    let first = try #require(summary.findings.first)
    #expect(first.traits == ["party DEM"] && first.holdsUp)
    #expect(abs((first.rate ?? 0) - 0.45) < 0.12 && first.low ?? 0 > 0.3)
    #expect(first.told.contains("more in 100"))
    // The others are moved the other way: what else holds up are people of the party.
    #expect(summary.findings.allSatisfy { !$0.holdsUp || $0.traits.contains("party DEM") })
    let text = String(
      decoding: try campaign.bytes(of: "out/cohorts/moved.html"), as: UTF8.self)
    #expect(text.contains("more in 100") && !text.contains("index, everyone"))

    let day = String(decoding: try campaign.bytes(of: "cohorts/moved.yml"), as: UTF8.self)
      .replacing("05-04", with: "05-05")
    try campaign.write(day, to: "cohorts/moved.yml")
    _ = try Features(campaign.workspace).run(asOf: Day(year: 2026, month: 5, day: 5) ?? Self.day)
    let late = try failure { _ = try Discover(campaign.workspace).run(cohort: "moved") }
    #expect(late.kind == .refused && late.what.contains("would know what the contact did"))
    try campaign.write(
      day.replacing("persuade}", with: "donate}").replacing("05-05", with: "05-04"),
      to: "cohorts/moved.yml")
    try campaign.write(SQLFiles.text("examples/demo/models/donate.yml"), to: "models/donate.yml")
    let none = try failure { _ = try Discover(campaign.workspace).run(cohort: "moved") }
    #expect(none.kind == .badInput && none.what.contains("no experiment"))
  }

  @Test func `where nobody is drawn more than others the page says so`() throws {
    let campaign = try campaign(
      Self.cohort.replacing("star:Ada Vale\"", with: "star:Cy Wold\""))
    let summary = try Discover(campaign.workspace).run(cohort: "ada")
    #expect(summary.findings.allSatisfy { !$0.holdsUp })
    #expect(try page(campaign).contains("Nothing that holds up"))
  }

  @Test func `the star with the same appeal elsewhere comes first, not the one whom all like`()
    throws
  {
    let campaign = try campaign()
    let summary = try Discover(campaign.workspace).run(cohort: "ada", like: ("Ada Vale", "west"))
    let first = try #require(summary.matches.first)
    #expect(first.star == "Bea Moor" && first.places == [1, 1] && first.similarity > 0.6)
    #expect(first.traits.contains("age 40 to 49") && first.traits.contains("sex F"))
    let decoy = try #require(summary.matches.first { $0.star == "Cy Wold" })
    #expect(decoy.fans > first.fans && decoy.similarity < 0.5)
    #expect(
      try campaign.ask("select star from cohort.match order by place")
        == summary.matches.map(\.star))
    #expect(try page(campaign).contains("Bea Moor"))
    // Where she is drawn herself her twin is no twin.
    let east = try Discover(campaign.workspace).run(cohort: "ada", like: ("Ada Vale", "east"))
    #expect(east.matches.first { $0.star == "Bea Moor" }.map { $0.similarity < 0.6 } == true)
  }

  @Test func `of a few people no count is told, nor what it could be reckoned from`() throws {
    let campaign = try campaign()
    // Of the planted group one in ten likes her, a handful in the part that confirms; of the others one in fifty.
    try campaign.change(
      """
      update person.poll_answer
      set answer = case
        when poll_answer.person_id % 50 = 0
          or feature.sex = 'F' and feature.age between 40 and 49 and feature.county = 'DARE'
            and poll_answer.person_id % 9 = 0
          then 'likes' else 'dislikes' end
      from feature.history as feature
      where feature.person_id = poll_answer.person_id and question = 'star:Ada Vale'
      """)
    let summary = try Discover(campaign.workspace).run(cohort: "ada")
    let first = try #require(summary.findings.first)
    #expect(first.traits.contains("age 40 to 49") && first.traits.contains("region east"))
    let stored = try campaign.ask(
      "select people::text, positives::text from cohort.finding where place = 1")
    let positives = try #require(stored.first?.split(separator: "|").last.flatMap { Int($0) })
    #expect(positives > 0 && positives < 10)
    #expect(first.told == "too few to be told" && first.people == nil && first.positives == nil)
    #expect(first.rate == nil && first.low == nil && first.index == nil && first.confirmedP == nil)
    let text = try page(campaign)
    #expect(text.contains("too few to be told"))
    // Whatever the page counts, ten or more are of it and as many aren't.
    var counts = 0
    for match in text.matches(of: /([0-9,]+) of ([0-9,]+) \(/) {
      let (own, all) = (
        Int(match.output.1.replacing(",", with: "")), Int(match.output.2.replacing(",", with: ""))
      )
      #expect(try #require(own) >= 10 && #require(all) - #require(own) >= 10, "\(match.output.0)")
      counts += 1
    }
    #expect(counts > 2)
    let json = String(decoding: try JSONEncoder().encode(summary), as: UTF8.self)
    #expect(
      !json.contains("\"positives\":\(positives),") && !json.contains("\"positives\":\(positives)}")
    )
  }

  @Test func `in how many other splits of the people a finding holds up stands beside it`() throws {
    let campaign = try campaign(Self.cohort + "\nsplits: 6")
    let summary = try Discover(campaign.workspace).run(cohort: "ada")
    // Hers is found in nearly any split, and what doesn't hold up in this one in few others.
    #expect(try #require(summary.findings.first?.holdsUpInSplits) >= 5)
    #expect(summary.findings.allSatisfy { $0.holdsUp || $0.holdsUpInSplits ?? 9 <= 3 })
    #expect(summary.text.contains("of 6 other splits"))
    let text = try page(campaign)
    #expect(
      text.contains("holds up in other splits") && text.contains("made again in other splits"))
    _ = try Discover(campaign.workspace).run(cohort: "ada")
    #expect(try page(campaign) == text)

    try campaign.write(Self.cohort, to: "cohorts/ada.yml")
    let one = try Discover(campaign.workspace).run(cohort: "ada")
    #expect(one.findings.map(\.traits) == summary.findings.map(\.traits))
    #expect(one.findings.allSatisfy { $0.holdsUpInSplits == nil })
    #expect(try !page(campaign).contains("other splits"))
  }

  @Test(arguments: ["evidence", "wracc", "binomial", "chi_squared"])
  func `the definition says what makes a group better than another, and the page repeats it`(
    _ quality: String
  ) throws {
    let campaign = try campaign(Self.cohort + "\nquality: \(quality)")
    let summary = try Discover(campaign.workspace).run(cohort: "ada")
    let first = try #require(summary.findings.first)
    // To weighted relative accuracy neighbours at everyone's rate cost nothing, so it may find others.
    #expect(quality == "wracc" || first.holdsUp && first.traits.contains("age 40 to 49"))
    let words = [
      "evidence": "signed root of the likelihood ratio", "wracc": "weighted relative accuracy",
      "binomial": "the binomial test", "chi_squared": "chi-squared",
    ]
    #expect(try page(campaign).contains("Groups are ordered by"))
    for (name, words) in words {
      #expect(try page(campaign).contains(words) == (name == quality), "\(name)")
    }
  }

  @Test(arguments: [
    ("traits: [sex, age, party, region]", "traits: [sex, shoe_size]", "shoe_size", "no feature"),
    ("traits: [sex, age, party, region]", "traits: [sex, sex]", "traits", "once"),
    ("lots: 39", "lots: 3", "lots", "19"),
    ("lots: 39", "quality: best", "quality", "can't be `best`"),
    (
      "{question: \"star:Ada Vale\", answer: likes}",
      "{dollars: Ada Vale}\nquality: wracc", "quality", "of shares alone"
    ),
    ("answer: likes}", "answer: adores}", "ada.yml", "fewer than"),
    ("star:Ada Vale", "star:Nobody", "ada.yml", "nobody known"),
    ("{question: \"star:Ada Vale\", answer: likes}", "{answer: likes}", "target", "neither"),
    ("as_of: 2026-05-04", "as_of: 2026-05-05", "ada.yml", "nobody known"),
    ("{question: \"star:Ada Vale\", answer: likes}", "{star: Ada Vale}", "ada.yml", "nobody known"),
    ("smallest: 30", "smallest: 900000", "ada.yml", "no trait"),
  ])
  func `a definition that can't be followed says where and what`(
    _ part: String, _ other: String, _ place: String, _ words: String
  ) throws {
    let campaign = try campaign(Self.cohort.replacing(part, with: other))
    let failure = try failure { _ = try Discover(campaign.workspace).run(cohort: "ada") }
    #expect(failure.kind == .badInput)
    let told = "\(failure.what) \(failure.place ?? "")"
    #expect(told.contains(words) && told.contains(place), "\(told)")
    #expect(try campaign.count("select count(*) from cohort.search") == 0)
  }

  @Test func `no invitation turns on descent, and no data serve what they may not`() throws {
    let campaign = try campaign(
      Self.cohort.replacing("[sex, age, party, region]", with: "[sex, ethnicity]"))
    let protected = try failure { _ = try Discover(campaign.workspace).run(cohort: "ada") }
    #expect(protected.kind == .refused && protected.what.contains("race or descent"))
    for target in [
      "{question: What church do you go to?, answer: x}",
      "{question: Who are you?, answer: Catholic}",
      "{clicks: Hispanic outreach}",
    ] {
      let refused = try failure {
        _ = try CohortDefinition.read(
          "cohort: ada\npurpose: invite\ntarget: \(target)\ntraits: [sex]\nas_of: 2026-09-15",
          file: "ada.yml")
      }
      #expect(refused.kind == .refused && refused.what.contains("of which the target speaks"))
    }
    let rented = try Poll(provenance: "licensed:rented").campaign()
    let refused = try failure { _ = try Discover(rented.workspace).run(cohort: "ada") }
    #expect(refused.kind == .refused && refused.what.contains("licensed:rented"))
  }

  @Test func `a star or a region that isn't there is named, with those that are`() throws {
    let campaign = try campaign()
    let region = try failure {
      _ = try Discover(campaign.workspace).run(cohort: "ada", like: ("Ada Vale", "south"))
    }
    #expect(region.kind == .badInput && region.nextStep?.contains("west") == true)
    let star = try failure {
      _ = try Discover(campaign.workspace).run(cohort: "ada", like: ("Ada Wale", "west"))
    }
    #expect(star.kind == .badInput && star.nextStep?.contains("Ada Vale") == true)
  }
}
