import Campaign
import Postgres
import TestSupport
import Testing

@testable import Pipeline

/// Poll answers, attendance and e-mail, from file to person and back.
@Suite(.needsDatabase) struct EventTests {
  /// The rows that stand by people, each with its person's record.
  private func stored(_ file: EventFile, _ campaign: TestCampaign) throws -> [String] {
    let columns = file.columns.map { "event.\($0)::text" }.joined(separator: ", ")
    return try campaign.ask(
      Statement(
        """
        select identity.record, \(columns)
        from person.\(file.target) as event
        join person.identity on identity.person_id = event.person_id and undone_on is null
        order by event.record
        """, file: "test"))
  }

  private func waiting(_ campaign: TestCampaign) throws -> Int64 {
    try campaign.count(SQLFiles.statement("list/waiting"))
  }

  @Test(arguments: EventFile.allCases)
  func `bad rows are set aside with their reasons, and the good ones load`(_ file: EventFile) throws
  {
    let campaign = try TestCampaign()
    let summary = try file.load(campaign)
    #expect(summary.layout == file.layout && summary.rowsLoaded == 4)
    let reasons = Dictionary(file.bad.map { ($0.reason, Int64(1)) }, uniquingKeysWith: +)
    #expect(summary.rejected == reasons)
    #expect(!summary.text.contains("SECRET"))
    let rejected = try campaign.bytes(of: "out/rejects/\(file.target).csv.rejected")
    let expected = ([file.header] + file.bad.map(\.row)).map { $0 + "\n" }.joined()
    #expect(String(decoding: rejected, as: UTF8.self) == expected)
  }

  @Test(arguments: EventFile.allCases)
  func `a file with too many bad rows leaves nothing behind`(_ file: EventFile) throws {
    let campaign = try TestCampaign()
    let path = try campaign.write(file.text, to: "events.csv")
    #expect(try failure { try campaign.load(path) }.kind == .badInput)
    for table in ["source.\(file.target)", "run.batch", "run.column_provenance"] {
      let count = Statement("select count(*) from \(table)", file: "test")
      #expect(try campaign.count(count) == 0, "\(table)")
    }
  }

  @Test(arguments: EventFile.allCases)
  func `rows stand by their people, unknown ones are counted, and undo takes them away`(
    _ file: EventFile
  ) throws {
    let campaign = try TestCampaign()
    _ = try file.loadPeople(campaign)
    let batch = try file.load(campaign).batch
    #expect(try waiting(campaign) == 2)
    let summary = try Match(campaign.workspace).run()
    var unknown: [String: Int64] = [
      "contact": 0, "poll_answer": 0, "attendance": 0, "email_event": 0,
    ]
    unknown[file.target] = 1
    #expect(summary.people == 2 && summary.eventsOfUnknownPeople == unknown)
    #expect(summary.text.contains("\(file.target) 1"))
    #expect(try stored(file, campaign) == file.stored)
    #expect(try waiting(campaign) == 0)
    let before = try campaign.contents()
    _ = try Undo.run(batch: batch, campaign.workspace)
    #expect(try waiting(campaign) == 1)
    let undone = try Match(campaign.workspace).run()
    #expect(undone.people == 2 && undone.eventsOfUnknownPeople[file.target] == 0)
    #expect(try stored(file, campaign) == [])
    _ = try file.load(campaign)
    _ = try Match(campaign.workspace).run()
    #expect(try campaign.contents() == before)
  }

  @Test(arguments: EventFile.allCases)
  func `rows that come before their people are theirs once these come, and unknown after an undo`(
    _ file: EventFile
  ) throws {
    let campaign = try TestCampaign()
    _ = try file.load(campaign)
    #expect(try Match(campaign.workspace).run().eventsOfUnknownPeople[file.target] == 4)
    let people = try file.loadPeople(campaign)
    #expect(try Match(campaign.workspace).run().eventsOfUnknownPeople[file.target] == 1)
    #expect(try stored(file, campaign) == file.stored)
    _ = try Undo.run(batch: people.batch, campaign.workspace)
    #expect(try Match(campaign.workspace).run().eventsOfUnknownPeople[file.target] == 4)
    #expect(try stored(file, campaign) == [])
  }

  @Test(arguments: EventFile.allCases)
  func `every stored column has its class, and a file that comes again counts once`(
    _ file: EventFile
  ) throws {
    let campaign = try TestCampaign()
    _ = try file.loadPeople(campaign)
    _ = try file.load(campaign)
    let again = try campaign.load(
      try campaign.write(
        ([file.header] + file.good).joined(separator: "\n") + "\n", to: "again.csv"))
    #expect(!again.wasLoadedBefore)
    #expect(try Match(campaign.workspace).run().eventsOfUnknownPeople[file.target] == 1)
    #expect(try stored(file, campaign) == file.stored)
    let classes = try campaign.ask(
      """
      select column_name, provenance from run.column_provenance
      where target = $1 and column_name <> 'person_record' order by column_name
      """, [.text(file.target)])
    // Whom people bring is a column of invitations' own sheets alone.
    let columns = file.columns.filter { $0 != "guests" }.sorted()
    #expect(classes == columns.map { "\($0)|own_contact" })
  }

  // MARK: rows that move

  private static let answers = """
    layout: answers
    kind: events
    source: answers
    into: poll_answer
    person_source: nc_voter
    provenance: own_contact
    file: {delimiter: comma}
    key: answer_id
    columns:
      answer_id: key
      voter: person_record
      day: asked_on
      poll: poll
      question: question
      answer: answer
    """

  @Test func `an answer that moves to another person counts once, whoever changes next`() throws {
    let campaign = try TestCampaign()
    try campaign.write(Self.answers, to: "layouts/answers.yml")
    try campaign.loadVoters([
      .init(id: "AA1", first: "Ona", last: "Oak"), .init(id: "AA2", first: "Una", last: "Ulm"),
    ])
    func load(_ rows: String, _ name: String) throws -> Int {
      try campaign.load(
        try campaign.write("answer_id,voter,day,poll,question,answer\n\(rows)\n", to: name)
      ).batch
    }
    let rows: Statement = """
      select poll_answer.record, identity.record
      from person.poll_answer join person.identity using (person_id) order by 1, 2
      """
    _ = try load("1,AA1,2026-03-01,spring,support,4\n2,AA1,2026-03-01,spring,topic,x", "a.csv")
    _ = try Match(campaign.workspace).run()
    let moved = try load("2,AA2,2026-03-01,spring,topic,x", "b.csv")
    _ = try Match(campaign.workspace).run()
    #expect(try campaign.ask(rows) == ["1|AA1", "2|AA2"])
    _ = try load("3,AA1,2026-03-01,spring,topic,y", "c.csv")
    _ = try Match(campaign.workspace).run()
    #expect(try campaign.ask(rows) == ["1|AA1", "2|AA2", "3|AA1"])
    _ = try Undo.run(batch: moved, campaign.workspace)
    _ = try Match(campaign.workspace).run()
    #expect(try campaign.ask(rows) == ["1|AA1", "2|AA1", "3|AA1"])
  }
}
