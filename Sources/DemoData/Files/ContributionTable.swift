/// The conduit's contributions, line by line.
///
/// Rows come donor by donor, not by date. A refunded gift is one row with refund id and date; its
/// amount stays positive. Times are Eastern.
enum ContributionTable {
  /// Column names, split at semicolons; `Reserved` stands there seven times, as in the real file.
  private static let columns = """
    Receipt ID;Date;Amount;Recurring Total Months;Recurrence Number;Recipient;Fundraising Page;\
    Fundraising Partner;Reference Code 2;Reference Code;Donor First Name;Donor Last Name;\
    Donor Addr1;Donor Addr2;Donor City;Donor State;Donor ZIP;Donor Country;Donor Occupation;\
    Donor Employer;Donor Email;Donor Phone;New Express Signup;Comments;Check Number;Check Date;\
    Employer Addr1;Employer Addr2;Employer City;Employer State;Employer ZIP;Employer Country;\
    Donor ID;Fundraiser ID;Fundraiser Recipient ID;Fundraiser Contact Email;\
    Fundraiser Contact First Name;Fundraiser Contact Last Name;Partner ID;Partner Contact Email;\
    Partner Contact First Name;Partner Contact Last Name;Reserved;Lineitem ID;AB Test Name;\
    AB Variation;Recipient Committee;Recipient ID;Recipient Gov ID;Recipient Election;Reserved;\
    Payment ID;Payment Date;Disbursement ID;Disbursement Date;Recovery ID;Recovery Date;Refund ID;\
    Refund Date;Fee;Recur Weekly;ActBlue Express Lane;Reserved;Card Type;Reserved;Reserved;\
    Reserved;Reserved;Mobile;Recurring Upsell Shown;Recurring Upsell Succeeded;Double Down;\
    Smart Recurring;Monthly Recurring Amount;Apple Pay;Card Replaced by Account Updater;\
    ActBlue Express Donor;Custom Field 1 Label;Custom Field 1 Value;Donor US Passport Number;\
    Text Message Opt In;Gift Identifier;Gift Declined;Shipping Addr1;Shipping City;Shipping State;\
    Shipping Zip;Shipping Country;Weekly Recurring Amount;Smart Boost Amount;Smart Boost Shown;\
    Bump Recurring Seen;Bump Recurring Succeeded;Weekly to Monthly Rollover Date;\
    Weekly Recurring Sunset;Recurring Type;Recurring Pledged;Paypal;Kind;Managed Entity Name;\
    Managed Entity Committee Name
    """

  static let table = Table(
    name: "actblue_contributions.csv", format: .csv,
    columns: columns.split(separator: ";").map(String.init), freshKey: ("Lineitem ID", "999"),
    damages: [
      .badValue(
        kind: "bad_date", column: "Date", values: ["2025-02-30 10:00:00", "yesterday", ""]),
      .badValue(kind: "bad_amount", column: "Amount", values: ["ten dollars", "-25.00", ""]),
      .duplicateKey, .tooFewFields,
    ])

  static func fill(_ row: inout Row, with donor: Donor, gift position: Int) {
    let gift = donor.gifts[position]
    let account = donor.accounts[gift.account]
    let line = donor.lineNumber(position)
    let (recurrence, months, isMonthly) =
      switch gift.series {
      case .once: (1, 0, false)
      case .monthly(let recurrence, let months): (recurrence, months == 0 ? 60 : months, true)
      }
    row.clear()
    row.add("AB\(donor.lineNumber(gift.receipt))")
    row.add("\(gift.day.iso) \(clock(gift.second))")
    row.add(dollars(gift.cents))
    row.add(months)
    row.add(recurrence)
    row.add("Rivera for Senate")
    row.add(["rivera-web", "rivera-email", "rivera-social", "rivera-calltime"][line % 4])
    row.blank(2)
    row.add(["", "web_home", "em_2026_deadline", "sm_video", "em_news"][line % 5])
    add(account, to: &row)
    row.add(line % 30 == 0 ? "Y" : "N")
    row.add(line % 97 == 0 ? "Go, \"Rivera\"!\nFrom all of us" : "")
    row.blank(8)
    row.add(account.donorID)
    row.add(88_001)
    row.add(99_001)
    row.blank(3)
    row.blank(5)  // partner, and the first reserved column
    row.add(line)
    row.add(line % 11 == 0 ? "deadline_wording" : "")
    row.add(line % 11 == 0 ? (line % 2 == 0 ? "control" : "variation_1") : "")
    row.add("Rivera for Senate")
    row.add(99_001)
    row.add(Story.committee)
    row.add(gift.election == .primary ? "Primary 2026" : "General 2026")
    row.blank()
    addSettlement(gift, line: line, to: &row)
    addForm(gift, line: line, isMonthly: isMonthly, to: &row)
  }

  private static func add(_ account: Account, to row: inout Row) {
    row.add(account.given)
    row.add(account.family)
    row.add(account.address)
    row.add(account.unit)
    row.add(account.city)
    row.add(account.state)
    row.add(account.zip)
    row.add("United States")
    row.add(account.occupation)
    row.add(account.employer)
    row.add(account.email)
    row.add(account.phone)
  }

  /// Payment, disbursement, recovery, refund and fee.
  private static func addSettlement(_ gift: Gift, line: Int, to row: inout Row) {
    row.add(line + 700)
    row.add(gift.day.iso)
    // Money is handed on each Monday.
    let monday = gift.day + (7 - (gift.day.days + 3) % 7)
    let isPaidOut = monday <= Story.today
    row.add(isPaidOut ? String(monday.days) : "")
    row.add(isPaidOut ? monday.iso : "")
    row.blank(2)
    row.add(gift.refunded.map { _ in String(line + 900) } ?? "")
    row.add(gift.refunded?.iso ?? "")
    row.add(dollars(feeCents(gift.cents)))
  }

  /// How the form was filled in, from `Recur Weekly` to the last column.
  private static func addForm(
    _ gift: Gift, line: Int, isMonthly: Bool, to row: inout Row
  ) {
    row.add("N")
    row.add(line % 3 == 0 ? "Y" : "N")
    row.blank()
    row.add(["Visa", "Mastercard", "Amex", "Discover"][line % 4])
    row.blank(4)
    row.add(line % 2 == 0 ? "Y" : "N")
    for _ in 0..<4 { row.add("N") }  // upsells, double down, smart recurring
    row.add(isMonthly ? dollars(gift.cents) : "")
    row.add("N")
    row.add("N")
    row.add(line % 3 == 0 ? "Y" : "N")
    row.blank(3)
    row.add(line % 5 == 0 ? "Y" : "N")
    row.blank(14)
    row.add(isMonthly ? " monthly " : line % 9 == 0 ? " " : "")
    row.add(isMonthly ? "Y" : "N")
    row.add("N")
    row.add(line % 6 == 0 ? "contribution " : "contribution")
    row.blank(2)
  }

  private static func clock(_ second: Int) -> String {
    "\(padded(second / 3_600, 2)):\(padded(second / 60 % 60, 2)):\(padded(second % 60, 2))"
  }
}
