import Campaign
import Foundation
import Postgres
import TestSupport
import Testing

@testable import Pipeline

/// Entering makes nobody a donor: who counts, models and lists people has no way to an entry.
@Suite(.needsDatabase) struct ContestWallTests {
  private static let asOf = TestCampaign.today

  /// Voters, donors and gifts, with an open contest; entries on top where they are wanted.
  private static func campaign(with entries: [ContestSample.Line]) throws -> TestCampaign {
    let campaign = try TestCampaign()
    try campaign.write(
      """
      committee: {name: Example for Senate, fec_id: C00999001}
      cycle: {starts_on: 2025-01-01}
      elections: [{name: general, day: 2026-11-03}]
      limits: [{dollars: 3500, from: 2024-11-06, through: 2026-11-03, cite: 11 CFR 110.17}]
      """, to: "campaign.yml")
    try campaign.writeContest()
    try campaign.loadVoters(
      (1...30).map { .init(id: "AA\(1_000_000 + $0)", first: "Ann", last: "Name\($0)") })
    try campaign.loadGifts(
      (1...20).map {
        .init(
          line: $0, donor: "d\($0)", first: "Ann", last: "Name\($0)",
          email: "ann\($0)@example.org", amount: "\($0 * 25).00")
      })
    if !entries.isEmpty { try campaign.enter(entries) }
    _ = try Match(campaign.workspace).run()
    _ = try Features(campaign.workspace).run(asOf: asOf)
    return campaign
  }

  /// A thousand entries without a gift, of voters and donors among strangers.
  private static let free: [ContestSample.Line] = (1...1_000).map { number in
    number <= 40
      ? .init(
        id: "F\(number)", first: "Ann", last: "Name\(number)", email: "ann\(number)@example.org")
      : .init(id: "F\(number)", first: "Free", last: "S\(number)", email: "s\(number)@example.net")
  }

  @Test func `everything else is the same, byte for byte, with a thousand free entries`() throws {
    let without = try Self.campaign(with: [])
    let with = try Self.campaign(with: Self.free)
    _ = try with.contest(on: ContestSample.closed).close("dinner")
    #expect(
      try with.count("select count(*) from contest.decision where place is not null") == 1_000)
    for schema in ["source", "person", "feature", "score", "list", "kept"] {
      let (left, right) = try (without.contents(of: schema), with.contents(of: schema))
      #expect(left == right, "\(schema)")
      if schema == "person" { #expect(left["contribution"]?.hasPrefix("20 rows") == true) }
    }
    var pages: [[String: String]] = []
    for campaign in [without, with] {
      _ = try Report(campaign.workspace).run("small-donors", asOf: Self.asOf)
      _ = try Report(campaign.workspace).compliance(asOf: Self.asOf)
      _ = try Summaries(campaign.workspace).run(asOf: Self.asOf)
      var digests: [String: String] = [:]
      for file in campaign.files(below: "out/reports") {
        var isFolder: ObjCBool = false
        let path = "\(campaign.folder)/out/reports/\(file)"
        _ = FileManager.default.fileExists(atPath: path, isDirectory: &isFolder)
        if !isFolder.boolValue {
          digests[file] = Digest.of(
            String(decoding: try campaign.bytes(of: "out/reports/\(file)"), as: UTF8.self))
        }
      }
      for (table, content) in try campaign.contents(of: "summary", without: ["published_at"]) {
        digests["summary.\(table)"] = content
      }
      pages.append(digests)
    }
    #expect(pages[0].count > 9)
    #expect(pages[0].keys == pages[1].keys)
    for (page, digest) in pages[0] { #expect(pages[1][page] == digest, "\(page)") }
  }

  @Test func `no role that counts, models or lists gets into the schema`() throws {
    let campaign = try TestCampaign()
    try campaign.writeContest()
    try campaign.enter(ContestSample.free(3))
    for role in [Workspace.Role.dataTeam, .reporter] {
      var connection = try campaign.workspace.connect(as: role)
      for table in ["contest", "entry", "closing", "decision", "draw", "standing"] {
        let error = try databaseError {
          try connection.execute(Statement("select * from contest.\(table)", file: "test"))
        }
        #expect(error.sqlState == PostgresError.insufficientPrivilege)
      }
    }
    #expect(
      try campaign.ask(
        """
        select role || ' ' || relname from pg_class
        cross join unnest(array['data_team', 'reporter', 'field_staff', 'leadership']) as role
        where relnamespace = 'contest'::regnamespace and relkind in ('r', 'v', 'S')
          and (has_table_privilege(role, oid, 'select') or has_any_column_privilege(role, oid, 'select'))
        """) == [])
  }

