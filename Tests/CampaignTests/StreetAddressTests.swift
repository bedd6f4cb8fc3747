import Testing

@testable import Campaign

struct StreetAddressTests {
  @Test(
    arguments: [
      ("12 North Main Street", "12", "N MAIN ST", nil), ("12 N. MAIN ST.", "12", "N MAIN ST", nil),
      ("0012 n main str, Apartment 4", "12", "N MAIN ST", "4"),
      ("12 N Main St #4", "12", "N MAIN ST", "4"),
      ("12 N Main St Unit # 04", "12", "N MAIN ST", "4"),
      ("12 N Main St APT. 4B", "12", "N MAIN ST", "4B"),
      ("12 N Main St Bldg 2 Apt B", "12", "N MAIN ST", "2 B"),
      ("12 North St", "12", "NORTH ST", nil),
      ("5 Saint James Avenue West", "5", "SAINT JAMES AVE W", nil),
      ("42nd Street", nil, "42ND ST", nil),
      ("7 42nd Street", "7", "42ND ST", nil), ("12 1/2 Oak Ln", "12 1/2", "OAK LN", nil),
      ("0 1/2 Oak Ln", nil, "1/2 OAK LN", nil),
      ("12-34 56th Avenue", "12-34", "56TH AVE", nil), ("12A Oak Lane", "12A", "OAK LN", nil),
      ("Rural Route 2 Box 10", nil, "RURAL ROUTE 2 BOX 10", nil),
      ("1 Avenue Road", "1", "AVENUE RD", nil),
      ("9 Space Center Boulevard", "9", "SPACE CENTER BLVD", nil),
      ("100 Broadway", "100", "BROADWAY", nil),
      ("3 Unit Street", "3", "UNIT ST", nil), ("3 Peña Dr Lot 7", "3", "PENA DR", "7"),
      ("Main Street", nil, "MAIN ST", nil), ("12", nil, "12", nil),
    ] as [(String, String?, String, String?)])
  func `addresses that differ only in writing are one`(
    text: String, houseNumber: String?, street: String, unit: String?
  ) throws {
    let address = try #require(StreetAddress(text))
    #expect(address.houseNumber == houseNumber)
    #expect(address.streetKey == street)
    #expect(address.unit == unit)
    #expect(!address.isPostOfficeBox)
  }

  @Test(arguments: [
    "PO Box 12", "P.O. BOX 12", "P O Box #12", "Post Office Box 012", "POBOX 12", "Box 12",
  ])
  func `a post office box is recognised`(text: String) throws {
    let address = try #require(StreetAddress(text))
    #expect(address.isPostOfficeBox && address.houseNumber == nil && address.unit == nil)
    #expect(address.streetKey == "PO BOX 12")
  }

  @Test func `a line without a street is none`() {
    #expect(StreetAddress("") == nil && StreetAddress(" , ") == nil)
  }

  @Test func `reading a key again changes nothing`() throws {
    for text in ["12 North Main Street", "5 Saint James Avenue West", "42nd Street", "PO Box 9"] {
      let key = try #require(StreetAddress(text)).streetKey
      #expect(StreetAddress(key)?.streetKey == key)
    }
  }
}
