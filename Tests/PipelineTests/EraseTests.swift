import Campaign
import Foundation
import Postgres
import TestSupport
import Testing

@testable import Pipeline

/// Erasing a person: all of it goes, what the law keeps stays, and nothing of it comes back.
@Suite(.needsDatabase) struct EraseTests {
  /// Eva is a voter, donor and poll answerer who asked not to be called; Finn shares her telephone and
  /// her street, Ona nothing.
  private static let prepared = Result {
    let campaign = try TestCampaign()
    try load(into: campaign)
    _ = try Match(campaign.workspace).run()
    _ = try Features(campaign.workspace).run(asOf: TestCampaign.today)
    let people = try ["AA1000001", "AA1000002", "AA1000003"].map { try campaign.person($0) }
    try campaign.list(people, for: "nobody")
    return campaign
  }

  private static func load(into campaign: TestCampaign) throws {
    try campaign.loadVoters([
      .init(id: "AA1000001", first: "Eva", last: "Fir", phone: "9195550101"),
      .init(id: "AA1000002", first: "Finn", last: "Fir", phone: "9195550101"),
      .init(id: "AA1000003", first: "Ona", last: "Oak", street: "9 HILL RD", phone: "9195550103"),
    ])
    try campaign.load(try campaign.write(try gifts(), to: "gifts.csv"))
    try campaign.load(
      try campaign.write(
        """
        voter_id,date_canvassed,contact_type,result,canvassed_by,note,phone
        AA1000001,2026-08-01,Phone,Do Not Call,x,,9195550111
        AA1000003,2026-08-01,Phone,Not Home,x,,

        """, to: "calls.csv"))
    try campaign.load(
      try campaign.write(
        """
        voter_id,asked_on,poll,question,answer
        AA1000001,2026-03-01,spring,support,4
        AA1000003,2026-03-01,spring,support,4

        """, to: "polls.csv"))
    try campaign.load(
      try campaign.write(
        try TestCampaign.table(
          "vendor_columns", delimiter: ",",
          ["AA1000001", "AA1000003"].map {
            ["Voters_StateVoterID": $0, "ConsumerData_Education": "College"]
          }), to: "vendor.csv"))
  }

  /// Her gifts: one over $50 in a year of more than $200, one so old that no law keeps it; Ona's one.
  private static func gifts() throws -> String {
    func gift(_ line: Int, _ name: (String, String), _ day: String, _ amount: String) -> [String:
      String]
    {
      [
        "Lineitem ID": "81800\(line)", "Donor ID": "donor-of-\(name.0)",
        "Donor First Name": name.0, "Donor Last Name": name.1,
        "Donor Addr1": name.0 == "Eva" ? "12 Main Street" : "9 Hill Rd", "Donor ZIP": "27601",
        "Donor Email": "\(name.0)@example.org", "Donor Phone": name.0 == "Eva" ? "9195550111" : "",
        "Donor Employer": "Acme", "Donor Occupation": "Baker", "Date": day + " 10:00:00",
        "Amount": amount, "Recipient Gov ID": "C00999001",
      ]
    }
    let eva = ("Eva", "Fir")
    return try TestCampaign.table(
      "actblue", delimiter: ",",
      [
        gift(1, eva, "2026-03-01", "250.00"), gift(2, eva, "2025-03-01", "60.00"),
        gift(3, eva, "2024-03-01", "20.00"), gift(4, eva, "2020-12-01", "500.00"),
        gift(5, ("Ona", "Oak"), "2026-03-01", "70.00"),
      ])
  }

  private func campaign() throws -> (TestCampaign, eva: Int64) {
    let campaign = try TestCampaign(copyOf: try Self.prepared.get().database)
    return (campaign, try campaign.person("AA1000001"))
  }

  private func erase(
    _ person: Int64, _ campaign: TestCampaign, isTrial: Bool = false
  ) throws -> EraseSummary {
    try Erase(campaign.workspace, today: TestCampaign.today).run("P\(person)", isTrial: isTrial)
  }

