/// The FEC's committee master: the two campaigns and the conduit, without persons.
enum CommitteeTable {
  static let table = Table(
    name: "cm.txt", format: .federal,
    columns: [
      "CMTE_ID", "CMTE_NM", "TRES_NM", "CMTE_ST1", "CMTE_ST2", "CMTE_CITY", "CMTE_ST", "CMTE_ZIP",
      "CMTE_DSGN", "CMTE_TP", "CMTE_PTY_AFFILIATION", "CMTE_FILING_FREQ", "ORG_TP",
      "CONNECTED_ORG_NM", "CAND_ID",
    ],
    hasHeader: false, damages: [.tooFewFields, .tooManyFields, .duplicateKey])

  static let rows: [[String]] = [
    [
      Story.conduit, Story.conduitName, "", "PO BOX 441146", "", "SOMERVILLE", "MA", "02144", "U",
      "V", "", "M", "", "NONE", "",
    ],
    [
      Story.committee, Story.committeeName, "", "PO BOX 100", "", "RALEIGH", "NC", "27601", "P",
      "S", "DEM", "Q", "", "", "S6NC99001",
    ],
    [
      Story.rival, Story.rivalName, "", "PO BOX 200", "", "CHARLOTTE", "NC", "28202", "P", "S",
      "REP", "Q", "", "", "S6NC99002",
    ],
  ]
}
