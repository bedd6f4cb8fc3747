/// One row under construction: the fields' UTF-8 bytes one after another, and where each ends.
struct Row {
  private(set) var bytes: [UInt8] = []
  private(set) var ends: [Int] = []

  var count: Int { ends.count }

  mutating func clear() {
    bytes.removeAll(keepingCapacity: true)
    ends.removeAll(keepingCapacity: true)
  }

  /// Adds a field.
  mutating func add(_ text: String) {
    bytes.append(contentsOf: text.utf8)
    ends.append(bytes.count)
  }

  /// Adds a number as a field.
  mutating func add(_ number: Int) {
    add(String(number))
  }

  /// Adds a field in capitals; letters with accents of Latin-1 included.
  mutating func add(upper text: String) {
    var afterLatinLead = false
    for byte in text.utf8 {
      // U+00E0...U+00FE are C3 A0...C3 BE in UTF-8, their capitals 0x20 below; U+00F7 is a sign.
      let isLower =
        afterLatinLead
        ? (0xA0...0xBE).contains(byte) && byte != 0xB7
        : (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte)
      bytes.append(isLower ? byte - 0x20 : byte)
      afterLatinLead = byte == 0xC3
    }
    ends.append(bytes.count)
  }

  /// Adds empty fields.
  mutating func blank(_ number: Int = 1) {
    for _ in 0..<number { ends.append(bytes.count) }
  }

  /// The bytes of one field.
  func field(_ position: Int) -> ArraySlice<UInt8> {
    bytes[(position == 0 ? 0 : ends[position - 1])..<ends[position]]
  }
}
