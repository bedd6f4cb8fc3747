import DemoData
import Testing

/// What `truth/` says, held against the files.
struct TruthTests {
  let demo: WrittenDemo

  init() throws {
    demo = try WrittenDemo.shared.get()
  }

  @Test func `the bad rows of each file are those that the truth counts`() throws {
    let voters = try demo.voters()
    let ids = Set(voters["ncid"])
    let found: [String: [String: Int]] = [
      "ncvoter_Statewide.txt": faults(in: voters, key: ["ncid"], date: "registr_dt") {
        dayNumber($0, separator: "/", order: "mdy")
      },
      "ncvhis_Statewide.txt": try faults(
        in: demo.history(), key: ["ncid", "election_lbl"], date: "election_lbl"
      ) { dayNumber($0, separator: "/", order: "mdy") },
      "actblue_contributions.csv": try faults(
        in: demo.contributions(), key: ["Lineitem ID"], date: "Date", amount: "Amount"
      ) { dayNumber($0.prefix { $0 != " " }, separator: "-", order: "ymd") },
      "itcont.txt": try faults(
        in: demo.federal(), key: ["SUB_ID"], date: "TRANSACTION_DT", amount: "TRANSACTION_AMT"
      ) { dayNumber($0, separator: nil, order: "mdy") },
      "cm.txt": try faults(in: demo.committees(), key: ["CMTE_ID"]) { _ in 1 },
      "call_results.csv": try callFaults(known: ids),
      "persuasion_experiment.csv": try faults(
        in: Rows(demo.bytes("persuasion_experiment.csv")), key: ["voter_id"], date: "assigned_on",
        odd: ("unknown_arm", "arm", { !["call", "control"].contains($0) }), day: isoDay),
      "poll_answers.csv": try faults(
        in: Rows(demo.bytes("poll_answers.csv")), key: ["voter_id", "poll", "question"],
        date: "asked_on", day: isoDay),
      "event_attendance.csv": try faults(
        in: Rows(demo.bytes("event_attendance.csv")), key: ["voter_id", "event_id"],
        date: "event_on", amount: "paid_dollars", day: isoDay),
      "contest_entries.csv": try faults(
        in: Rows(demo.bytes("contest_entries.csv")), key: ["entry_id"], date: "entered_at",
        odd: ("unknown_route", "route", { !["free", "paid"].contains($0) })
      ) { isoDay($0.prefix { $0 != " " }) },
      "email_events.csv": try faults(
        in: Rows(demo.bytes("email_events.csv")), key: ["donor_id", "message_id", "event"],
        date: "occurred_on",
        odd: (
          "unknown_event", "event", { !["send", "open", "click", "unsubscribe"].contains($0) }
        ), day: isoDay),
      "vendor_columns.csv": try faults(
        in: Rows(demo.bytes("vendor_columns.csv")), key: ["Voters_StateVoterID"],
        odd: ("bad_income", "ConsumerData_Estimated_Income", { Int($0) == nil }), day: isoDay),
    ]
    var said: [String: [String: Int]] = [:]
    for row in try demo.dirt().all where row[2] != "0" {
      said[row[0], default: [:]][row[1]] = Int(row[2])
    }
    #expect(said == found)
    for (file, kinds) in said {
      let count = kinds.values.reduce(0, +)
      let rows = demo.files.first { $0.name == file }?.rows ?? 0
      #expect(count >= 3 && (count == 3 || count * 1_000 <= rows), "\(file)")
    }
  }

  @Test func `every donor of the contributions is in the truth, and every voter there exists`()
    throws
  {
    let donors = try demo.donors()
    let known = Set(donors["donor_id"])
    #expect(known.count == donors.all.count)
    #expect(try Set(demo.contributions()["Donor ID"]).subtracting(known).isEmpty)
    let voters = try Set(demo.voters()["ncid"])
    let named = donors["ncid"].filter { !$0.isEmpty }
    #expect(!named.isEmpty && named.allSatisfy(voters.contains))
  }

  @Test func `some donors have two ids, and these are one person`() throws {
    let donors = try demo.donors()
    var ids: [String: Int] = [:]
    for person in donors["person"] { ids[person, default: 0] += 1 }
    let doubles = ids.values.count { $0 == 2 }
    #expect(ids.values.allSatisfy { $0 <= 2 })
    #expect((0.02...0.08).contains(Double(doubles) / Double(ids.count)))
  }

  private func isoDay(_ text: Substring) -> Int? { dayNumber(text, separator: "-", order: "ymd") }

  private func faults(
    in rows: Rows, key: [String], date: String? = nil, amount: String? = nil,
    odd: (kind: String, column: String, isOdd: (String) -> Bool)? = nil,
    day: (Substring) -> Int?
  ) -> [String: Int] {
    var found: [String: Int] = [:]
    var keys: Set<[String]> = []
    let keyPositions = key.map { rows.position($0) }
    let datePosition = date.map { rows.position($0) }
    let amountPosition = amount.map { rows.position($0) }
    for row in rows.all {
      if row.count != rows.header.count {
        found[row.count < rows.header.count ? "too_few_fields" : "too_many_fields", default: 0] += 1
      } else if let datePosition, day(row[datePosition][...]) == nil {
        found["bad_date", default: 0] += 1
      } else if let amountPosition, cents(row[amountPosition]) == nil {
        found["bad_amount", default: 0] += 1
      } else if let odd, odd.isOdd(row[rows.position(odd.column)]) {
        found[odd.kind, default: 0] += 1
      } else if !keys.insert(keyPositions.map { row[$0] }).inserted {
        found["duplicate_key", default: 0] += 1
      }
    }
    return found
  }

  private func callFaults(known: Set<String>) throws -> [String: Int] {
    let words: Set<String> = [
      "Not Home", "Refused", "Busy", "Wrong Number", "Disconnected", "Left Message", "Moved",
      "Deceased", "Language Barrier", "Do Not Call", "Canvassed",
    ]
    var found: [String: Int] = [:]
    for row in try demo.calls().all {
      if row.count < 6 {
        found["too_few_fields", default: 0] += 1
      } else if dayNumber(row[1][...], separator: "-", order: "ymd") == nil {
        found["bad_date", default: 0] += 1
      } else if !words.contains(row[3]) {
        found["unknown_result", default: 0] += 1
      } else if !known.contains(row[0]) {
        found["unknown_voter", default: 0] += 1
      }
    }
    return found
  }
}
