import Postgres
import TestSupport
import Testing

@testable import Pipeline

/// Nobody's protected class leaves the schema `probe`: who may read what, and what the one function tells.
@Suite(.needsDatabase) struct ProxyWallTests {
  /// A thousand people, one in five of a class, nine of a rare one.
  private static let campaign = Result {
    let campaign = try TestCampaign()
    try campaign.change(
      """
      insert into run.batch (
        layout, source, target, file_name, file_sha256, definition_sha256, program_version, known_on
      ) values ('x', 'x', 'protected_class', 'x', 'x', 'x', 'x', '2026-01-01');
      insert into probe.person_class
      select person_id, 'race',
        case when person_id <= 9 then 'rare' when person_id % 5 = 0 then 'fifth' else 'other' end, 1
      from generate_series(1, 1000) as person_id;
      """)
    return campaign
  }

  /// What the function answers: group, value, known, fewest, most.
  private func counts(
    _ people: [Int64], parts: [Int64]? = nil, groups: [Int64] = [1], of groupParts: [Int64] = [0]
  ) throws -> [(group: Int64, value: String, known: Int64, told: ClosedRange<Int64>)] {
    var connection = try Self.campaign.get().workspace.connect(as: .dataTeam)
    return try connection.rows(
      SQLFiles.statement("discover/class_counts"),
      [
        .null, .integers(people), .integers(parts ?? people.map { _ in 0 }), .integers(groups),
        .integers(groupParts),
      ]
    ) {
      (
        try $0.integer(0), try $0.text(2), try $0.integer(3),
        try $0.integer(4)...(try $0.integer(5))
      )
    }
  }

  @Test func `nobody but loader reads a class, and nobody else writes one`() throws {
    let rights = try Self.campaign.get().ask(
      """
      select role || ' ' || relname || ' ' || lower(kind)
      from pg_class
      cross join unnest(array['loader', 'data_team', 'reporter', 'field_staff', 'leadership']) as role
      cross join unnest(array['select', 'insert', 'update', 'delete', 'truncate']) as kind
      where relnamespace = 'probe'::regnamespace and relkind in ('r', 'p', 'v')
        and (has_table_privilege(role::name, pg_class.oid, kind)
          or kind not in ('delete', 'truncate')
            and has_any_column_privilege(role::name, pg_class.oid, kind))
      order by 1
      """)
    #expect(
      rights == [
        "loader person_class delete", "loader person_class insert", "loader person_class select",
        "loader stated delete", "loader stated insert", "loader stated select",
      ])
    for role in [Workspace.Role.dataTeam, .reporter] {
      for table in ["person_class", "stated", "question", "salt"] {
        var connection = try Self.campaign.get().workspace.connect(as: role)
        let query = Statement("select * from probe.\(table)", file: "test")
        let error = try databaseError { try connection.execute(query) }
        #expect(error.sqlState == PostgresError.insufficientPrivilege)
      }
    }
    var reporter = try Self.campaign.get().workspace.connect(as: .reporter)
    let asked = try databaseError {
      try reporter.execute("select cohort.class_counts(null, '{1}', '{1}', '{1}', '{1}')")
    }
    #expect(asked.sqlState == PostgresError.insufficientPrivilege)
  }

  @Test func `one function alone reads classes with rights of its own, and its path is fixed`()
    throws
  {
    #expect(
      try Self.campaign.get().ask(
        """
        select pronamespace::regnamespace || '.' || proname, prosecdef::text, proconfig::text
        from pg_proc where case when prokind = 'f' then pg_get_functiondef(oid) end ~ 'probe\\.'
          and pronamespace::regnamespace::text not in ('pg_catalog', 'information_schema')
          and proname <> 'blur'
        """) == ["cohort.class_counts|true|{\"search_path=pg_catalog, pg_temp\"}"])
    #expect(
      try Self.campaign.get().ask(
        """
        select viewname::text from pg_views where definition ~ 'probe\\.'
          and schemaname not in ('pg_catalog', 'information_schema')
        """) == [])
  }

  @Test(arguments: SQLText.stages)
  func `no feature, model, list or report reads a class`(_ file: SQLText) {
    guard file.code.contains("probe.") else { return }
    #expect(["import", "match"].contains(file.stage), "\(file.path)")
  }

  @Test func `of fewer than ten nothing is told but that they are fewer`() throws {
    // Nine of the rare class; a person named often is one person.
    let whole = try counts(Array(1...1_000))
    let rare = try #require(whole.first { $0.value == "rare" })
    #expect(rare.told == 0...9 && whole.count == 3)
    #expect(try counts(Array(1...9)).isEmpty)
    #expect(try counts([Int64](repeating: 3, count: 500)).isEmpty)
    let often = try counts(
      Array(1...9) + Array(11...60) + [Int64](repeating: 3, count: 500))
    #expect(often.first { $0.value == "rare" }?.told == 0...9)
    #expect(
      try counts(
        [3], groups: [Int64](repeating: 1, count: 500), of: [Int64](repeating: 0, count: 500)
      )
      .isEmpty)
    // Nor how many of a group are not of a class, where these are few.
    let fifths = (1...40).map { Int64($0 * 5) } + [11, 12]
    let nearlyAll = try #require(try counts(fifths).first { $0.value == "fifth" })
    #expect(nearlyAll.told.upperBound == nearlyAll.known)
    #expect(nearlyAll.told.lowerBound == nearlyAll.known - 9)
  }

  @Test func `counts are blurred, the same question alike and another one otherwise`() throws {
    func fifths(_ people: [Int64]) throws -> Int64 {
      try #require(try counts(people).first { $0.value == "fifth" }).told.lowerBound
    }
    let people = (101...400).map { Int64($0) }
    #expect(try fifths(people) == fifths(people.reversed()))
    // One person who isn't of the class taken out, each in turn: the truth stays 60.
    let others = people.filter { $0 % 5 != 0 }
    let seen = try others.prefix(120).map { left in try fifths(people.filter { $0 != left }) }
    #expect(seen.allSatisfy { (52...68).contains($0) } && Set(seen).count > 4)
    let mean = Double(seen.reduce(0, +)) / Double(seen.count)
    let spread =
      (seen.reduce(0.0) { $0 + (Double($1) - mean) * (Double($1) - mean) } / Double(seen.count))
      .squareRoot()
    #expect(abs(mean - 60) < 1 && (1.4...2.6).contains(spread), "\(mean), \(spread)")
  }

  @Test func `groups are sums of their parts, and every question is kept`() throws {
    let before = try Self.campaign.get().count("select count(*) from probe.question")
    let people = Array(Int64(1)...1_000)
    let told = try counts(
      people, parts: people.map { $0 % 10 }, groups: [1, 1, 2, 2, 2, 3],
      of: [0, 5, 0, 1, 2, 77])
    // All of the class are in two parts; of the third group there is nobody.
    let first = try #require(told.first { $0.group == 1 && $0.value == "fifth" })
    #expect(first.known >= 190 && first.told.lowerBound >= first.known - 9)
    let second = try #require(told.first { $0.group == 2 && $0.value == "fifth" })
    #expect(abs(second.told.lowerBound - 100) <= 8 && abs(second.known - 300) <= 8)
    #expect(!told.contains { $0.group == 3 })
    #expect(try Self.campaign.get().count("select count(*) from probe.question") > before)
    let uneven = try databaseError { _ = try counts([1, 2], parts: [1]) }
    #expect(uneven.sqlState == "22023")
  }
}
