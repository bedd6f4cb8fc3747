/// The FEC's bulk file of itemised contributions, for both committees, through the last report.
///
/// Whole dollars, as in the real file. For reconciliation and research only: what the FEC shows
/// about contributors may not be used to solicit (52 USC 30111(a)(4)).
struct FederalTable {
  static let table = Table(
    name: "itcont.txt", format: .federal,
    columns: [
      "CMTE_ID", "AMNDT_IND", "RPT_TP", "TRANSACTION_PGI", "IMAGE_NUM", "TRANSACTION_TP",
      "ENTITY_TP", "NAME", "CITY", "STATE", "ZIP_CODE", "EMPLOYER", "OCCUPATION", "TRANSACTION_DT",
      "TRANSACTION_AMT", "OTHER_ID", "TRAN_ID", "FILE_NUM", "MEMO_CD", "MEMO_TEXT", "SUB_ID",
    ],
    hasHeader: false, freshKey: ("SUB_ID", "4999999999999"),
    damages: [
      .badValue(
        kind: "bad_date", column: "TRANSACTION_DT", values: ["02302025", "2026-01-05", "13012026"]),
      .badValue(kind: "bad_amount", column: "TRANSACTION_AMT", values: ["N/A", "1O0", ""]),
      .duplicateKey, .tooFewFields, .tooManyFields,
    ])

  private let writer: TableWriter
  private let seed: UInt64
  private var row = Row()
  private var lineCount = 0

  init(_ writer: TableWriter, seed: UInt64) {
    self.writer = writer
    self.seed = seed
  }

  /// One line of a report.
  private struct Line {
    var committee: String
    var type: String
    var entity = "IND"
    var name: String
    var city: String
    var state: String
    var zip: String
    var employer = ""
    var occupation = ""
    var day: CivilDay
    var cents: Int
    var election: Election.Kind
    var otherID = ""
    var transaction: String
    var isMemo = false
    var text = ""
  }

  /// Writes what the FEC shows of one of the committee's own donors: from the gift that takes the
  /// cycle's total over 200 dollars.
  mutating func write(_ donor: Donor) throws {
    var total = 0
    let reported = donor.gifts.indices.filter { donor.gifts[$0].day <= Story.reported }
    for position in reported.sorted(by: { donor.gifts[$0].day < donor.gifts[$1].day }) {
      let gift = donor.gifts[position]
      total += gift.cents
      guard total > Story.itemisedAboveCents else { continue }
      let account = donor.accounts[gift.account]
      let number = donor.lineNumber(position)
      var line = Line(
        committee: Story.committee, type: "15E",
        name: Self.name(account.family, account.given), city: account.city.uppercased(),
        state: account.state, zip: account.zip, employer: account.employer.uppercased(),
        occupation: account.occupation.uppercased(), day: gift.day, cents: gift.cents,
        election: gift.election, transaction: "AB\(number)",
        text: "* EARMARKED CONTRIBUTION: SEE BELOW")
      try write(line)
      if number % 10 == 0 { try write(Self.conduitMemo(of: line)) }
      if let refunded = gift.refunded, refunded <= Story.reported {
        (line.type, line.day, line.text) = ("22Y", refunded, "REFUND")
        line.transaction += "R"
        try write(line)
      }
    }
  }

  /// Writes one donor of the rival committee; every one gives more than 200 dollars at once.
  mutating func writeRival(_ index: Int) throws {
    var draws = Draws(seed: seed, .rival, index)
    let sex = draws.chance(0.45) ? Sex.female : .male
    let given = Names.given(sex, born: draws.within(1938...1998), in: .white, &draws)
    let family = Names.family(in: .white, &draws)
    let county = draws.pick(County.all)
    let town = draws.pickRanked(county.towns)
    let zip = draws.chance(0.03) ? "" : draws.pick(town.zips)
    let span = Story.reported - Story.opening
    for gift in 0..<1 + draws.below(4) {
      let day = Story.opening + draws.below(span)
      try write(
        Line(
          committee: Story.rival, type: "15", name: Self.name(family, given),
          city: town.city.uppercased(), state: "NC", zip: zip, employer: "NOT EMPLOYED",
          occupation: "RETIRED", day: day,
          cents: draws.pick([25_000, 50_000, 100_000, 250_000, 350_000]),
          election: day <= Story.primary ? .primary : .general,
          transaction: "SA11AI.\(index).\(gift)"))
    }
  }

  /// The line that names the conduit: a memo, which no total counts.
  private static func conduitMemo(of line: Line) -> Line {
    Line(
      committee: line.committee, type: "15E", entity: "PAC", name: Story.conduitName,
      city: "SOMERVILLE", state: "MA", zip: "02144", day: line.day, cents: line.cents,
      election: line.election, otherID: Story.conduit, transaction: line.transaction + "E",
      isMemo: true, text: "NOTE: ABOVE CONTRIBUTION EARMARKED THROUGH THIS ORGANIZATION.")
  }

  private mutating func write(_ line: Line) throws {
    lineCount += 1
    row.clear()
    row.add(line.committee)
    row.add("N")
    row.add(Self.report(of: line.day))
    row.add(line.election == .primary ? "P2026" : "G2026")
    row.add("20260715\(padded(9_000_000_000 + lineCount, 10))")
    row.add(line.type)
    row.add(line.entity)
    row.add(line.name)
    row.add(line.city)
    row.add(line.state)
    row.add(line.zip)
    row.add(line.employer)
    row.add(line.occupation)
    row.add(line.day.compact)
    row.add((line.cents + 50) / 100)
    row.add(line.otherID)
    row.add(line.transaction)
    row.add(Self.filing(of: line.day))
    row.add(line.isMemo ? "X" : "")
    row.add(line.text)
    row.add("4071520260\(padded(lineCount, 9))")
    try writer.write(row)
  }

  private static func name(_ family: String, _ given: String) -> String {
    let plain = Names.withoutAccents("\(family), \(given)").uppercased()
    return String(plain.prefix { $0 != "\"" })
  }

  /// The number of that report's filing.
  private static func filing(of day: CivilDay) -> Int {
    let (year, month, _) = day.parts
    return 1_900_000 + 4 * (year - 2025) + (month - 1) / 3
  }

  /// The report that covers a day: quarterly ones, and the one at year's end.
  private static func report(of day: CivilDay) -> String {
    ["Q1", "Q2", "Q3", "YE"][(day.parts.month - 1) / 3]
  }
}