  @Test func `a wrong key of a definition is named with its line and the right one`() throws {
    func failure(_ old: String, _ new: String) throws -> Failure {
      let text = ContestSample.definition.replacing(old, with: new)
      #expect(text != ContestSample.definition)
      return try #require(
        #expect(throws: Failure.self) {
          try ContestDefinition.read(text, file: "contests/dinner.yml")
        })
    }
    let key = try failure("closes:", "close:")
    #expect(key.place == "contests/dinner.yml:5:1")
    #expect(key.nextStep?.contains("Did you mean `closes`?") == true)
    let inner = try failure("winners: 3", "winner: 3")
    #expect(inner.place == "contests/dinner.yml:7:36")
    #expect(inner.nextStep?.contains("Did you mean `winners`?") == true)
    for (old, new, says) in [
      ("2026-08-31 23:59:59", "2026-08-31", "a day and a time"),
      ("2026-08-31 23:59:59", "2026-07-31 23:59:59", "before the opening"),
      ("on: 2026-09-03", "on: 2026-08-31", "no day after the closing"),
      ("value: 1000", "value: 0", "above zero"), ("winners: 3", "winners: 0", "winners"),
      ("{except: [FL]}", "{except: [XX]}", "no state"), ("{except: [FL]}", "some", "`all`"),
      ("{except: [FL]}", "{except: [FL], only: [NC]}", "`all`"),
      ("rules: dinner.rules.txt", "rules: ../rules.txt", "beside the definition"),
      ("zone: eastern", "zone: EST", "EST"), ("way: web", "way: fax", "fax"),
      ("contest: dinner", "contest: Dinner!", "lower_case"),
      ("sponsor: Example for Senate\n", "", "`sponsor`"),
      (
        "sponsor:", "registrations: [{state: CA, number: 1, filed_on: 2026-01-01}]\nsponsor:",
        "no such law"
      ),
    ] {
      let failure = try failure(old, new)
      #expect(failure.kind == .badInput && failure.what.contains(says), "\(failure)")
      #expect(failure.place?.hasPrefix("contests/dinner.yml") == true)
    }
    let all = try ContestDefinition.read(
      ContestSample.definition.replacing("{except: [FL]}", with: "all"), file: "")
    #expect(all.states == TimeZoneUS.stateCodes && all.prize.total == .dollars(3_000))
  }

  @Test(arguments: [
    ("mail,why\na@example.org,staff\n", ":1"), ("email,why\na@example.org,friend\n", ":2"),
    ("email,why\na@example.org,staff\nSECRETNAME,staff\n", ":3"),
    ("email,why\na@example.org\n", ":2"),
    ("email,why\na@example.org,minor\n", ":2"),
  ])
  func `a file of people who may not enter is refused with its line and without a word of it`(
    _ text: String, _ line: String
  ) throws {
    let campaign = try TestCampaign()
    try campaign.writeContest()
    try campaign.write(text, to: "contests/dinner.excluded.csv")
    let refused = try failure { _ = try campaign.contest(on: ContestSample.opened).open("dinner") }
    #expect(refused.kind == .badInput && refused.place?.hasSuffix("excluded.csv\(line)") == true)
    #expect(!"\(refused)".contains("SECRETNAME") && !"\(refused)".contains("a@example.org"))
  }
}
