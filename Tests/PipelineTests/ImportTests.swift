import Campaign
import Foundation
import Postgres
import TestSupport
import Testing

@testable import Pipeline

/// Dirty files: what is good loads, what is bad is set aside or refused, and nothing is half done.
@Suite(.needsDatabase) struct ImportTests {
  /// Imports a file that must be refused, and checks that nothing of it stays.
  private func refusal(
    of path: String, in campaign: TestCampaign,
    configure: (inout Import.Options) -> Void = { _ in }
  ) throws -> Failure {
    let before = try campaign.loaded()
    let failure = try failure { try campaign.load(path, configure: configure) }
    #expect(try campaign.loaded() == before, "nothing is half loaded")
    return failure
  }

  private static let gifts = (1...30).map {
    TestGift(line: $0, donor: "d\($0)", first: "Ann", last: "Oak", email: "d\($0)@example.com")
  }

  // MARK: files that can't be read

  @Test func `an absent file, a folder and an empty file are bad input`() throws {
    let campaign = try TestCampaign()
    let paths = [
      "\(campaign.folder)/absent.csv", campaign.folder, try campaign.write("", to: "empty.csv"),
    ]
    for path in paths {
      let failure = try refusal(of: path, in: campaign)
      #expect(failure.kind == .badInput && failure.place == path)
    }
  }

  @Test(arguments: ["\n", "\n\n \n", "\u{FEFF}"])
  func `a file without a row is bad input`(_ text: String) throws {
    let campaign = try TestCampaign()
    let path = try campaign.write(text, to: "none.csv")
    #expect(try refusal(of: path, in: campaign).kind == .badInput)
  }

  @Test func `a file with a header alone is bad input`() throws {
    let campaign = try TestCampaign()
    let path = try campaign.write(try TestCampaign.giftFile([]), to: "gifts.csv")
    let failure = try refusal(of: path, in: campaign)
    #expect(failure.kind == .badInput && failure.what.contains("no rows"))
  }

  @Test func `a packed file loads as the file itself, and one that is cut off is refused`() throws {
    let campaign = try TestCampaign()
    let plain = try campaign.write(try TestCampaign.giftFile(Self.gifts), to: "gifts.csv")
    try pack(plain)
    let packed = try campaign.bytes(of: "gifts.csv.gz")
    let cut = try campaign.write(packed.dropLast(packed.count / 3), to: "cut.csv.gz")
    #expect(try refusal(of: cut, in: campaign).kind == .badInput)
    let damaged = try campaign.write(
      packed.enumerated().map { $0 == packed.count / 2 ? ~$1 : $1 }, to: "damaged.csv.gz")
    #expect(try refusal(of: damaged, in: campaign).kind == .badInput)
    #expect(try campaign.load("\(campaign.folder)/gifts.csv.gz").rowsLoaded == 30)
    try campaign.write(try TestCampaign.giftFile(Self.gifts), to: "gifts.csv")
    #expect(try campaign.load(plain).wasLoadedBefore, "packed or not, it is the same file")
  }

  private func pack(_ path: String) throws {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/bin/gzip")
    process.arguments = ["-9", "-n", path]
    try process.run()
    process.waitUntilExit()
    try #require(process.terminationStatus == 0)
  }

  // MARK: days of birth and statuses

  private static let born = """
    layout: born
    kind: snapshot
    source: other_voter
    into: voter
    provenance: voter_file:NC
    file: {delimiter: comma, quote: '"', encoding: utf8, header: yes}
    key: id
    person_ids: vanid
    columns:
      id: key
      born: {to: birth_year, format: MM/DD/YYYY}
      standing: {to: status, values: {ACT: active, PRE: preregistered}}
    """

