import Testing

/// The voter file, the vote history and the calls, as a whole.
struct RegisterTests {
  let demo: WrittenDemo

  init() throws {
    demo = try WrittenDemo.shared.get()
  }

  private func share(_ rows: Rows, _ column: String, of value: String) -> Double {
    let values = rows[column]
    return Double(values.count { $0 == value }) / Double(values.count)
  }

  @Test func `registers have the state's shares of statuses and parties`() throws {
    let voters = try demo.voters()
    #expect((0.08...0.10).contains(share(voters, "status_cd", of: "R")))
    #expect((0.08...0.11).contains(share(voters, "status_cd", of: "I")))
    #expect((0.002...0.01).contains(share(voters, "status_cd", of: "S")))
    #expect((0.28...0.40).contains(share(voters, "party_cd", of: "DEM")))
    #expect((0.24...0.36).contains(share(voters, "party_cd", of: "REP")))
    #expect((0.42...0.48).contains(share(voters, "full_phone_number", of: "")))
    #expect(voters["confidential_ind"].contains("Y"))
    #expect(voters["age_at_year_end"].contains("17"))
    #expect(voters["age_at_year_end"].allSatisfy { (17...126).contains(Int($0) ?? 0) })
  }

  @Test func `the removed have no address, the confidential neither address nor phone`() throws {
    let voters = try demo.voters()
    let columns = ["status_cd", "confidential_ind", "res_street_address", "zip_code"]
    let positions = columns.map { voters.position($0) }
    let phone = voters.position("full_phone_number")
    for row in voters.whole {
      let (status, confidential) = (row[positions[0]], row[positions[1]])
      let (street, zip) = (row[positions[2]], row[positions[3]])
      if status == "R" {
        #expect(street == "REMOVED" && zip.isEmpty)
      } else if confidential == "Y" {
        #expect(street.isEmpty && zip.isEmpty && row[phone].isEmpty)
      } else {
        #expect(!street.isEmpty && zip.utf8.count == 5)
      }
    }
  }

  @Test func `ncid is unique in the state, voter_reg_num in the county only`() throws {
    let voters = try demo.voters()
    let duplicates = try demo.dirt().all
      .filter { $0[0] == "ncvoter_Statewide.txt" && $0[1] == "duplicate_key" }
      .compactMap { Int($0[2]) }.reduce(0, +)
    let rows = voters.whole.count
    #expect(Set(voters["ncid"]).count == rows - duplicates)
    #expect(Set(voters["voter_reg_num"]).count < rows / 2)
    let pairs = Set(zip(voters["county_id"], voters["voter_reg_num"]).map { "\($0) \($1)" })
    // A bad row has an ncid of its own, but the number of the row that it was copied from.
    let badDates = voters["registr_dt"].count {
      dayNumber($0[...], separator: "/", order: "mdy") == nil
    }
    #expect(pairs.count == rows - duplicates - badDates)
  }

  @Test func `no phone lies outside the fictitious ranges, and homes share some`() throws {
    let areas: Set<Substring> = [
      "919", "984", "704", "980", "336", "743", "910", "472", "828", "252",
    ]
    let listed = try demo.voters()["full_phone_number"].filter { !$0.isEmpty }
    let given = try demo.contributions()["Donor Phone"].filter { !$0.isEmpty }
    for phone in listed + given {
      #expect(
        phone.utf8.count == 10 && areas.contains(phone.prefix(3))
          && phone.dropFirst(3).hasPrefix("55"))
    }
    #expect(Set(listed).count < listed.count - listed.count / 50)
    #expect(!Set(listed).isDisjoint(with: given))
  }

  @Test func `nobody votes before registering or at 17, and presidents draw more than primaries`()
    throws
  {
    let voters = try demo.voters()
    var registered: [String: Int] = [:]
    var born: [String: Int] = [:]
    for row in voters.whole {
      let id = row[voters.position("ncid")]
      registered[id] = dayNumber(
        row[voters.position("registr_dt")][...], separator: "/", order: "mdy")
      born[id] = Int(row[voters.position("birth_year")])
    }
    let history = try demo.history()
    var turnout: [String: Int] = [:]
    for (id, label) in zip(history["ncid"], history["election_lbl"]) {
      guard let day = dayNumber(label[...], separator: "/", order: "mdy"),
        let start = registered[id]
      else { continue }
      #expect(day > start)
      #expect(day / 10_000 - (born[id] ?? 0) >= 18)
      turnout[label, default: 0] += 1
    }
    #expect(turnout.count == 11)
    #expect(turnout["11/05/2024", default: 0] > 2 * turnout["03/05/2024", default: 0])
  }

  @Test func `about one in a hundred with a phone asks not to be called`() throws {
    let calls = try demo.calls()
    let refusals = calls["result"].count { $0 == "Do Not Call" }
    let phones = try demo.voters()["full_phone_number"].count { !$0.isEmpty }
    #expect((0.006...0.014).contains(Double(refusals) / Double(phones)))
    let days = calls["date_canvassed"].compactMap {
      dayNumber($0[...], separator: "-", order: "ymd")
    }
    #expect(days.allSatisfy { (20_260_501...20_260_915).contains($0) })
  }
}
