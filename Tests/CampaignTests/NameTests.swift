import Testing

@testable import Campaign

struct NameTests {
  @Test(
    arguments: [
      ("O'Brien", "OBRIEN", nil), ("O’Brien", "OBRIEN", nil), ("  de la  Cruz ", "DE LA CRUZ", nil),
      ("Muñoz", "MUNOZ", nil), ("Straße", "STRASSE", nil), ("Łukasiewicz", "LUKASIEWICZ", nil),
      ("Ærø", "AERO", nil), ("Dvořák", "DVORAK", nil), ("Mun\u{303}oz", "MUNOZ", nil),
      ("Smith-Jones", "SMITH JONES", nil), ("SMITH JONES", "SMITH JONES", nil),
      ("Smith, Jr.", "SMITH", "JR"), ("King III", "KING", "III"), ("Smith J.R.", "SMITH", "JR"),
      ("Ii", "II", nil), ("St. John", "ST JOHN", nil), ("Иванов", "ИВАНОВ", nil),
      ("ÿ ž ſ ĳ œ þ", "Y Z S IJ OE TH", nil), ("a×b", "A B", nil),
    ] as [(String, String, String?)])
  func `names that differ only in writing have one key`(
    text: String, name: String, suffix: String?
  ) throws {
    let key = try #require(NameKey(text))
    #expect(key.name == name)
    #expect(key.suffix == suffix)
  }

  @Test func `a name without letters has no key`() {
    #expect(NameKey("") == nil && NameKey(" - ") == nil && NameKey("'.") == nil)
    let notUTF8: [UInt8] = [0x41, 0xF1, 0x41]
    #expect(NameKey(notUTF8.span) == nil)
  }

  @Test(arguments: [
    "9195550123", "919-555-0123", "(919) 555-0123", "+1 919.555.0123", "1-919-555-0123",
    "19195550123",
  ])
  func `a telephone number is its ten digits`(text: String) throws {
    let phone = try #require(PhoneNumber(text))
    #expect(phone.digits == 9_195_550_123)
    #expect(phone.text == "919-555-0123")
  }

  @Test(arguments: [
    "", "0000000000", "5555555555", "555-0123", "1195550123", "9191550123", "9115550123",
    "9199110123",
    "29195550123", "02609712509", "919-555-0123 x4", "919555012O", "919195550123",
  ])
  func `what can't be dialled is no telephone number`(text: String) {
    #expect(PhoneNumber(text) == nil)
  }

  @Test(
    arguments: [
      ("27601", "27601", nil), ("27601-1234", "27601", 1234), ("276011234", "27601", 1234),
      ("27601 1234", "27601", 1234), ("27601-", "27601", nil), ("2134", "02134", nil),
      (" 00501 ", "00501", nil), ("27601-0000", "27601", nil), ("02134-0042", "02134", 42),
    ] as [(String, String, Int32?)])
  func `a ZIP code is five digits and perhaps four`(text: String, zip5: String, plus4: Int32?)
    throws
  {
    let zip = try #require(ZipCode(text))
    #expect(zip.text == zip5)
    #expect(zip.plus4 == plus4)
  }

  @Test(arguments: [
    "", "123", "00000", "99999", "2760A", "27601-12", "2760112", "27601.0", "K1A 0B1", "2134-1234",
  ])
  func `what is no ZIP code is nil`(text: String) {
    #expect(ZipCode(text) == nil)
  }

  @Test func `an e-mail address is trimmed and in lower case`() {
    #expect(
      EmailAddress(" Pat.Doe+List@Mail.Example.ORG ")?.text == "pat.doe+list@mail.example.org")
    #expect(EmailAddress("o'neil@example.com")?.text == "o'neil@example.com")
  }

  @Test(arguments: [
    "", "@", "a@b", "a@b.", "a@.com", "@b.com", "a b@c.com", "a@b@c.com", "a@b..com", ".a@b.com",
    "a..b@c.com", "a@-b.com", "a@b.c", "a@1.2.3.44", "a,b@c.com", "a@b.com;c@d.com", "ä@b.com",
    "none", "<a@b.com>",
  ])
  func `what is no e-mail address is nil`(text: String) {
    #expect(EmailAddress(text) == nil)
  }
}
