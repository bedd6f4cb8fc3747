/// The upper half of the Windows-1252 code page, as Unicode.
enum Windows1252 {
  /// The characters of the bytes 0x80…0x9F.
  ///
  /// The five that the code page leaves open stand for control characters, as the WHATWG
  /// Encoding Standard has it. All other bytes are Latin-1.
  private static let specials: [UInt16] = [
    0x20AC, 0x0081, 0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021,
    0x02C6, 0x2030, 0x0160, 0x2039, 0x0152, 0x008D, 0x017D, 0x008F,
    0x0090, 0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2013, 0x2014,
    0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0x009D, 0x017E, 0x0178,
  ]

  /// Appends a byte of 0x80…0xFF as UTF-8.
  static func appendUTF8(of byte: UInt8, to bytes: inout [UInt8]) {
    let scalar = byte < 0xA0 ? specials[Int(byte & 0x1F)] : UInt16(byte)
    if scalar < 0x800 {
      bytes.append(0xC0 | UInt8(scalar >> 6))
    } else {
      bytes.append(0xE0 | UInt8(scalar >> 12))
      bytes.append(0x80 | UInt8(scalar >> 6 & 0x3F))
    }
    bytes.append(0x80 | UInt8(scalar & 0x3F))
  }
}