  /// The rows of every table of the campaign, by table.
  private func everything(_ campaign: TestCampaign) throws -> [String] {
    let tables = try campaign.ask(
      """
      select nspname || '.' || relname from pg_class
      join pg_namespace on pg_namespace.oid = relnamespace
      where relkind = 'r' and nspname not in ('pg_catalog', 'information_schema') order by 1
      """)
    return try tables.flatMap { table in
      try campaign.ask(
        Statement("select '\(table) ' || t::text from \(table) t order by 1", file: ""))
    }
  }

  @Test func `of the last person of a table the server keeps no sample`() throws {
    let (campaign, eva) = try campaign()
    let ona = try campaign.person("AA1000003")
    // Of one row the server samples nothing.
    try campaign.load(
      try campaign.write(
        "voter_id,asked_on,poll,question,answer\nAA1000003,2026-04-01,fall,support,4\n",
        to: "more polls.csv"))
    _ = try Match(campaign.workspace).run()
    _ = try erase(eva, campaign)
    // As the server does by itself.
    try campaign.change("analyze")
    let sampled: Statement = """
      select count(*) from pg_stats
      where tablename = 'poll_answer' and attname in ('person_id', 'person_record')
        and coalesce(most_common_vals::text, histogram_bounds::text) ~ '[1-9]'
      """
    #expect(try campaign.count(sampled) > 0)
    _ = try erase(ona, campaign)
    #expect(try campaign.count("select count(*) from source.poll_answer") == 0)
    #expect(try campaign.count(sampled) == 0)
  }

