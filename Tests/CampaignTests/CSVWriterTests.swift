import Testing

@testable import Campaign

struct CSVWriterTests {
  @Test func `fields are quoted only where they must be`() throws {
    let text = try write(spreadsheetSafe: false) { writer in
      writer.field("plain")
      writer.field("a,b")
      writer.field("say \"hi\"")
      writer.field("two\nlines")
      writer.field("=1+1")
      writer.field("")
      try writer.endRow()
      writer.field("")
      try writer.endRow()
    }
    #expect(text == "plain,\"a,b\",\"say \"\"hi\"\"\",\"two\nlines\",=1+1,\r\n\"\"\r\n")
  }

  @Test func `a spreadsheet runs no field of ours, and adds our numbers`() throws {
    let text = try write(spreadsheetSafe: true) { writer in
      for field in ["=1+1", "+1", "-1", "@A1", "\tx", "\r=x", "'=x", "'quoted'", "O'Brien", "a=b"] {
        writer.field(field)
      }
      writer.number(-5)
      writer.amount(Cents(-123_450))
      writer.number(nil)
      try writer.endRow()
    }
    #expect(
      text == "'=1+1,'+1,'-1,'@A1,'\tx,\"'\r=x\",''=x,'quoted',O'Brien,a=b,-5,-1234.50,\r\n")
  }

  @Test(arguments: [false, true])
  func `whatever is written reads the same`(spreadsheetSafe: Bool) throws {
    var generator = SeededGenerator(state: 7)
    let alphabet = Array("ab'\"',=+-@\t\r\n é€")
    let rows = (0..<500).map { _ in
      (0..<Int.random(in: 1...5, using: &generator)).map { _ in
        String(
          (0..<Int.random(in: 0...6, using: &generator)).map { _ in
            alphabet[Int.random(in: 0..<alphabet.count, using: &generator)]
          })
      }
    }
    var reader = RecordReader(format: FileFormat())
    var read: [[String]] = []
    func take(_ record: borrowing Record) {
      #expect(record.problem == nil)
      var fields: [String] = []
      for index in 0..<record.count {
        record.withField(index) { bytes in
          if spreadsheetSafe {
            CSVWriter.undoSpreadsheetSafe(bytes) { fields.append(text($0)) }
          } else {
            fields.append(text(bytes))
          }
        }
      }
      read.append(fields)
    }
    var chunks: [[UInt8]] = []
    var writer = CSVWriter(spreadsheetSafe: spreadsheetSafe, bufferSize: 100) { chunks.append($0) }
    for row in rows {
      for field in row { writer.field(field) }
      try writer.endRow()
    }
    try writer.finish()
    #expect(chunks.count > 10)
    for chunk in chunks { try reader.feed(chunk.span, take) }
    _ = try reader.finish(take)
    #expect(read == rows)
  }

  private func write(
    spreadsheetSafe: Bool, _ body: (inout CSVWriter) throws -> Void
  ) throws -> String {
    var all: [UInt8] = []
    var writer = CSVWriter(spreadsheetSafe: spreadsheetSafe) { all += $0 }
    try body(&writer)
    try writer.finish()
    return String(decoding: all, as: UTF8.self)
  }

  private func text(_ bytes: Span<UInt8>) -> String {
    bytes.withUnsafeBufferPointer { String(decoding: $0, as: UTF8.self) }
  }
}
