import Campaign
import Postgres
import TestSupport
import Testing

@testable import Pipeline

/// Whether what `discover` finds stands in for a protected class.
@Suite(.needsDatabase) struct ProxyTests {
  private static let planted = Result { try ProxySample().campaign() }
  private static let unplanted = Result { try ProxySample(isPlanted: false).campaign() }

  private func campaign(
    _ from: Result<TestCampaign, any Error> = Self.planted, _ cohort: String = ProxySample.cohort
  ) throws -> TestCampaign {
    let campaign = try TestCampaign(copyOf: try from.get().database)
    try campaign.write(ProxySample.rules, to: "campaign.yml")
    try campaign.write(cohort, to: "cohorts/ada.yml")
    return campaign
  }

  private func page(_ campaign: TestCampaign) throws -> String {
    String(decoding: try campaign.bytes(of: "out/cohorts/ada.html"), as: UTF8.self)
  }

  private static let universe = "county: {in: [DARE]}"

  @Test func `a county that stands for a race is found, told, and its line for a list kept back`()
    throws
  {
    let campaign = try campaign()
    let summary = try Discover(campaign.workspace).run(cohort: "ada")
    let first = try #require(summary.findings.first)
    #expect(Set(first.traits) == ["sex F", "region east"] && first.holdsUp)
    #expect(first.standsInFor == ["race Black", "race White"])
    #expect(summary.probed == ["ethnicity", "race"])
    #expect(summary.text.contains("stands in for race Black"))
    let text = try page(campaign)
    #expect(text.contains("Stands in for a protected class (race): 7"))
    #expect(text.contains("Leaves a protected class out (race)"))
    #expect(text.contains("is kept back") && !text.contains(Self.universe))
    // The trait does it by itself, and all traits together tell it.
    #expect(
      try campaign.ask(
        """
        select distinct traits[1] || ' ' || value from cohort.proxy
        where part = 'trait' and stands_in order by 1
        """) == [
          "region east Black", "region east White", "region middle Black", "region west Black",
        ])
    #expect(
      try campaign.ask(
        """
        select kind, value, (area > 0.8)::text, (low < area and area < high)::text,
          (area between 0.44 and 0.56)::text
        from cohort.proxy_together where value <> 'Asian' order by kind, value
        """) == [
          "ethnicity|Hispanic or Latino|false|true|true",
          "ethnicity|not Hispanic or Latino|false|true|true", "race|Black|true|true|false",
          "race|White|true|true|false",
        ])
    // What is told is the truth, but for the blur.
    let off = try campaign.ask(
      """
      with truth as (
        select count(*) filter (where value = 'Black') as black, count(*) as known
        from feature.history as feature
        join probe.person_class using (person_id)
        where kind = 'race' and sex = 'F' and county = 'DARE'
      )
      select (abs(fewest - black) <= 8 and abs(people - known) <= 8 and fewest = most)::text,
        (abs(fewest - black) + abs(people - known) > 0 or ratio > 2)::text
      from cohort.proxy cross join truth
      where part = 'finding' and place = 1 and value = 'Black'
      """)
    #expect(off == ["true|true"])
    _ = try Discover(campaign.workspace).run(cohort: "ada")
    #expect(try page(campaign) == text)
  }

  @Test
  func `who says why a stand-in may be listed gets the line, with the warning and the reason`()
    throws
  {
    let reason = "Dare is where the event is; Ona Oak, counsel, 2026-05-01"
    let campaign = try campaign(
      Self.planted, ProxySample.cohort + "\nproxy_checked: \"\(reason)\"\n")
    _ = try Discover(campaign.workspace).run(cohort: "ada")
    let text = try page(campaign)
    #expect(text.contains(Self.universe) && !text.contains("is kept back"))
    #expect(text.contains("Stands in for a protected class (race)") && text.contains(reason))
    let bare = try self.campaign(Self.planted, ProxySample.cohort + "\nproxy_checked: yes\n")
    let refused = try failure { _ = try Discover(bare.workspace).run(cohort: "ada") }
    #expect(refused.kind == .badInput && refused.what.contains("who decided it"))
  }

  @Test func `where classes don't go by the traits nothing stands in for them`() throws {
    let campaign = try campaign(Self.unplanted)
    let summary = try Discover(campaign.workspace).run(cohort: "ada")
    #expect(summary.probed == ["ethnicity", "race"])
    #expect(summary.findings.allSatisfy { $0.standsInFor.isEmpty } && !summary.findings.isEmpty)
    let text = try page(campaign)
    #expect(text.contains("Stands in for no class that was probed (ethnicity, race)"))
    #expect(text.contains("traits none does by itself") && text.contains(Self.universe))
    #expect(
      try campaign.count("select count(*) from cohort.proxy_together where low > 0.55") == 0)
  }

  @Test func `where no class is loaded the page says that nothing was probed`() throws {
    let campaign = try ProxySample().campaign(withClasses: false)
    let summary = try Discover(campaign.workspace).run(cohort: "ada")
    #expect(summary.probed == [] && summary.text.contains("no protected class is loaded"))
    let text = try page(campaign)
    #expect(text.contains("was not probed") && text.contains(Self.universe))
    #expect(try campaign.count("select count(*) from cohort.proxy") == 0)
  }

  @Test func `each question is on record, with who asked and of how many`() throws {
    let campaign = try campaign()
    _ = try Discover(campaign.workspace).run(cohort: "ada")
    #expect(
      try campaign.ask(
        """
        select question.people::text, (question.groups > 10)::text, run.stage, run.name
        from probe.question join run.run using (run_id) order by question_id
        """) == [
          "\(ProxySample.voters)|true|discover|ada", "\(ProxySample.voters)|true|discover|ada",
        ])
  }

  // MARK: loading

  private static let header = "ncid\trace_code\tethnic_code"

  private func load(
    _ rows: [String], _ campaign: TestCampaign, as name: String = "classes.txt",
    known day: Day = TestCampaign.today
  ) throws -> ImportSummary {
    try campaign.load(
      try campaign.write(
        ([Self.header] + rows).joined(separator: "\n") + "\n", to: name), knownOn: day
    ) {
      ($0.layout, $0.maximumRejected) = ("ncvoter_classes", 0.8)
    }
  }

  private func classes(_ campaign: TestCampaign) throws -> [String] {
    try campaign.ask(
      """
      select record, kind, value from probe.person_class
      join person.identity using (person_id) where undone_on is null order by 1, 2
      """)
  }

  private func three() throws -> TestCampaign {
    let campaign = try TestCampaign()
    try campaign.loadVoters([
      .init(id: "AA1", first: "Ona", last: "Oak"), .init(id: "AA2", first: "Una", last: "Ulm"),
      .init(id: "AA3", first: "Eva", last: "Fir"),
    ])
    return campaign
  }

  @Test func `bad rows are set aside with their reasons, and an undesignated race is no class`()
    throws
  {
    let campaign = try three()
    let summary = try load(
      [
        "AA1\tB\tNL", "AA2\tU\tHL", "AA3\tSECRET\tNL", "AA3\tW\tSECRET", "AA1\tW\tNL", "\tW\tNL",
        "AA3\tW",
      ],
      campaign)
    #expect(summary.rowsLoaded == 2)
    #expect(
      summary.rejected == [
        "race_code is no code of this layout": 1, "ethnic_code is no code of this layout": 1,
        "its key stood in an earlier row": 1, "ncid is missing": 1, "has too few fields": 1,
      ])
    #expect(!summary.text.contains("SECRET"))
    _ = try Match(campaign.workspace).run()
    #expect(
      try classes(campaign) == [
        "AA1|ethnicity|not Hispanic or Latino", "AA1|race|Black",
        "AA2|ethnicity|Hispanic or Latino",
      ])
  }

  @Test func `the file known last says, an undone one says nothing, and strangers are counted`()
    throws
  {
    let campaign = try three()
    _ = try load(["AA1\tB\tNL", "AA2\tW\tNL", "AA9\tW\tNL"], campaign)
    let first = try Match(campaign.workspace).run()
    #expect(first.eventsOfUnknownPeople["protected_class"] == 1)
    let before = try classes(campaign)
    #expect(before.count == 4)
    // Known earlier though it comes later: it tells of AA3 alone.
    let day = Day(year: 2020, month: 1, day: 1) ?? TestCampaign.today
    let earlier = try load(
      ["AA1\tA\tHL", "AA3\tA\tHL"], campaign, as: "earlier.txt", known: day)
    _ = try Match(campaign.workspace).run()
    #expect(
      try classes(campaign) == before + ["AA3|ethnicity|Hispanic or Latino", "AA3|race|Asian"])
    let later = try load(["AA1\tW\tHL"], campaign, as: "later.txt")
    _ = try Match(campaign.workspace).run()
    #expect(
      try classes(campaign).prefix(2) == ["AA1|ethnicity|Hispanic or Latino", "AA1|race|White"])
    _ = try Undo.run(batch: later.batch, campaign.workspace)
    _ = try Undo.run(batch: earlier.batch, campaign.workspace)
    #expect(try campaign.count("select count(*) from probe.stated") == 3)
    let undone = try Match(campaign.workspace).run()
    #expect(try classes(campaign) == before)
    #expect(undone.eventsOfUnknownPeople["protected_class"] == 1)
    // Who is known only now.
    try campaign.loadVoters([.init(id: "AA9", first: "Ida", last: "Elm")], as: "more.txt")
    let last = try Match(campaign.workspace).run()
    #expect(last.eventsOfUnknownPeople["protected_class"] == nil)
    #expect(try classes(campaign).count == 6)
  }

  @Test func `a file's classes are loaded only where the layout is named`() throws {
    let campaign = try TestCampaign()
    // The voter file has the columns of both layouts.
    let voters = try campaign.loadVoters([.init(id: "AA1", first: "Ona", last: "Oak")])
    #expect(voters.layout == "ncvoter")
    #expect(try campaign.count("select count(*) from probe.stated") == 0)
    let path = try campaign.write("\(Self.header)\nAA1\tB\tNL\n", to: "classes.txt")
    let refused = try failure { try campaign.load(path) }
    #expect(refused.kind == .badInput)
    #expect(refused.nextStep?.contains("--layout ncvoter_classes") == true)
  }

  @Test func `erasing someone takes their classes, and a later file doesn't bring them back`()
    throws
  {
    let campaign = try three()
    _ = try load(["AA1\tB\tNL", "AA2\tW\tNL"], campaign)
    _ = try Match(campaign.workspace).run()
    let person = try campaign.person("AA1")
    let summary = try Erase(campaign.workspace, today: TestCampaign.today).run(
      "P\(person)", isTrial: false)
    #expect(summary.removed["probe.stated"] == 1 && summary.removed["probe.person_class"] == 2)
    #expect(summary.importedFiles.contains("classes.txt"))
    #expect(
      try campaign.ask("select record from probe.stated") == ["AA2"])
    let again = try load(["AA1\tB\tNL", "AA2\tW\tHL"], campaign, as: "again.txt")
    #expect(again.erased == 1 && again.rowsLoaded == 1)
    _ = try Match(campaign.workspace).run()
    #expect(try classes(campaign) == ["AA2|ethnicity|Hispanic or Latino", "AA2|race|White"])
  }
}
