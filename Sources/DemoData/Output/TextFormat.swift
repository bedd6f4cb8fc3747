/// How rows become bytes: what separates fields, when they are quoted, how lines end, and whether
/// letters are UTF-8 or Windows-1252.
struct TextFormat {
  enum Quoting { case always, whenNeeded, never }

  let delimiter: UInt8
  let quoting: Quoting
  let lineEnd: [UInt8]
  let isWindows1252: Bool

  /// The state's: tabs, every field quoted, CRLF, Windows-1252.
  static let state = TextFormat(
    delimiter: UInt8(ascii: "\t"), quoting: .always, lineEnd: [13, 10], isWindows1252: true)
  /// Comma-separated as in RFC 4180, but with the LF line ends most programs write.
  static let csv = TextFormat(
    delimiter: UInt8(ascii: ","), quoting: .whenNeeded, lineEnd: [10], isWindows1252: false)
  /// The FEC's bulk files: pipes, no quotes, LF.
  static let federal = TextFormat(
    delimiter: UInt8(ascii: "|"), quoting: .never, lineEnd: [10], isWindows1252: false)

  /// Writes the first `count` fields of a row and the line end.
  func write(_ row: Row, first count: Int, to buffer: inout [UInt8]) {
    for position in 0..<count {
      if position > 0 { buffer.append(delimiter) }
      write(row.field(position), to: &buffer)
    }
    buffer.append(contentsOf: lineEnd)
  }

  private func write(_ field: ArraySlice<UInt8>, to buffer: inout [UInt8]) {
    let isQuoted =
      switch quoting {
      case .always: true
      case .never: false
      case .whenNeeded:
        field.contains { $0 == delimiter || $0 == 10 || $0 == 13 || $0 == UInt8(ascii: "\"") }
      }
    guard isQuoted || isWindows1252 else {
      buffer.append(contentsOf: field)
      return
    }
    let quote = UInt8(ascii: "\"")
    if isQuoted { buffer.append(quote) }
    var position = field.startIndex
    while position < field.endIndex {
      let byte = field[position]
      if isWindows1252 && byte >= 0x80 {
        let (code, length) = windows1252(field[position...])
        buffer.append(code)
        position += length
      } else {
        if isQuoted && byte == quote { buffer.append(quote) }
        buffer.append(byte)
        position += 1
      }
    }
    if isQuoted { buffer.append(quote) }
  }

  /// The Windows-1252 byte of a UTF-8 sequence, and the sequence's length.
  ///
  /// The names hold letters of Latin-1 and the curly apostrophe, nothing else.
  private func windows1252(_ utf8: ArraySlice<UInt8>) -> (code: UInt8, length: Int) {
    let start = utf8.startIndex
    if utf8[start] == 0xE2 { return (0x92, 3) }
    precondition(utf8[start] == 0xC3 && utf8.count > 1, "a letter outside Latin-1")
    return (utf8[start + 1] + 0x40, 2)
  }
}
