/// North Carolina's vote history: one row for each voter and election voted in.
enum HistoryTable {
  static let table = Table(
    name: "ncvhis_Statewide.txt", format: .state,
    columns: [
      "county_id", "county_desc", "voter_reg_num", "election_lbl", "election_desc",
      "voting_method", "voted_party_cd", "voted_party_desc", "pct_label", "pct_description", "ncid",
      "voted_county_id", "voted_county_desc", "vtd_label", "vtd_description",
    ],
    freshKey: ("ncid", "ZZ9"),
    damages: [
      .tooFewFields,
      .badValue(
        kind: "bad_date", column: "election_lbl", values: ["02/30/2024", "00/00/0000", "2024"]),
      .duplicateKey,
    ])

  static func fill(_ row: inout Row, with voter: Voter, election position: Int) {
    let election = Story.elections[position]
    let block = voter.household.block
    let label = VoterTable.label(of: block)
    let choice = (voter.index &* 31 &+ position &* 17) % 20
    row.clear()
    row.add(block.county.id)
    row.add(block.county.name)
    row.add(padded(voter.countyNumber + 1, 12))
    row.add(election.day.slashed)
    row.add("\(election.day.slashed) \(election.kind.rawValue)")
    row.add(method(choice, in: election))
    // The unaffiliated choose a ballot in primaries.
    let ballot =
      voter.party == .unaffiliated && election.kind == .primary
      ? (choice % 2 == 0 ? Voter.Party.democratic : .republican) : voter.party
    row.add(ballot.rawValue)
    row.add(name(of: ballot))
    row.add(label)
    row.add("PRECINCT \(label)")
    row.add(voter.ncid)
    row.add(block.county.id)
    row.add(block.county.name)
    row.add(label)
    row.add(label)
  }

  private static func method(_ choice: Int, in election: Election) -> String {
    let byMail = election.day.parts.year == 2020 && election.kind == .general ? 4 : 1
    switch choice {
    case ..<byMail: return "ABSENTEE BY MAIL"
    case ..<12: return "ABSENTEE ONESTOP"
    case 19 where election.kind == .general: return "PROVISIONAL"
    default: return "IN-PERSON"
    }
  }

  private static func name(of party: Voter.Party) -> String {
    switch party {
    case .democratic: "DEMOCRATIC"
    case .republican: "REPUBLICAN"
    case .unaffiliated: "UNAFFILIATED"
    case .libertarian: "LIBERTARIAN"
    }
  }
}
