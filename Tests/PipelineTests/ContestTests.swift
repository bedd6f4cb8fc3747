import Campaign
import Foundation
import Postgres
import TestSupport
import Testing

@testable import Pipeline

/// A contest from its opening to its winners.
@Suite(.needsDatabase) struct ContestTests {
  private static let traps: [(line: ContestSample.Line, reason: String?)] = [
    (.init(id: "T1", last: "One", email: "one@example.org"), nil),
    (.init(id: "T2", last: "Two", email: "two@example.org", route: "paid", gift: "1"), nil),
    (.init(id: "T3", email: "three@example.org", born: "2010-02-03"), "minor"),
    (.init(id: "T4", email: "four@example.org", adult: "no"), "age_not_stated"),
    (.init(id: "T5", email: "five@example.org", resident: "no"), "not_resident"),
    (.init(id: "T6", email: "Staff+1@Example.org"), "staff"),
    (.init(id: "T7", email: "builder@example.org", route: "paid", gift: "2"), "contractor"),
    (.init(id: "T8", email: "eight@example.org", state: "FL"), "state_excluded"),
    (.init(id: "T9", email: "nine@example.org", state: "Ontario"), "no_state"),
    (.init(id: "T10", email: "ten@example.org", at: "2026-07-31 23:59:59"), "before_opening"),
    (.init(id: "T11", email: "eleven@example.org", at: "2026-09-01 00:00:00"), "after_closing"),
    (.init(id: "T12", last: "Twelve", email: "twelve@example.org", at: "2026-08-31 23:59:59"), nil),
    (.init(id: "T13", email: "ONE+more@Example.org", at: "2026-08-16 00:00:00"), "same_mailbox"),
    (
      .init(
        id: "T14", last: "Two", email: "two@example.org", at: "2026-08-30 00:00:00"),
      "same_mailbox"
    ),
    (.init(id: "T15", first: "Bo", last: "Fir", email: "b@example.org", born: "1980-01-01"), nil),
    (
      .init(
        id: "T16", first: "BO", last: "Fir", email: "bo@example.net", born: "1980-01-01",
        route: "paid", gift: "9", at: "2026-08-20 00:00:00"), "same_person"
    ),
    (.init(id: "T17", email: ""), "not_identified"),
    (.init(id: "T18", first: "Cy", last: "Post", born: "1950-01-01"), nil),
  ]

  /// Rows that are none: an id that is missing or stands twice, another contest, no time, no route.
  private static let bad: [ContestSample.Line] = [
    .init(id: "", email: "x1@example.org"), .init(id: "T1", email: "x2@example.org"),
    .init(id: "X3", contest: "lunch", email: "x3@example.org"),
    .init(id: "X4", email: "x4@example.org", at: "noon"),
    .init(id: "X5", email: "x5@example.org", route: "post"),
    .init(id: "X6", email: "x6@example.org", born: "1980-02-30"),
  ]

  private func entered() throws -> TestCampaign {
    let campaign = try TestCampaign()
    try campaign.writeContest()
    try campaign.enter(Self.traps.map(\.line) + Self.bad)
    return campaign
  }

