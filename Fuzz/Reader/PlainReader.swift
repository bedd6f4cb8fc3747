import Campaign

/// The record reader's contract once more, byte by byte over the whole file: slow, and plain enough
/// to be believed.
struct PlainReader {
  private let format: FileFormat
  private var bytes: [UInt8] = []
  private var reading = Reading()

  init(_ format: FileFormat) { self.format = format }

  private enum Ending {
    /// The record's fields, the end of its bytes, and the first field with text after its quote.
    case record([Field], end: Int, textAfterQuote: Int?)
    case unclosed(atEndOfFile: Bool)
    case tooLong
  }

  private struct Field {
    var range: Range<Int>
    var isQuoted: Bool
  }

  consuming func read(_ file: [UInt8]) -> Reading {
    bytes = file.filter { $0 != 0 }
    reading.nuls = file.count - bytes.count
    reading.end.lastLineIsOpen = bytes.last.map { !isLineEnd($0) } ?? false
    if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { bytes.removeFirst(3) }
    var position = 0
    var line = 1
    while position < bytes.count {
      if isLineEnd(bytes[position]) {
        reading.blankLines += 1
        position = behindLineEnd(position)
        line += 1
        continue
      }
      var end: Int
      switch ending(ofRecordAt: position) {
      case .record(let fields, let recordEnd, let textAfterQuote):
        end = recordEnd
        let invalid = fields.firstIndex { !isValid(bytes[$0.range]) }
        let problem =
          textAfterQuote.map { RecordProblem.textAfterQuote(field: $0) }
          ?? invalid.map { RecordProblem.invalidUTF8(field: $0) }
        add(line, position..<end, fields.map(value), problem)
      case .unclosed(let atEndOfFile):
        if atEndOfFile { reading.end.isInsideQuote = true }
        end = lineEnd(from: position)
        add(line, position..<min(end, position + format.maximumRecordBytes), [], .unclosedQuote)
      case .tooLong:
        end = lineEnd(from: position)
        add(line, position..<min(end, position + format.maximumRecordBytes), [], .tooLong)
      }
      line += countLineEnds(bytes[position..<end])
      position = end
      if position < bytes.count {
        position = behindLineEnd(position)
        line += 1
      }
    }
    return reading
  }

  private func ending(ofRecordAt start: Int) -> Ending {
    // The byte beyond the longest record may be a line end, or show that the record is too long.
    let limit = min(bytes.count, start + format.maximumRecordBytes + 1)
    let isCut = limit - start > format.maximumRecordBytes
    var fields: [Field] = []
    var textAfterQuote: Int?
    var position = start
    while true {
      var field = Field(range: position..<position, isQuoted: false)
      if position < limit, bytes[position] == format.quote {
        guard let quote = closingQuote(from: position + 1, limit) else {
          return .unclosed(atEndOfFile: false)
        }
        guard quote < limit else { return .unclosed(atEndOfFile: !isCut) }
        field = Field(range: position + 1..<quote, isQuoted: true)
        position = quote + 1
      }
      let rest = position
      while position < limit, bytes[position] != format.delimiter, !isLineEnd(bytes[position]) {
        position += 1
      }
      if field.isQuoted, position > rest {
        if countLineEnds(bytes[start..<rest]) > 0 { return .unclosed(atEndOfFile: false) }
        textAfterQuote = textAfterQuote ?? fields.count
        field = Field(range: field.range.lowerBound - 1..<position, isQuoted: false)
      } else if !field.isQuoted {
        field.range = field.range.lowerBound..<position
      }
      if position == limit, isCut { return .tooLong }
      fields.append(field)
      guard position < limit, bytes[position] == format.delimiter else {
        return .record(fields, end: position, textAfterQuote: textAfterQuote)
      }
      position += 1
    }
  }

  /// The closing quote; the limit or beyond where there is none; nil after too many line ends.
  private func closingQuote(from start: Int, _ limit: Int) -> Int? {
    var position = start
    var lineEnds = 0
    while position < limit {
      if isLineEnd(bytes[position]) {
        lineEnds += 1
        if lineEnds > format.maximumQuotedLineEnds { return nil }
        position = behindLineEnd(position)
      } else if bytes[position] != format.quote {
        position += 1
      } else if position + 1 < limit, bytes[position + 1] == format.quote {
        position += 2
      } else {
        return position
      }
    }
    return max(position, limit)
  }

  private mutating func add(
    _ line: Int, _ range: Range<Int>, _ fields: [[UInt8]], _ problem: RecordProblem?
  ) {
    reading.rows.append(
      Reading.Row(
        line: line, row: reading.rows.count + 1, raw: Array(bytes[range]), fields: fields,
        problem: problem))
  }

  private func value(_ field: Field) -> [UInt8] {
    let isWindows = format.encoding == .windows1252
    var value: [UInt8] = []
    var position = field.range.lowerBound
    while position < field.range.upperBound {
      let byte = bytes[position]
      value += byte >= 0x80 && isWindows ? Array(windows1252(byte).utf8) : [byte]
      position += field.isQuoted && byte == format.quote ? 2 : 1
    }
    return value
  }

  /// The bytes 0x80…0x9F of Windows-1252; five of them stand for control characters.
  private static let specials = Array(
    "€\u{81}‚ƒ„…†‡ˆ‰Š‹Œ\u{8D}Ž\u{8F}\u{90}‘’“”•–—˜™š›œ\u{9D}žŸ".unicodeScalars)

  private func windows1252(_ byte: UInt8) -> String {
    let isSpecial = (0x80...0x9F).contains(byte)
    return String(isSpecial ? Self.specials[Int(byte) - 0x80] : Unicode.Scalar(byte))
  }

  private func isValid(_ field: ArraySlice<UInt8>) -> Bool {
    format.encoding == .windows1252 || String(validating: field, as: UTF8.self) != nil
  }

  private func lineEnd(from start: Int) -> Int {
    bytes[start...].firstIndex(where: isLineEnd) ?? bytes.count
  }

  private func behindLineEnd(_ position: Int) -> Int {
    let isPair = bytes[position...].starts(with: [0x0D, 0x0A])
    return position + (isPair ? 2 : 1)
  }
}

/// Whether the byte is an LF or a CR.
func isLineEnd(_ byte: UInt8) -> Bool { byte == 0x0A || byte == 0x0D }

/// How many line ends there are; CRLF is one.
func countLineEnds(_ bytes: ArraySlice<UInt8>) -> Int {
  zip(bytes, [0] + bytes).count { byte, before in
    byte == 0x0D || (byte == 0x0A && before != 0x0D)
  }
}