  @Test func `her entries of a contest go with her, and the draw can be replayed all the same`()
    throws
  {
    let (campaign, eva) = try campaign()
    try campaign.writeContest()
    try campaign.enter(
      ContestSample.free(20) + [
        .init(id: "E1", first: "Eva", last: "Fir", email: "EVA+dinner@example.org"),
        .init(
          id: "E2", first: "E.", last: "F.", email: "x@example.org", route: "paid", gift: "818001"),
        .init(id: "E3", first: "Ona", last: "Oak", email: "ona@example.org"),
      ])
    let closed = try campaign.contest(on: ContestSample.closed).close("dinner")
    #expect(closed.routes.map(\.inDraw) == [22, 1] && closed.paidWithoutGift == 0)
    func draw() throws -> ContestSummary {
      try campaign.contest(on: ContestSample.beaconDay).draw(
        "dinner", beacon: ContestSample.beacon)
    }
    let before = try draw()
    let trial = try erase(eva, campaign, isTrial: true)
    #expect(trial.removed["contest.entry"] == 2)
    #expect(try campaign.count("select count(*) from contest.entry") == 23)
    let summary = try erase(eva, campaign)
    #expect(summary.removed["contest.entry"] == 2 && summary.importedFiles.contains("entries.csv"))
    #expect(try campaign.ask("select record from contest.entry where record like 'E%'") == ["E3"])
    let left = try everything(campaign).filter { row in
      ["eva+dinner", "E1", "E2"].contains { row.contains($0) } && row.hasPrefix("contest.")
    }
    #expect(left == [])
    let after = try draw()
    #expect(
      after.seed == before.seed && after.standings.map(\.entry) == before.standings.map(\.entry))
    #expect(try campaign.count("select count(*) from contest.decision") == 23)
  }

  @Test func `of an address that others use too, only the entry with her first name goes`() throws {
    let (campaign, eva) = try campaign()
    try campaign.writeContest()
    try campaign.change(
      "update source.contribution set email = 'eva@example.org' where donor_record = 'donor-of-Ona'"
    )
    try campaign.enter([
      .init(id: "E1", first: "eva", last: "Fir", email: "eva@example.org"),
      .init(id: "E3", first: "Ona", last: "Oak", email: "eva+ona@example.org"),
    ])
    _ = try erase(eva, campaign)
    #expect(try campaign.ask("select record from contest.entry") == ["E3"])
  }

  @Test func `her rows are gone from every table, and everyone else's stay`() throws {
    let (campaign, eva) = try campaign()
    let before = try everything(campaign)
    let summary = try erase(eva, campaign)
    #expect(
      Set(summary.removed.keys).isSuperset(of: [
        "source.voter", "source.contribution", "source.contact", "source.poll_answer",
        "source.snapshot_vendor_columns", "person.person", "person.identity", "person.voter",
        "person.contribution", "person.receipt", "person.contact", "person.poll_answer",
        "person.phone",
        "person.do_not_call", "person.snapshot_vendor_columns", "feature.history",
        "list.decision", "list.entry",
      ]))
    let after = try everything(campaign)
    // Asked by another way than the program's: what the rows say.
    let kept = ["kept.receipt", "person.erased_phone", "person.suppressed_phone"]
    let traces = ["\(eva)", "Eva,", "eva@example.org", "AA1000001", "donor-of-Eva", "9195550111"]
    let left = after.filter { row in
      !kept.contains { row.hasPrefix($0) } && traces.contains { row.contains($0) }
    }
    #expect(left == [])
    #expect(before.filter { row in traces.contains { row.contains($0) } }.count > 17)
    let others = before.filter { $0.contains("AA1000003") || $0.contains("AA1000002") }
    #expect(others.count > 8 && others.allSatisfy(after.contains))
    // The check of every list's account holds with a rank gone.
    let checks = SQLFiles.text("sql/checks/a_list_accounts_for_everyone.sql")
    #expect(
      try campaign.ask(Statement("select count(*)::text from (\(checks)) x", file: "")) == ["0"])
  }

  @Test func `the law's receipts stay, each with what it must tell, and no longer than it must`()
    throws
  {
    let (campaign, eva) = try campaign()
    let summary = try erase(eva, campaign)
    #expect(
      try campaign.ask(
        """
        select contributed_on::text, amount_cents::text, coalesce(last_name, '-'),
          coalesce(street, '-'), coalesce(employer, '-'), kept_until::text
        from kept.receipt order by contributed_on
        """) == [
          "2024-03-01|2000|-|-|-|2028-01-31", "2025-03-01|6000|Fir|12 Main Street|-|2029-01-31",
          "2026-03-01|25000|Fir|12 Main Street|Acme|2030-01-31",
        ])
    #expect(summary.kept.map(\.table).contains("kept.receipt"))
    #expect(summary.text.contains("52 USC 30102"))
    #expect(
      try campaign.ask("select phone::text from person.erased_phone")
        == ["9195550111", "9195550101"].sorted())
  }

  @Test func `the report on donors counts what is kept, and no name of it`() throws {
    let (campaign, eva) = try campaign()
    func line() throws -> [String] {
      let summary = try Report(campaign.workspace).run("small-donors", asOf: TestCampaign.today)
      return summary.text.split(separator: "\n").filter { $0.hasPrefix("  ") }.map(String.init)
    }
    // The gift that no law keeps any more is out of both.
    try campaign.write(
      "committee: {name: Test Committee, fec_id: C00999001}\ncycle: {starts_on: 2021-01-01}\n",
      to: "campaign.yml")
    let before = try line()
    _ = try erase(eva, campaign)
    #expect(try line() == before)
    let page = String(
      decoding: try campaign.bytes(of: "out/reports/small-donors.html"), as: UTF8.self)
    #expect(!page.contains("Eva"))
  }

  @Test func `a trial says the same and changes nothing`() throws {
    let (campaign, eva) = try campaign()
    let before = try everything(campaign)
    let trial = try erase(eva, campaign, isTrial: true)
    #expect(try everything(campaign) == before)
    let real = try erase(eva, campaign)
    #expect(trial.removed == real.removed && trial.kept.map(\.rows) == real.kept.map(\.rows))
    #expect(trial.text.contains("say --yes") && !real.text.contains("say --yes"))
  }

  @Test func `the same files and a match don't bring her back`() throws {
    let (campaign, eva) = try campaign()
    _ = try erase(eva, campaign)
    // Other bytes, the same rows: a file that was loaded is otherwise not loaded again.
    try campaign.change("update run.batch set file_sha256 = 'x' || batch_id")
    let before = try campaign.count("select count(*) from person.person")
    try Self.load(into: campaign)
    _ = try Match(campaign.workspace).run()
    #expect(try campaign.count("select count(*) from person.person") == before)
    let traces = ["\(eva)", "Eva,", "eva@example.org", "AA1000001", "donor-of-Eva"]
    let rows = try everything(campaign).filter { row in
      !row.hasPrefix("kept.receipt") && traces.contains { row.contains($0) }
    }
    #expect(rows == [])
    #expect(
      try campaign.ask("select phone::text from person.suppressed_phone order by 1")
        == ["9195550101", "9195550111"])
  }

  @Test func `a request for no texts outlives its person, for texts alone`() throws {
    let campaign = try TestCampaign()
    try campaign.loadVoters([
      .init(id: "AA1", first: "Eva", last: "Fir", phone: "9195550101"),
      .init(id: "AA2", first: "Ona", last: "Oak", street: "9 HILL RD", phone: "9195550102"),
      .init(id: "AA3", first: "Ida", last: "Ivy", street: "5 HILL RD", phone: "9195550103"),
    ])
    try campaign.load(
      try campaign.write(
        """
        voter_id,date_canvassed,contact_type,result,canvassed_by,note,phone
        AA1,2026-08-01,Text,Do Not Text,x,,9195550111
        AA2,2026-08-01,Text,Do Not Text,x,,
        AA2,2026-08-02,Phone,Do Not Contact,x,,
        AA3,2026-08-02,Phone,Not Home,x,,

        """, to: "calls.csv"))
    _ = try Match(campaign.workspace).run()
    for record in ["AA1", "AA2"] { _ = try erase(try campaign.person(record), campaign) }
    _ = try Match(campaign.workspace).run()
    #expect(
      try campaign.ask(
        "select phone::text, since::text, reason from person.erased_phone order by 1")
        == [
          "9195550101|2026-08-01|do_not_text", "9195550102|2026-08-02|do_not_call",
          "9195550111|2026-08-01|do_not_text",
        ])
    #expect(
      try campaign.ask("select phone::text from person.suppressed_phone") == ["9195550102"])
    // Whoever comes with such a number later is sent nothing there; a list of texts asks as the data team.
    let barred = try SQLFiles.statement("list/text_phones").replacing([
      "suppressed_phones": .expression(ListKnowledge.today.suppressedPhones),
      "known_before": .expression(ListKnowledge.today.before),
    ])
    var connection = try campaign.workspace.connect(as: .dataTeam)
    let phones = try connection.rows(barred) { "\(try $0.integer(0)) \(try $0.text(1))" }
    #expect(
      phones.sorted() == [
        "9195550101 do_not_text", "9195550102 do_not_call", "9195550111 do_not_text",
      ])
  }

  @Test func `a later gift of hers is kept as the law wants and seen by nobody else`() throws {
    let (campaign, eva) = try campaign()
    _ = try erase(eva, campaign)
    let later = try Self.gifts().replacing("818001,", with: "818009,")
      .replacing("2026-03-01", with: "2026-09-01")
    let summary = try campaign.load(try campaign.write(later, to: "later.csv"))
    #expect(summary.erased == 4 && summary.rowsLoaded == 1)
    #expect(summary.text.contains("left out: 4 rows of people who were erased"))
    #expect(
      try campaign.count("select count(*) from kept.receipt where contributed_on = '2026-09-01'")
        == 1)
    #expect(
      try campaign.count("select count(*) from source.contribution where email ilike 'eva@%'") == 0)
  }

  @Test func `what others have too stays, and is said`() throws {
    let (campaign, eva) = try campaign()
    // Finn has the household's number: 9195550101 is no trace of her alone.
    let summary = try erase(eva, campaign)
    #expect(summary.sharedTraces == 1)
    #expect(
      try campaign.count("select count(*) from source.voter where phone = 9195550101") == 1)
  }

  @Test(arguments: [
    "create table run.note (note text); insert into run.note values ('call EVA@example.org')",
    "create table run.note (n bigint); insert into run.note values (9195550111)",
    "create table run.note (a text, b text); insert into run.note values ('AA1000001', 'nc_voter')",
    "create table run.note (b bytea); insert into run.note values ('x AA1000001 y')",
    "create table run.note (n bigint[]); insert into run.note values ('{1, 9195550111}')",
    """
    create table run.note (a text, b text, c text);
    insert into run.note values ('Fir', 'Eva', 'at 12 Main Street')
    """,
    "create table run.note (j jsonb); insert into run.note values ('{\"to\": \"919-555-0111\"}')",
  ])
  func `what would be left is found, and then nothing is erased`(_ leftover: String) throws {
    let (campaign, eva) = try campaign()
    try campaign.change(
      Statement("\(leftover); grant select on run.note to owner", file: "leftover"))
    let before = try everything(campaign)
    let failure = try failure { _ = try erase(eva, campaign) }
    #expect(failure.kind == .bug && failure.what.contains("run.note"))
    #expect(!"\(failure)".lowercased().contains("eva@"))
    #expect(try everything(campaign) == before)
  }

  @Test func `the server's samples of columns are gathered anew`() throws {
    let (campaign, eva) = try campaign()
    try campaign.change("analyze")
    let samples: Statement =
      "select tablename::text from pg_stats where histogram_bounds::text like '%AA1000001%' or most_common_vals::text like '%AA1000001%'"
    #expect(try campaign.ask(samples).count > 3)
    _ = try erase(eva, campaign)
    #expect(try campaign.ask(samples) == [])
  }

  @Test func `files that hold her are named, and others aren't`() throws {
    let (campaign, eva) = try campaign()
    try campaign.write("rank,person_id\n1,P\(eva)\n", to: "out/lists/calls.csv")
    try campaign.write("rank,person_id\n1,P1\n", to: "out/lists/other.csv")
    try campaign.write(
      String(repeating: "x", count: 262_140) + "EVA@EXAMPLE.ORG", to: "out/rejects/gifts.rejected")
    let summary = try erase(eva, campaign, isTrial: true)
    #expect(summary.files == ["lists/calls.csv", "rejects/gifts.rejected"])
    #expect(summary.lists == ["calls"])
    #expect(
      summary.importedFiles == ["calls.csv", "gifts.csv", "polls.csv", "vendor.csv", "voters.txt"])
  }

  @Test func `packed rows of features are emptied, to be made anew`() throws {
    let (campaign, eva) = try campaign()
    var connection = try campaign.workspace.connect(as: .owner)
    try connection.script(
      """
      create table feature.packed (part integer primary key, block bytea not null);
      insert into feature.packed values (1, '\\x00')
      """)
    let summary = try erase(eva, campaign)
    #expect(summary.packed == ["feature.packed"])
    #expect(try campaign.count("select count(*) from feature.packed") == 0)
  }

  @Test(arguments: ["P12345", "12345", "P", "Px", "P01", "P-1", "P99999999999999999999", "Eva"])
  func `nobody is erased by a number that isn't anyone's`(_ text: String) throws {
    let (campaign, _) = try campaign()
    let failure = try failure {
      _ = try Erase(campaign.workspace, today: TestCampaign.today).run(text, isTrial: false)
    }
    #expect(failure.kind == (text == "P12345" ? .badInput : .usage))
    #expect(!"\(failure)".contains(text) || text == "P")
  }

  @Test func `without the rights to see every row it refuses`() throws {
    let (campaign, eva) = try campaign()
    // Row security would hide rows from it, and nothing would seem to be left.
    try campaign.change("drop policy owner_erases on list.entry")
    let failure = try failure { _ = try erase(eva, campaign) }
    #expect(failure.kind == .unreachable && failure.what.contains("rights of `loader`"))
    #expect(
      try campaign.count("select count(*) from person.person where person_id = $1", [.integer(eva)])
        == 1)
  }
}
