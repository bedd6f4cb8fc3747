import Testing

@testable import Campaign

struct RecordReaderTests {
  @Test func `fields, quotes and line ends are those of RFC 4180`() throws {
    let read = try read(Self.nasty)
    #expect(
      read.rows.map(\.fields) == [
        ["id", "name", "note"], ["1", "O\"Brien, Pat", "two\r\nlines"],
        ["2", "a \"quoted\" word", ""],
        ["3", "", "é"], ["", "", ""], [""], ["4", "last", "\n\n"], ["5", "open", "end"],
      ])
    #expect(read.rows.allSatisfy { $0.problem == nil })
    #expect(read.rows.map(\.line) == [1, 2, 4, 5, 8, 9, 10, 13])
    #expect(read.rows.map(\.row) == Array(1...8))
    #expect(read.blankLines == 2 && read.nuls == 2)
    #expect(read.end == FileEnd(lastLineIsOpen: true, isInsideQuote: false))
    #expect(read.rows[1].raw == "1,\"O\"\"Brien, Pat\",\"two\r\nlines\"")
  }

  @Test func `chunks may be cut anywhere`() throws {
    for sample in [Self.nasty, Self.broken] {
      let whole = try read(sample, Self.small)
      let bytes = Array(sample.utf8)
      for cut in 0...bytes.count {
        #expect(try read(chunks: [bytes[..<cut], bytes[cut...]], Self.small) == whole)
      }
      #expect(try read(chunks: bytes.indices.map { bytes[$0...$0] }, Self.small) == whole)
    }
  }

  @Test func `random bytes never trap and chunks make no difference`() throws {
    var generator = SeededGenerator(state: 2026)
    let alphabet: [UInt8] = Array("ab,\"\"\n\r\t".utf8) + [0, 0xC3, 0xA9, 0xFF, 0xEF, 0xBB, 0xBF]
    for round in 0..<3_000 {
      let bytes = (0..<Int.random(in: 0...200, using: &generator)).map { _ in
        round % 2 == 0
          ? alphabet[Int.random(in: 0..<alphabet.count, using: &generator)]
          : UInt8.random(in: 0...255, using: &generator)
      }
      let format = FileFormat(
        quote: round % 3 == 0 ? nil : UInt8(ascii: "\""),
        encoding: round % 5 == 0 ? .windows1252 : .utf8,
        maximumRecordBytes: Int.random(in: 1...60, using: &generator),
        maximumQuotedLineEnds: Int.random(in: 0...3, using: &generator))
      var chunks: [ArraySlice<UInt8>] = []
      var rest = bytes[...]
      while !rest.isEmpty {
        let length = Int.random(in: 1...20, using: &generator)
        chunks.append(rest.prefix(length))
        rest = rest.dropFirst(length)
      }
      let whole = try read(chunks: [bytes[...]], format)
      #expect(try read(chunks: chunks, format) == whole)
      #expect(whole.rows.allSatisfy { $0.raw.utf8.count > 0 })
      // Every byte is in some record, a line end, a NUL, or the skipped rest of a line too long.
      #expect(whole.rows.map(\.row) == Array(1..<(whole.rows.count + 1)))
      #expect(zip(whole.rows, whole.rows.dropFirst()).allSatisfy { $0.line < $1.line })
    }
  }

  @Test func `a stray quote costs its own line only`() throws {
    let lines = (1...200).map { $0 == 50 ? "50,\"abc,x" : "\($0),abc,x" }
    let read = try read(lines.joined(separator: "\n") + "\n")
    #expect(read.rows.count == 200)
    #expect(read.rows.filter { $0.problem != nil }.map(\.line) == [50])
    #expect(read.rows[49].problem == .unclosedQuote)
    #expect(read.rows[49].raw == "50,\"abc,x" && read.rows[49].fields.isEmpty)
    #expect(read.rows[50].fields == ["51", "abc", "x"])
    #expect(!read.end.isInsideQuote)
  }

  @Test func `a stray quote doesn't pair with the quotes of good lines`() throws {
    let read = try read("1,\"abc,x\n2,\"d,e\",y\n3,\"f\",z\n")
    #expect(read.rows.map(\.problem) == [.unclosedQuote, nil, nil])
    #expect(read.rows[1].fields == ["2", "d,e", "y"])
  }

  @Test func `a file cut within quotes is told, and the lines before its end are read`() throws {
    let read = try read("1,a\n2,\"b\n3,c\n4,d")
    #expect(read.rows.map(\.line) == [1, 2, 3, 4])
    #expect(read.rows.map(\.problem) == [nil, .unclosedQuote, nil, nil])
    #expect(read.end == FileEnd(lastLineIsOpen: true, isInsideQuote: true))
    #expect(try self.read("1,a\n").end == FileEnd(lastLineIsOpen: false, isInsideQuote: false))
    #expect(try self.read("").end == FileEnd(lastLineIsOpen: false, isInsideQuote: false))
    #expect(try self.read("1,a\r\n\0").end.lastLineIsOpen == false)
  }

  @Test func `text after a closing quote is a problem of its record`() throws {
    let read = try read("1,\"a\"b,c\n2,d,e\n")
    #expect(read.rows.map(\.problem) == [.textAfterQuote(field: 1), nil])
    #expect(read.rows[0].fields == ["1", "\"a\"b", "c"])
  }

  @Test func `a line that is too long is cut, told and left behind`() throws {
    let format = FileFormat(maximumRecordBytes: 20)
    let long = String(repeating: "x", count: 1_000)
    let exact = String(repeating: "y", count: 20)
    let read = try read("1,a\n2,\(long)\r\n\(exact)\n\"\(long)\n4,d\n", format)
    #expect(read.rows.map(\.problem) == [nil, .tooLong, nil, .unclosedQuote, nil])
    #expect(read.rows.map(\.line) == [1, 2, 3, 4, 5])
    #expect(read.rows[1].raw.utf8.count == 20)
  }

  @Test func `a field may hold as many line ends as the format allows`() throws {
    func field(_ lineEnds: Int) -> String {
      "1,\"\(String(repeating: "\r\n", count: lineEnds))\"\n"
    }
    #expect(try read(field(64)).rows.map(\.problem) == [nil])
    #expect(try read(field(65)).rows[0].problem == .unclosedQuote)
  }

  @Test func `bytes that aren't UTF-8 are a problem of their record`() throws {
    let bytes: [UInt8] = Array("1,ok\n2,Pe".utf8) + [0xF1] + Array("a\n3,ñ\n".utf8)
    let read = try read(chunks: [bytes[...]], FileFormat())
    #expect(read.rows.map(\.problem) == [nil, .invalidUTF8(field: 1), nil])
    #expect(read.rows[2].fields == ["3", "ñ"])
  }

  @Test func `Windows-1252 becomes UTF-8`() throws {
    // Python: bytes([…]).decode("cp1252")
    let bytes: [UInt8] = [
      0x80, 0x92, 0x9F, 0xC9, 0xDF, 0xFF, 0x41, 0x2C, 0x22, 0xF1, 0x22, 0x22, 0x22,
    ]
    let read = try read(chunks: [bytes[...]], FileFormat(encoding: .windows1252))
    #expect(read.rows.map(\.fields) == [["€’ŸÉßÿA", "ñ\""]])
  }

  @Test func `other delimiters, no quotes, and every kind of line end`() throws {
    let separated = FileFormat(delimiter: 0x1C, quote: nil)
    #expect(
      try read("a\u{1C}\"b\rc\u{1C}d\r\ne\u{1C}f\n\r\rg", separated).rows.map(\.fields)
        == [["a", "\"b"], ["c", "d"], ["e", "f"], ["g"]])
    #expect(
      try read("\u{FEFF}a|b\"c|\n", FileFormat(delimiter: UInt8(ascii: "|"))).rows.map(\.fields)
        == [["a", "b\"c", ""]])
  }

  @Test func `an error of the caller stops the reading`() throws {
    struct Stop: Error {}
    var reader = RecordReader(format: FileFormat())
    var rows = 0
    #expect(throws: Stop.self) {
      try reader.feed(Array("1\n2\n3\n".utf8).span) { record in
        rows += 1
        if record.rowNumber == 2 { throw Stop() }
      }
    }
    #expect(rows == 2)
  }
}
