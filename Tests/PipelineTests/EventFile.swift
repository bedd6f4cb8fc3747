import Campaign
import TestSupport

@testable import Pipeline

/// Small dirty files of what people answer, attend and read, with what must become of them.
enum EventFile: String, CaseIterable {
  case pollAnswer = "poll_answer"
  case attendance
  case emailEvent = "email_event"

  var target: String { rawValue }

  /// The built-in layout that the file is of.
  var layout: String {
    switch self {
    case .pollAnswer: "poll_answers"
    case .attendance: "event_attendance"
    case .emailEvent: "email_events"
    }
  }

  /// The file: a byte order mark, CRLF, good rows, and one bad row of each kind.
  var text: String {
    let lines = [header] + good + bad.map(\.row)
    return "\u{FEFF}" + lines.joined(separator: "\r\n") + "\r\n"
  }

  var header: String {
    switch self {
    case .pollAnswer: "voter_id,asked_on,poll,question,answer"
    case .attendance: "voter_id,event_id,event_on,star,format,rsvp,attended,paid_dollars"
    case .emailEvent: "donor_id,message_id,theme,event,occurred_on"
    }
  }

  /// Two rows of the first person, one of the second, and one of a record that no file knows.
  var good: [String] {
    switch self {
    case .pollAnswer:
      [
        "AA1,2026-03-01,spring,star:Nova Vale,never heard of", "AA1,2026-03-01,spring,support,4",
        "AA2,2026-03-02,\"=HYPERLINK(\"\"http://a.example\"\",\"\"b\"\")\",topic,schools",
        "AA9,2026-03-02,spring,support,1",
      ]
    case .attendance:
      [
        "AA1,E001,2026-04-01,Nova Vale,small dinner,yes,Y,250.00",
        "AA1,E002,2026-04-08,,house party,,N,0.00",
        "AA2,E001,2026-04-01,+Nova,small dinner,no,N,0", "AA9,E001,2026-04-01,,contest,,Y,5.00",
      ]
    case .emailEvent:
      [
        "d1,m1,schools,send,2026-05-01", "d1,m1,schools,unsubscribe,2026-05-02",
        "d2,\"@m1\",,send,2026-05-01", "d9,m1,deadline,send,2026-05-01",
      ]
    }
  }

  /// Bad rows, each with the reason for which it is set aside.
  var bad: [(row: String, reason: String)] {
    switch self {
    case .pollAnswer:
      [
        ("AA2,2026-02-30,spring,support,4", "asked_on is no day of the form YYYY-MM-DD"),
        ("AA2,2026-03-02,spring,support,SECRET", "answer is no code of this layout"),
        ("AA1,2026-03-01, spring ,support,5", "its key stood in an earlier row"),
        ("AA2,2026-03-02,spring", "has too few fields"),
        (",2026-03-02,spring,support,4", "voter_id is missing"),
      ]
    case .attendance:
      [
        ("AA2,E003,04/01/2026,,contest,,Y,0", "event_on is no day of the form YYYY-MM-DD"),
        ("AA2,E003,2026-04-01,,SECRET,,Y,0", "format is no code of this layout"),
        ("AA2,E003,2026-04-01,,contest,SECRET,Y,0", "rsvp is no code of this layout"),
        ("AA2,E003,2026-04-01,,contest,,SECRET,0", "attended is neither yes nor no"),
        ("AA2,E003,2026-04-01,,contest,,Y,-5.00", "paid_dollars is below zero"),
        ("AA1,E001,2026-04-01,,contest,,Y,0", "its key stood in an earlier row"),
        ("AA2,E003,2026-04-01,,contest", "has too few fields"),
      ]
    case .emailEvent:
      [
        ("d2,m2,schools,send,yesterday", "occurred_on is no day of the form YYYY-MM-DD"),
        ("d2,m2,SECRET,send,2026-05-01", "theme is no code of this layout"),
        ("d2,m2,schools,SECRET,2026-05-01", "event is no code of this layout"),
        ("d1,m1,climate,send,2026-05-03", "its key stood in an earlier row"),
        ("d2,m2,schools", "has too few fields"),
        ("d2,,schools,send,2026-05-01", "message_id is missing"),
      ]
    }
  }

  /// What of the good rows stands by people, in order.
  var stored: [String] {
    switch self {
    case .pollAnswer:
      [
        "AA1|2026-03-01|spring|star:Nova Vale|never heard of", "AA1|2026-03-01|spring|support|4",
        "AA2|2026-03-02|=HYPERLINK(\"http://a.example\",\"b\")|topic|schools",
      ]
    case .attendance:
      [
        "AA1|E001|2026-04-01|Nova Vale|small dinner|yes|true|25000|null",
        "AA1|E002|2026-04-08|null|house party|null|false|0|null",
        "AA2|E001|2026-04-01|+Nova|small dinner|no|false|0|null",
      ]
    case .emailEvent:
      [
        "d1|m1|schools|send|2026-05-01", "d1|m1|schools|unsubscribe|2026-05-02",
        "d2|@m1|null|send|2026-05-01",
      ]
    }
  }

  /// The columns that stand by people.
  var columns: [String] {
    (ImportTarget(rawValue: rawValue)?.columns ?? []).map(\.name).filter { $0 != "person_record" }
  }

  /// Imports the file.
  func load(_ campaign: TestCampaign) throws -> ImportSummary {
    try campaign.load(try campaign.write(text, to: "\(rawValue).csv")) { $0.maximumRejected = 0.7 }
  }

  /// Imports the file of the people whom it names.
  func loadPeople(_ campaign: TestCampaign) throws -> ImportSummary {
    guard self == .emailEvent else {
      return try campaign.loadVoters([
        .init(id: "AA1", first: "Ona", last: "Oak"), .init(id: "AA2", first: "Una", last: "Ulm"),
      ])
    }
    return try campaign.loadGifts([
      .init(line: 1, donor: "d1", first: "Ona", last: "Oak"),
      .init(line: 2, donor: "d2", first: "Una", last: "Ulm"),
    ])
  }
}
