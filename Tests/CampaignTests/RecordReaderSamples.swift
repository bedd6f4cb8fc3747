import Testing

@testable import Campaign

extension RecordReaderTests {
  struct Row: Equatable {
    var line: Int
    var row: Int
    var fields: [String]
    var raw: String
    var problem: RecordProblem?
  }

  struct Reading: Equatable {
    var rows: [Row] = []
    var blankLines = 0
    var nuls = 0
    var end = FileEnd(lastLineIsOpen: false, isInsideQuote: false)
  }

  /// All that a file may do and be right.
  static let nasty =
    "\u{FEFF}id,name,note\n1,\"O\"\"Brien, Pat\",\"two\r\nlines\"\r2,a \"quoted\" word,\r\n3,\"\",é\n"
    + "\n\r\n,,\r\"\"\n4,la\0st,\"\n\0\n\"\n5,open,end"

  /// All that a file may do wrong, for limits of `small`.
  static let broken =
    "1,\"a\n2,\"b\"\n\"c\"d,\"e\r\n\"f\n3,\"\n\n\n\n\n\"\r\(String(repeating: "é,", count: 40))\r\n"
    + "4,\"\(String(repeating: "g", count: 99))\r5,h\n\"\"\"\r\n6,\"i\r"

  static let small = FileFormat(maximumRecordBytes: 70, maximumQuotedLineEnds: 3)

  func read(_ text: String, _ format: FileFormat = FileFormat()) throws -> Reading {
    try read(chunks: [Array(text.utf8)[...]], format)
  }

  func read(chunks: [ArraySlice<UInt8>], _ format: FileFormat) throws -> Reading {
    var reading = Reading()
    var reader = RecordReader(format: format)
    func take(_ record: borrowing Record) {
      reading.rows.append(
        Row(
          line: record.lineNumber, row: record.rowNumber,
          fields: (0..<record.count).map { record.text($0) },
          raw: record.withRaw { bytes in
            bytes.withUnsafeBufferPointer { String(decoding: $0, as: UTF8.self) }
          },
          problem: record.problem))
    }
    for chunk in chunks { try reader.feed(Array(chunk).span, take) }
    reading.end = try reader.finish(take)
    reading.blankLines = reader.blankLineCount
    reading.nuls = reader.nulCount
    return reading
  }
}