  @Test func `each bad row is set aside by its reason, and each entry judged by its own`() throws {
    let campaign = try TestCampaign()
    try campaign.writeContest()
    let imported = try campaign.enter(Self.traps.map(\.line) + Self.bad)
    #expect(
      imported.rejected == [
        "its key is missing": 1, "its key stood in an earlier row": 1,
        "contest takes no entries; see `groundswell contest open`": 1,
        "entered_at is no time of the form YYYY-MM-DD HH:MM:SS": 1,
        "route is no code of this layout": 1, "birth_date is no day of the form YYYY-MM-DD": 1,
      ])
    #expect(imported.rowsLoaded == Int64(Self.traps.count))
    let closed = try campaign.contest(on: ContestSample.closed).close("dinner")
    let expected = Dictionary(
      Self.traps.compactMap { $0.reason.map { ($0, 1) } }, uniquingKeysWith: +)
    #expect(closed.setAside == expected)
    // Which entry has which reason, by the hash that the database keeps.
    let key = try campaign.ask("select salt_key from contest.contest")[0]
    for (line, reason) in Self.traps {
      let stored = try campaign.ask(
        """
        select first_name, last_name, email from contest.entry where record = $1
        """, [.text(line.id)])
      #expect(stored.count == 1)
      let entry = ContestEntry(
        source: "contest_form", record: line.id, firstName: line.first, lastName: line.last,
        email: EmailAddress(line.email)?.text, state: nil, bornOn: nil, saysAdult: false,
        saysResident: false, route: .free, entered: try #require(StatedTime(line.at)))
      let decided = try campaign.ask(
        "select coalesce(reason, 'in the draw') from contest.decision where ticket = $1",
        [.text(ContestDraw.ticket(entry, contest: "dinner", key: key))])
      #expect(decided == [reason ?? "in the draw"], "\(line.id)")
    }
    #expect(
      closed.routes.map { [$0.entered, $0.inDraw] } == [[15, 4], [3, 1]])
    #expect(closed.paidWithoutGift == 3)
    let listed = try campaign.contestFile("entries.txt").split(separator: "\n")
    #expect(listed.count == 5 && listed == listed.sorted())
    #expect(closed.entriesSHA256 == Digest.of(try campaign.contestFile("entries.txt")))
  }

  @Test func `what is published names nobody, and holds to what was committed`() throws {
    let campaign = try entered()
    let before = try campaign.contestFile("commitment.json")
    _ = try campaign.contest(on: ContestSample.closed).close("dinner")
    let drawn = try campaign.contest(on: ContestSample.beaconDay).draw(
      "dinner", beacon: ContestSample.beacon)
    #expect(try campaign.contestFile("commitment.json") == before)
    let secret = try #require(try campaign.contestValue("draw.json", "secret", as: String.self))
    #expect(
      try campaign.contestValue("commitment.json", "commitment", as: String.self)
        == Digest.of(secret))
    let closing = try campaign.contestFile("closing.json")
    #expect(!before.contains(secret) && !closing.contains(secret))
    let files = campaign.files(below: "out/contests/dinner")
    #expect(
      files == [
        "closing.json", "commitment.json", "counsel.html", "draw.json", "entries.txt", "rules.txt",
        "to-verify.csv", "winners.csv",
      ])
    for file in files where file != "to-verify.csv" {
      let text = try campaign.contestFile(file).lowercased()
      for word in ["ann", "twelve", "@example.org", "fir", "t18"] {
        let isWord = text.split { !$0.isLetter && !$0.isNumber && $0 != "@" && $0 != "." }
          .contains { $0 == word || (word.hasPrefix("@") && $0.hasSuffix(word)) }
        #expect(!isWord, "\(file) shows \(word)")
      }
    }
    #expect(drawn.standings.map(\.standing) == ["potential", "potential", "potential"])
    #expect(try campaign.contestFile("to-verify.csv").split(whereSeparator: \.isNewline).count == 4)
  }

  @Test func `a replay of ten lines gives the same winners, and sees a changed list`() throws {
    let campaign = try TestCampaign()
    try campaign.writeContest()
    try campaign.enter(ContestSample.free(60))
    _ = try campaign.contest(on: ContestSample.closed).close("dinner")
    let drawn = try campaign.contest(on: ContestSample.beaconDay).draw(
      "dinner", beacon: ContestSample.beacon)
    let folder = "\(campaign.folder)/out/contests/dinner"
    let script = try Self.replayScript()
    let replayed = try Self.python(script, folder)
    #expect(replayed.code == 0)
    let lines = replayed.output.split(separator: "\n").map(String.init)
    #expect(lines.count == 7 && lines.prefix(3) == drawn.standings.map(\.entry)[...])
    // One entry more, or another: no such draw.
    let list = try campaign.contestFile("entries.txt")
    try campaign.write(
      list + String(repeating: "0", count: 64) + "\n", to: "out/contests/dinner/entries.txt")
    #expect(try Self.python(script, folder).code != 0)
  }

  /// The program in docs/contests.md.
  private static func replayScript() throws -> String {
    let page = try String(contentsOfFile: "docs/contests.md", encoding: .utf8)
    let parts = page.components(separatedBy: "```python\n")
    return try #require(parts.last?.components(separatedBy: "```").first)
  }

  private static func python(
    _ script: String, _ folder: String
  ) throws -> (code: Int32, output: String) {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    process.arguments = ["python3", "-c", script, folder]
    let output = Pipe()
    process.standardOutput = output
    process.standardError = FileHandle.nullDevice
    try process.run()
    let bytes = output.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    return (process.terminationStatus, String(decoding: bytes, as: UTF8.self))
  }

  @Test func `a list that was changed isn't drawn from`() throws {
    let campaign = try entered()
    _ = try campaign.contest(on: ContestSample.closed).close("dinner")
    let list = try campaign.contestFile("entries.txt")
    var lines = list.split(separator: "\n").map(String.init)
    lines[0] = Digest.of("someone else")
    let path = "out/contests/dinner/entries.txt"
    try campaign.write(lines.joined(separator: "\n") + "\n", to: path)
    let contest = campaign.contest(on: ContestSample.beaconDay)
    let file = try failure { _ = try contest.draw("dinner", beacon: ContestSample.beacon) }
    #expect(file.kind == .refused && file.place?.hasSuffix("entries.txt") == true)
    try campaign.write(list, to: path)
    try campaign.change(
      Statement(
        """
        update contest.decision set ticket = '\(Digest.of("someone else"))' where place = 1
        """, file: "test"))
    let table = try failure { _ = try contest.draw("dinner", beacon: ContestSample.beacon) }
    #expect(table.kind == .refused && table.place == "contest.decision")
    #expect(try campaign.count("select count(*) from contest.draw") == 0)
  }

  @Test func `steps are taken in order, and a draw is one`() throws {
    let campaign = try entered()
    let day = ContestSample.day
    func refused(_ iso: String, _ step: (Contest) throws -> ContestSummary) throws -> String {
      let failure = try failure { _ = try step(campaign.contest(on: day(iso))) }
      #expect(failure.kind == .refused)
      return failure.what
    }
    func draw(_ value: String) -> (Contest) throws -> ContestSummary {
      { try $0.draw("dinner", beacon: value) }
    }
    #expect(try refused("2026-09-03", draw(ContestSample.beacon)).contains("isn't closed"))
    #expect(try refused("2026-08-31") { try $0.close("dinner") }.contains("until"))
    #expect(try refused("2026-09-03") { try $0.close("dinner") }.contains("known already"))
    #expect(
      try refused("2026-09-05") { try $0.close("dinner", beaconOn: day("2026-09-05")) }
        .contains("known already"))
    let closed = try campaign.contest(on: day("2026-09-05")).close(
      "dinner", beaconOn: day("2026-09-08"))
    // Again it writes the same; another day comes too late.
    let files = try campaign.contestFile("closing.json") + campaign.contestFile("entries.txt")
    let again = try campaign.contest(on: day("2026-09-06")).close("dinner")
    #expect(again.entriesSHA256 == closed.entriesSHA256 && again.routes.map(\.inDraw) == [4, 1])
    #expect(
      try campaign.contestFile("closing.json") + campaign.contestFile("entries.txt") == files)
    #expect(
      try refused("2026-09-06") { try $0.close("dinner", beaconOn: day("2026-09-09")) }
        .contains("is closed"))
    #expect(try refused("2026-09-07", draw(ContestSample.beacon)).contains("2026-09-08"))
    let contest = campaign.contest(on: day("2026-09-08"))
    let short = try failure { _ = try contest.draw("dinner", beacon: "123 456 789") }
    #expect(short.kind == .usage)
    let first = try contest.draw("dinner", beacon: ContestSample.beacon)
    #expect(try refused("2026-09-08", draw("another value")).contains("drawn once"))
    let second = try contest.draw("dinner", beacon: " \(ContestSample.beacon) ")
    #expect(
      second.seed == first.seed && second.standings.map(\.entry) == first.standings.map(\.entry))
    #expect(try campaign.count("select count(*) from contest.draw") == 1)
  }

  @Test func `nothing of a step can be changed or taken back by who took it`() throws {
    let campaign = try entered()
    _ = try campaign.contest(on: ContestSample.closed).close("dinner")
    _ = try campaign.contest(on: ContestSample.beaconDay).draw(
      "dinner", beacon: ContestSample.beacon)
    var loader = try campaign.workspace.connect(as: .loader)
    for table in ["contest", "entry", "closing", "decision", "draw", "standing"] {
      var changes = ["update contest.\(table) set contest = contest", "truncate contest.\(table)"]
      if !["contest", "entry"].contains(table) { changes.append("delete from contest.\(table)") }
      for change in changes {
        let error = try databaseError { try loader.execute(Statement(change, file: "test")) }
        #expect(error.sqlState == PostgresError.insufficientPrivilege, "\(change)")
      }
    }
    let error = try databaseError { try loader.execute("delete from contest.contest") }
    #expect(error.sqlState.hasPrefix("23"), "entries refer to it")
    let batch = Int(try campaign.count("select max(batch_id)::bigint from run.batch"))
    let undo = try failure { _ = try Undo.run(batch: batch, campaign.workspace) }
    #expect(undo.kind == .refused)
    let late = try failure {
      try campaign.load(
        try campaign.write(try ContestSample.file(ContestSample.free(3)), to: "late.csv"))
    }
    #expect(late.kind == .badInput && late.what.contains("takes no entries"))
  }

  @Test func `a batch of entries is taken back while the contest is open`() throws {
    let campaign = try entered()
    let batch = Int(try campaign.count("select max(batch_id)::bigint from run.batch"))
    _ = try Undo.run(batch: batch, campaign.workspace)
    #expect(try campaign.count("select count(*) from contest.entry") == 0)
    let none = try failure { _ = try campaign.contest(on: ContestSample.closed).close("dinner") }
    #expect(none.kind == .badInput && none.what == "nobody has entered")
  }

  @Test func `a later file states an entry anew`() throws {
    let campaign = try TestCampaign()
    try campaign.writeContest()
    try campaign.enter(ContestSample.free(4))
    var line = ContestSample.free(1)[0]
    line.resident = "no"
    try campaign.enter([line], as: "more.csv")
    let closed = try campaign.contest(on: ContestSample.closed).close("dinner")
    #expect(closed.routes[0].entered == 4 && closed.setAside == ["not_resident": 1])
  }

  @Test func `who asks is told hash and salt of their own, and is taken out on their word`() throws
  {
    let campaign = try entered()
    let open = campaign.contest(on: ContestSample.closed)
    #expect(try open.entry("dinner", id: "T1").standing == "isn't judged yet")
    _ = try open.close("dinner")
    let told = try open.entry("dinner", id: "T1")
    #expect(told.standing == "takes part")
    #expect(try campaign.contestFile("entries.txt").contains("\(told.ticket)\n"))
    #expect(told.ticket == Digest.of("\(told.salt)\ndinner\nT1\none@example.org\nAnn One\n"))
    #expect(try open.entry("dinner", id: "T3").standing == "is under 18")
    let unknown = try failure { _ = try open.entry("dinner", id: "T99") }
    #expect(unknown.kind == .badInput)
    #expect(try open.entry("dinner", id: "T1", erase: true).isErased)
    #expect(try campaign.count("select count(*) from contest.entry where record = 'T1'") == 0)
    #expect(throws: Failure.self) { try open.entry("dinner", id: "T1") }
    // The draw is what it would have been.
    let drawn = try campaign.contest(on: ContestSample.beaconDay).draw(
      "dinner", beacon: ContestSample.beacon)
    #expect(drawn.routes.map(\.inDraw) == [4, 1])
    // Steps called again leave the page as it stands.
    let page = try campaign.contestFile("counsel.html")
    #expect(page.contains("Who was drawn") && page.contains("paid, but no such gift"))
    _ = try campaign.contest(on: ContestSample.closed).open("dinner")
    _ = try campaign.contest(on: ContestSample.closed).close("dinner")
    #expect(try campaign.contestFile("counsel.html").contains("Who was drawn"))
    #expect(try campaign.contestFile("counsel.html") == page)
  }
}
