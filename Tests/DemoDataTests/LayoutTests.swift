import DemoData
import Testing

struct LayoutTests {
  let demo: WrittenDemo

  init() throws {
    demo = try WrittenDemo.shared.get()
  }

  @Test func `the voter file has North Carolina's 67 columns`() throws {
    let header = try demo.voters().header
    #expect(header.count == 67)
    #expect(header.prefix(4) == ["county_id", "county_desc", "voter_reg_num", "ncid"])
    #expect(
      Array(header[24...31]) == [
        "confidential_ind", "registr_dt", "race_code", "ethnic_code", "party_cd", "gender_code",
        "birth_year", "age_at_year_end",
      ])
    #expect(header.suffix(4) == ["dist_1_abbrv", "dist_1_desc", "vtd_abbrv", "vtd_desc"])
    #expect(Set(header).count == 67)
  }

  @Test func `the vote history has 15 columns`() throws {
    let expected = """
      county_id county_desc voter_reg_num election_lbl election_desc voting_method voted_party_cd \
      voted_party_desc pct_label pct_description ncid voted_county_id voted_county_desc vtd_label \
      vtd_description
      """
    #expect(try demo.history().header.joined(separator: " ") == expected)
  }

  @Test func `the contributions have the conduit's columns, seven of them Reserved`() throws {
    let header = try demo.contributions().header
    #expect(header.count == 101)
    #expect(header.count { $0 == "Reserved" } == 7)
    #expect(
      header.prefix(5) == [
        "Receipt ID", "Date", "Amount", "Recurring Total Months", "Recurrence Number",
      ])
    #expect(header.suffix(3) == ["Kind", "Managed Entity Name", "Managed Entity Committee Name"])
    let contributions = try demo.contributions()
    #expect(Set(contributions["Recipient Gov ID"]) == ["C00999001"])
    #expect(Set(contributions["Donor Country"]) == ["United States"])
    #expect(Set(contributions["Kind"]) == ["contribution", "contribution "])
    #expect(Set(contributions["Card Type"]) == ["Visa", "Mastercard", "Amex", "Discover"])
  }

  @Test func `the federal files have 21 and 15 fields and no header`() throws {
    let federal = try demo.federal()
    #expect(federal.whole.count > federal.all.count - 5)
    #expect(federal.all.first?.first == "C00999001")
    #expect(Set(federal["CMTE_ID"]) == ["C00999001", "C00999002"])
    #expect(try demo.committees().all.first?.first == "C00401224")
  }

  @Test func `the call results have VAN's columns`() throws {
    let header = try demo.calls().header
    #expect(
      header == [
        "voter_id", "date_canvassed", "contact_type", "result", "canvassed_by", "note",
      ])
  }

  @Test func `the state's files are Windows-1252 with CRLF and every field quoted`() throws {
    for name in ["ncvoter_Statewide.txt", "ncvhis_Statewide.txt"] {
      let bytes = try demo.bytes(name)
      let lineFeeds = bytes.indices.filter { bytes[$0] == 10 }
      #expect(lineFeeds.allSatisfy { bytes[$0 - 1] == 13 && bytes[$0 - 2] == 0x22 })
      #expect(bytes.first == 0x22)
    }
    let voters = try demo.bytes("ncvoter_Statewide.txt")
    // N with tilde, and the curly apostrophe, which Latin-1 doesn't have.
    #expect(voters.contains(0xD1))
    #expect(voters.contains(0x92))
    #expect(!voters.contains(0xC3))
  }

  @Test func `a name with quotes has them doubled`() throws {
    let nick = Array("\"\"BUD\"\"\"".utf8)
    let bytes = try demo.bytes("ncvoter_Statewide.txt")
    #expect(bytes.indices.dropLast(nick.count).contains { bytes[$0...].starts(with: nick) })
  }

  @Test func `rows and bytes are reported as they are`() throws {
    #expect(
      demo.files.map(\.name).sorted() == [
        "actblue_contributions.csv", "call_results.csv", "cm.txt", "contest_entries.csv",
        "email_events.csv",
        "event_attendance.csv", "itcont.txt", "ncvhis_Statewide.txt", "ncvoter_Statewide.txt",
        "persuasion_experiment.csv", "poll_answers.csv", "truth/README.md", "truth/cohorts.csv",
        "truth/dirt.csv", "truth/donors.csv", "truth/effects.csv", "truth/fatigue.csv",
        "truth/giving.csv", "truth/segments.csv", "vendor_columns.csv",
      ])
    for file in demo.files { #expect(try demo.bytes(file.name).count == file.bytes) }
    let rows = Dictionary(uniqueKeysWithValues: demo.files.map { ($0.name, $0.rows) })
    #expect(try rows["ncvoter_Statewide.txt"] == demo.voters().all.count)
    #expect(try rows["ncvhis_Statewide.txt"] == demo.history().all.count)
    #expect(try rows["actblue_contributions.csv"] == demo.contributions().all.count)
    #expect(try rows["itcont.txt"] == demo.federal().all.count)
    #expect(try rows["cm.txt"] == demo.committees().all.count)
    #expect(try rows["call_results.csv"] == demo.calls().all.count)
    #expect(try rows["truth/donors.csv"] == demo.donors().all.count)
    #expect(try rows["truth/dirt.csv"] == demo.dirt().all.count)
  }
}
