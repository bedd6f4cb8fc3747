import Testing

@testable import DemoData

/// The contributions, and what the FEC shows of them.
struct GivingTests {
  struct Line: Sendable {
    let person: String
    let id: String
    let day: Int
    let cents: Int
    let election: String
    let refunded: Int?
  }

  /// Read once for all tests.
  private static let ledger = Result { try lines(of: WrittenDemo.shared.get()) }

  let demo: WrittenDemo
  let lines: [Line]
  let persons: [String: [Line]]

  init() throws {
    demo = try WrittenDemo.shared.get()
    lines = try Self.ledger.get()
    persons = Dictionary(grouping: lines, by: \.person)
  }

  /// The good rows of the contributions.
  private static func lines(of demo: WrittenDemo) throws -> [Line] {
    let donors = try demo.donors()
    let person = Dictionary(
      zip(donors["donor_id"], donors["person"]), uniquingKeysWith: { first, _ in first })
    let rows = try demo.contributions()
    let columns = [
      "Donor ID", "Lineitem ID", "Date", "Amount", "Recipient Election", "Refund Date",
    ].map { rows.position($0) }
    var seen: Set<String> = []
    return rows.whole.compactMap { row in
      let day = dayNumber(row[columns[2]].prefix { $0 != " " }, separator: "-", order: "ymd")
      guard let day, let cents = cents(row[columns[3]]), seen.insert(row[columns[1]]).inserted
      else { return nil }
      return Line(
        person: person[row[columns[0]]] ?? "", id: row[columns[1]], day: day, cents: cents,
        election: row[columns[4]],
        refunded: dayNumber(row[columns[5]][...], separator: "-", order: "ymd"))
    }
  }

  @Test func `about four in a hundred voters give, and one donor in seven is not on the register`()
    throws
  {
    let donors = try demo.donors()
    let registered = Set(donors["ncid"]).subtracting([""]).count
    #expect((0.034...0.047).contains(Double(registered) / 12_000))
    let outside = Double(persons.count - registered) / Double(persons.count)
    #expect((0.11...0.19).contains(outside))
  }

  @Test func `of past donors twelve to twenty in a hundred give in ninety days, recent ones more`()
  {
    let past = persons.values.filter { $0.contains { $0.day < 20_260_617 } }
    func again(_ donors: [[Line]]) -> Double {
      Double(donors.count { $0.contains { $0.day >= 20_260_617 } }) / Double(donors.count)
    }
    #expect((0.12...0.20).contains(again(past)))
    func isRecent(_ lines: [Line]) -> Bool {
      lines.contains { (20_260_317..<20_260_617).contains($0.day) }
    }
    #expect(again(past.filter(isRecent)) > 2 * again(past.filter { !isRecent($0) }))
    let frequent = past.filter { $0.count { $0.day < 20_260_617 } >= 3 }
    #expect(again(frequent) > 1.5 * again(past))
  }

  @Test func `gifts lie in the campaign's time and refunds after their gift`() {
    #expect(lines.allSatisfy { (20_250_115...20_260_915).contains($0.day) && $0.cents > 0 })
    let refunds = lines.compactMap { line in line.refunded.map { ($0, line.day) } }
    #expect(refunds.count >= 3)
    #expect(refunds.allSatisfy { $0.0 > $0.1 && $0.0 <= 20_260_915 })
  }

  @Test func `some donors reach the limit, and only planted ones pass it`() {
    var totals: [String: Int] = [:]
    for line in lines { totals[line.person + line.election, default: 0] += line.cents }
    #expect(totals.values.contains(350_000))
    #expect(totals.values.contains { $0 > 350_000 })
    #expect(totals.values.allSatisfy { $0 <= 400_000 })
  }

  @Test func `receipts repeat, line numbers only where the truth says so`() throws {
    let rows = try demo.contributions()
    #expect(Set(rows["Receipt ID"]).count < Set(rows["Lineitem ID"]).count)
    let numbers = rows["Recurrence Number"].compactMap { Int($0) }
    #expect(numbers.contains { $0 > 5 })
  }

  @Test func `the FEC shows each gift from the one that takes a donor over 200 dollars`() throws {
    var expected: [String: Int] = [:]
    var returned: Set<String> = []
    for gifts in persons.values {
      var total = 0
      for gift in gifts.sorted(by: { ($0.day, $0.id) < ($1.day, $1.id) }) {
        guard gift.day <= 20_260_630 else { continue }
        total += gift.cents
        guard total > 20_000 else { continue }
        expected["AB" + gift.id] = (gift.cents + 50) / 100
        if let day = gift.refunded, day <= 20_260_630 { returned.insert("AB\(gift.id)R") }
      }
    }
    let rows = try demo.federal()
    let columns = ["CMTE_ID", "TRANSACTION_TP", "MEMO_CD", "TRAN_ID", "TRANSACTION_AMT"]
      .map { rows.position($0) }
    var shown: [String: Int] = [:]
    var refunds: Set<String> = []
    var memos = 0
    for row in rows.whole where row[columns[0]] == "C00999001" {
      guard let amount = Int(row[columns[4]]), amount > 0 else { continue }
      switch (row[columns[1]], row[columns[2]]) {
      case ("15E", ""): shown[row[columns[3]]] = amount
      case ("15E", "X"): memos += 1
      case ("22Y", ""): refunds.insert(row[columns[3]])
      default: Issue.record("a line of another type")
      }
    }
    // On a day with several gifts the order within the day decides which one crosses the line.
    let differing = Set(expected.keys).symmetricDifference(shown.keys)
    #expect(differing.count <= expected.count / 100)
    #expect(shown.allSatisfy { expected[$0.key] == nil || expected[$0.key] == $0.value })
    #expect(memos > 0)
    #expect(!refunds.isEmpty && refunds == returned)
  }

  @Test func `the fee is 3.95 percent, to the cent`() {
    #expect(feeCents(10_000) == 395)
    #expect(feeCents(2_700) == 107)  // 1.0665 dollars
    #expect(feeCents(500) == 20)  // 0.1975 dollars
  }
}