  @Test func `of a day of birth the year is kept, and what is none sets its row aside`() throws {
    let campaign = try TestCampaign()
    try campaign.write(Self.born, to: "layouts/born.yml")
    let file = try campaign.write(
      "id,born,standing\n1,12/31/2008,PRE\n2,,ACT\n3,2/29/2007,ACT\n4,2008,ACT\n5,7/4/1950,ACT\n6,,X\n",
      to: "born.csv")
    let summary = try campaign.load(file) { $0.maximumRejected = 0.9 }
    #expect(
      summary.rejected == [
        "born is no day of the form MM/DD/YYYY": 2, "standing is no code of this layout": 1,
      ])
    #expect(
      try campaign.ask(
        "select record, coalesce(birth_year::text, '-'), status from source.voter order by record")
        == ["1|2008|preregistered", "2|-|active", "5|1950|active"])
    #expect(try campaign.ask("select has_vanids::text from run.batch") == ["true"])
  }

  @Test(arguments: [
    ("{to: status, values: {ACT: active, PRE: preregistered}}", "status", "whose codes"),
    ("PRE: preregistered", "PRE: pre_registered", "is no status"),
    ("format: MM/DD/YYYY", "format: MM-DD", "no form of a day"),
    ("person_ids: vanid", "person_ids: dwid", "can't be `dwid`"),
  ])
  func `a layout whose statuses or days no rule would understand is refused`(
    _ part: String, _ other: String, _ words: String
  ) throws {
    let text = Self.born.replacing(part, with: other)
    #expect(text != Self.born)
    let refused = try failure { _ = try LayoutDefinition.read(text, file: "layouts/born.yml") }
    #expect(refused.what.contains(words), "\(refused)")
    let events = SQLFiles.text("examples/demo/layouts/call_results.yml")
      .replacing("into: contact", with: "into: contact\nperson_ids: vanid")
    let other = try failure { _ = try LayoutDefinition.read(events, file: "layouts/events.yml") }
    #expect(other.what.contains("by another's"))
  }

  // MARK: files of another form

  @Test func `a file of no layout known here is bad input that names the known ones`() throws {
    let campaign = try TestCampaign()
    let path = try campaign.write("a,b,c\n1,2,3\n", to: "other.csv")
    let failure = try refusal(of: path, in: campaign)
    #expect(failure.kind == .badInput && failure.nextStep?.contains("actblue") == true)
    let named = try refusal(of: path, in: campaign) { $0.layout = "actblue" }
    #expect(named.kind == .badInput && named.what.contains("lacks the columns"))
    let unknown = try refusal(of: path, in: campaign) { $0.layout = "actblu" }
    #expect(unknown.kind == .usage && unknown.nextStep?.contains("`actblue`") == true)
  }

  @Test func `a file with another delimiter is bad input that says so`() throws {
    let campaign = try TestCampaign()
    let text = try TestCampaign.giftFile(Self.gifts).replacing(",", with: ";")
    let path = try campaign.write(text, to: "gifts.csv")
    let failure = try refusal(of: path, in: campaign) { $0.layout = "actblue" }
    #expect(failure.kind == .badInput)
    #expect(failure.nextStep?.contains("semicolon") == true)
  }

  @Test func `a file cut in mid-line is refused, and loads up to the cut when asked`() throws {
    let whole = try TestCampaign.giftFile(Self.gifts)
    let quoted = whole.replacing("12 Main Street", with: "\"12 Main Street\nSuite 4\"")
    for (text, mark) in [(whole, "12 Main"), (quoted, "\"12 Main Street\nSu")] {
      let campaign = try TestCampaign()
      let cut = try #require(text.ranges(of: mark).last).upperBound
      let path = try campaign.write(String(text[..<cut]), to: "gifts.csv")
      let failure = try refusal(of: path, in: campaign)
      #expect(failure.kind == .badInput && failure.what.contains("middle of a row"))
      let summary = try campaign.load(path) { $0.acceptsCutFile = true }
      #expect(summary.rowsLoaded == 29)
    }
  }

  // MARK: rows

  @Test func `over the limit of rejects a file is refused, at the limit it loads`() throws {
    let campaign = try TestCampaign()
    var gifts = Self.gifts
    for index in 0..<3 { gifts[index].amount = "ten dollars" }
    let path = try campaign.write(try TestCampaign.giftFile(gifts), to: "gifts.csv")
    let failure = try refusal(of: path, in: campaign) { $0.maximumRejected = 0.09 }
    #expect(failure.kind == .badInput && failure.what.hasPrefix("3 of 30 rows"))
    let summary = try campaign.load(path)
    #expect(summary.rowsRead == 30 && summary.rowsLoaded == 27)
    #expect(summary.rejected == ["Amount is no amount of money": 3])
  }

  @Test func `the file of rejects holds just the bad rows and nobody else reads it`() throws {
    let campaign = try TestCampaign()
    var gifts = Self.gifts
    gifts[4].amount = "SECRETAMOUNT"
    gifts[9].day = "SECRETDAY"
    gifts[12].line = 1
    gifts[13].last = "Oak,SECRETFIELD"
    let text = try TestCampaign.giftFile(gifts)
    let summary = try campaign.load(
      try campaign.write(text, to: "gifts.csv")
    ) { $0.maximumRejected = 0.5 }
    #expect(summary.rowsLoaded == 26)
    let lines = text.split(separator: "\n").map(String.init)
    let expected = ([0, 5, 10, 13, 14].map { lines[$0] + "\n" }).joined()
    let rejected = try campaign.bytes(of: "out/rejects/gifts.csv.rejected")
    #expect(String(decoding: rejected, as: UTF8.self) == expected)
    let reasons = String(
      decoding: try campaign.bytes(of: "out/rejects/gifts.csv.reasons.csv"), as: UTF8.self)
    let rows = reasons.split(separator: "\n").dropFirst().map {
      $0.split(separator: ",", maxSplits: 2).map(String.init)
    }
    #expect(rows.map { $0[1] } == ["6", "11", "14", "15"], "line numbers of the file")
    for value in ["SECRET", "Ann", "Oak", "example.com", "d5", "Main"] {
      #expect(!reasons.contains(value), "\(value)")
      #expect(!summary.text.contains(value), "\(value)")
    }
    for file in campaign.files(below: "out/rejects") {
      let attributes = try FileManager.default.attributesOfItem(
        atPath: "\(campaign.folder)/out/rejects/\(file)")
      #expect(attributes[.posixPermissions] as? Int == 0o600, "\(file)")
    }
    #expect(campaign.files(below: "out/rejects").count == 2, "no temporary file is left")
    // Mended, the rejects load as a file of their own.
    let mended = expected.replacing("SECRETAMOUNT", with: "5")
      .replacing("SECRETDAY", with: "2026-01-01").replacing(",SECRETFIELD", with: "")
    let again = try campaign.load(try campaign.write(mended, to: "mended.csv"))
    #expect(again.rowsLoaded == 4 && again.rejectFile == nil)
  }

  @Test func `an unknown code sets the row aside`() throws {
    let campaign = try TestCampaign()
    let text = """
      voter_id,date_canvassed,contact_type,result,canvassed_by,note
      AA1,2026-08-01,Phone,Canvassed,x,
      AA2,2026-08-01,Phone,Perhaps,x,

      """
    let summary = try campaign.load(try campaign.write(text, to: "calls.csv")) {
      $0.maximumRejected = 0.5
    }
    #expect(summary.rejected == ["result is no code of this layout": 1])
    #expect(summary.rowsLoaded == 1)
  }

  @Test func `names in Windows-1252 are stored as UTF-8`() throws {
    let campaign = try TestCampaign()
    let text = try TestCampaign.voterFile([.init(id: "AA1", first: "Ren?", last: "O!Neal")])
    let bytes = text.utf8.map {
      $0 == UInt8(ascii: "?") ? 0xE9 : $0 == UInt8(ascii: "!") ? 0x92 : $0
    }
    try campaign.load(try campaign.write(bytes, to: "voters.txt"))
    #expect(
      try campaign.ask("select first_name, last_name from source.voter") == ["René|O\u{2019}Neal"])
  }

  @Test func `a byte order mark and line ends of CR alone are read`() throws {
    let campaign = try TestCampaign()
    let text = "\u{FEFF}" + (try TestCampaign.giftFile(Self.gifts)).replacing("\n", with: "\r")
    let summary = try campaign.load(try campaign.write(text, to: "gifts.csv"))
    #expect(summary.rowsRead == 30 && summary.rowsLoaded == 30)
    #expect(
      try campaign.count("select sum(amount_cents)::bigint from source.contribution") == 75_000)
  }

  @Test func `a UTF-8 file with bytes that are none sets just that row aside`() throws {
    let campaign = try TestCampaign()
    var bytes = Array(try TestCampaign.giftFile(Self.gifts).utf8)
    let place = try #require(bytes.lastIndex(of: UInt8(ascii: "@")))
    bytes[place] = 0xFF
    let summary = try campaign.load(try campaign.write(bytes, to: "gifts.csv"))
    #expect(summary.rowsLoaded == 29 && summary.rejected.values.reduce(0, +) == 1)
  }

  // MARK: twice, and back

  @Test func `a file is loaded once, and after an undo once more`() throws {
    let campaign = try TestCampaign()
    let first = try campaign.loadGifts(Self.gifts)
    let second = try campaign.loadGifts(Self.gifts, as: "copy.csv")
    #expect(second.wasLoadedBefore && second.batch == first.batch)
    #expect(try campaign.count("select count(*) from run.batch") == 1)
    _ = try Undo.run(batch: first.batch, campaign.workspace)
    #expect(try campaign.count("select count(*) from source.contribution") == 0)
    #expect(
      try failure { _ = try Undo.run(batch: first.batch, campaign.workspace) }.kind == .badInput)
    #expect(try campaign.loadGifts(Self.gifts).rowsLoaded == 30)
    #expect(try campaign.count("select count(*) from source.contribution") == 30)
  }

  @Test func `what was planted in the made-up campaign is what is set aside`() throws {
    let demo = try DemoSet.small.get()
    let campaign = try TestCampaign()
    let planted = try demo.truth("dirt")
    for file in DemoSet.files {
      let summary = try campaign.load(file, of: demo)
      var expected: [String: Int64] = [:]
      for row in planted where row[0] == file { expected[kind(row[1])] = Int64(row[2]) }
      // Well formed: such a row loads, and match counts it.
      let unknown = expected.removeValue(forKey: "unknown_voter") ?? 0
      #expect(kinds(of: summary.rejected) == expected.filter { $0.value > 0 }, "\(file)")
      #expect(summary.rowsRead - summary.rowsLoaded == expected.values.reduce(0, +), "\(file)")
      if file == "call_results.csv" {
        #expect(try Match(campaign.workspace).run().eventsOfUnknownPeople["contact"] == unknown)
      }
    }
  }

  /// A kind of `truth/dirt.csv`, of those that have one reason the common one.
  private func kind(_ kind: String) -> String {
    switch kind {
    case "unknown_result", "unknown_arm", "unknown_event": "unknown_code"
    case "bad_income": "bad_amount"
    default: kind
    }
  }

  /// Reasons as the kinds of `truth/dirt.csv`.
  private func kinds(of rejected: [String: Int64]) -> [String: Int64] {
    var kinds: [String: Int64] = [:]
    for (reason, rows) in rejected {
      let kind =
        switch reason {
        case "has too few fields": "too_few_fields"
        case "has too many fields": "too_many_fields"
        case "its key stood in an earlier row": "duplicate_key"
        case let reason where reason.contains("is no code"): "unknown_code"
        case let reason where reason.lowercased().contains("amount"): "bad_amount"
        case let reason where reason.contains("amt"): "bad_amount"
        default: "bad_date"
        }
      kinds[kind, default: 0] += rows
    }
    return kinds
  }
}

extension TestCampaign {
  /// How many batches, rows as loaded, and rows of the rest that an import writes.
  func loaded() throws -> [String] {
    try ask(
      """
      select (select count(*) from run.batch)::text, (select count(*) from source.voter)::text,
        (select count(*) from source.contribution)::text, (select count(*) from fec.contribution)::text,
        (select count(*) from run.reject_count)::text, (select count(*) from run.column_provenance)::text
      """)
  }
}
