import Campaign
import Postgres

/// A row of `Reports/compliance/receipts.sql`: a receipt, and who gave it.
struct ReviewedReceipt {
  /// The contributor's number; below zero for one who was erased.
  let person: Int64
  let source: String
  let record: String
  let receipt: LedgerReceipt
  var information: ContributorInformation
  let country: String?
  let paymentMethod: String?
  /// The day on which the treasurer last cleared the source of the contributor's gifts so far.
  let clearedOn: Day?

  /// The receipt's name on reports.
  var transaction: String { ScheduleA.transaction(source: source, record: record) }

  /// The contributor as a file names them.
  var personText: String { person < 0 ? "erased" : PersonName.text(of: person) }

  /// The contributor's name as a list of names has it.
  var name: String {
    let parts = [information.lastName, information.firstName].compactMap { $0 }
    return parts.isEmpty ? "(no name)" : parts.joined(separator: ", ")
  }

  init(
    person: Int64, source: String, record: String, receipt: LedgerReceipt,
    information: ContributorInformation, country: String? = nil, paymentMethod: String? = nil,
    clearedOn: Day? = nil
  ) {
    self.person = person
    self.source = source
    self.record = record
    self.receipt = receipt
    self.information = information
    self.country = country
    self.paymentMethod = paymentMethod
    self.clearedOn = clearedOn
  }

  init(_ row: borrowing Row) throws {
    person = try row.integer(0)
    source = try row.text(1)
    record = try row.text(2)
    receipt = LedgerReceipt(
      day: Day(daysSince1970: try row.day(3)), amount: Cents(try row.integer(4)),
      refundedOn: try row.dayIfPresent(5).map(Day.init(daysSince1970:)),
      refunded: try row.integerIfPresent(18).map(Cents.init),
      designation: try row.textIfPresent(6))
    information = ContributorInformation(
      firstName: try row.textIfPresent(7), lastName: try row.textIfPresent(8),
      street: try row.textIfPresent(9), city: try row.textIfPresent(10),
      state: try row.textIfPresent(11), zip5: try row.textIfPresent(12),
      employer: try row.textIfPresent(14), occupation: try row.textIfPresent(15))
    country = try row.textIfPresent(13)
    paymentMethod = try row.textIfPresent(16)
    clearedOn = try row.dayIfPresent(17).map(Day.init(daysSince1970:))
  }

  /// Fills what a contributor left out of a receipt from their other receipts of the same two years,
  /// the latest first (11 CFR 104.7(b)(3)).
  static func fillFromOwnRecords(_ receipts: inout [ReviewedReceipt]) {
    var known: [Int: ContributorInformation] = [:]
    for receipt in receipts.reversed() {
      known[Self.period(receipt), default: ContributorInformation()].fill(from: receipt.information)
    }
    for index in receipts.indices {
      if let other = known[Self.period(receipts[index])] {
        receipts[index].information.fill(from: other)
      }
    }
  }

  /// The two years that end with an even one.
  private static func period(_ receipt: ReviewedReceipt) -> Int {
    ContributorInformation.period(of: receipt.receipt.day)
  }
}
