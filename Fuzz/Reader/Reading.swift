import Campaign

/// All that reading a file gave.
struct Reading: Equatable {
  struct Row: Equatable {
    var line: Int
    var row: Int
    var raw: [UInt8]
    var fields: [[UInt8]]
    var problem: RecordProblem?
  }

  var rows: [Row] = []
  var blankLines = 0
  var nuls = 0
  var end = FileEnd(lastLineIsOpen: false, isInsideQuote: false)

  init() {}

  /// Reads a file in chunks; `cut` gives the next one's length from how many bytes are left.
  init(of file: [UInt8], _ format: FileFormat, cut: (Int) -> Int) throws {
    var reader = RecordReader(format: format)
    var rows: [Row] = []
    func take(_ record: borrowing Record) {
      let fields = (0..<record.count).map { record.withField($0) { $0.array } }
      rows.append(
        Row(
          line: record.lineNumber, row: record.rowNumber, raw: record.withRaw { $0.array },
          fields: fields, problem: record.problem))
    }
    var rest = file[...]
    while !rest.isEmpty {
      let chunk = Array(rest.prefix(cut(rest.count)))
      try reader.feed(chunk.span, take)
      rest = rest.dropFirst(chunk.count)
    }
    end = try reader.finish(take)
    check(reader.recordCount == rows.count, "records are counted as they are handed out")
    self.rows = rows
    blankLines = reader.blankLineCount
    nuls = reader.nulCount
  }
}

extension Span where Element == UInt8 {
  /// A copy.
  var array: [UInt8] { withUnsafeBufferPointer { Array($0) } }
}
