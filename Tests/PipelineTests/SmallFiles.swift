import Campaign
import DemoData
import TestSupport

@testable import Pipeline

/// A registration of a small voter file.
struct TestVoter {
  var id: String
  var first: String
  var last: String
  var suffix = ""
  var street = "12 MAIN ST"
  var phone = ""
}

/// A line of a small contributions file.
struct TestGift {
  var line: Int
  var donor: String
  var first: String
  var last: String
  var street = "12 Main Street"
  var email = ""
  var phone = ""
  var day = "2026-03-01 10:00:00"
  var amount = "25.00"
  var refund = ""
  var recovery = ""
  /// How much was given back, where it is a part.
  var refunded = ""
  var committee = "C00999001"
}

extension TestCampaign {
  /// The header of one of the built-in layouts, from the layout's own lines.
  static func header(of layout: String) throws -> [String] {
    let path = "examples/demo/layouts/\(layout).yml"
    return try LayoutDefinition.read(SQLFiles.text(path), file: path).columns.map { $0.headers[0] }
  }

  /// A delimited text: a header and rows of which some columns are filled.
  static func table(
    _ layout: String, delimiter: String, _ rows: [[String: String]]
  ) throws -> String {
    let header = try header(of: layout)
    let lines = rows.map { row in header.map { row[$0] ?? "" }.joined(separator: delimiter) }
    return ([header.joined(separator: delimiter)] + lines).joined(separator: "\n") + "\n"
  }

  static func voterFile(_ voters: [TestVoter]) throws -> String {
    try table(
      "ncvoter", delimiter: "\t",
      voters.map {
        [
          "ncid": $0.id, "first_name": $0.first, "last_name": $0.last, "name_suffix_lbl": $0.suffix,
          "status_cd": "A", "res_street_address": $0.street, "zip_code": "27601",
          "full_phone_number": $0.phone, "registr_dt": "01/02/2010", "birth_year": "1970",
        ]
      })
  }

  static func giftFile(_ gifts: [TestGift]) throws -> String {
    try table(
      "actblue", delimiter: ",",
      gifts.map {
        [
          "Lineitem ID": "\($0.line)", "Donor ID": $0.donor, "Donor First Name": $0.first,
          "Donor Last Name": $0.last, "Donor Addr1": $0.street, "Donor ZIP": "27601",
          "Donor Email": $0.email, "Donor Phone": $0.phone, "Date": $0.day, "Amount": $0.amount,
          "Refund Date": $0.refund, "Refund Amount": $0.refunded, "Recovery Date": $0.recovery,
          "Recipient Gov ID": $0.committee,
        ]
      })
  }

  @discardableResult
  func loadVoters(_ voters: [TestVoter], as name: String = "voters.txt") throws -> ImportSummary {
    try load(try write(try Self.voterFile(voters), to: name))
  }

  @discardableResult
  func loadGifts(_ gifts: [TestGift], as name: String = "gifts.csv") throws -> ImportSummary {
    try load(try write(try Self.giftFile(gifts), to: name))
  }
}
