import Campaign

/// Every byte is in a record, in a line end, in the skipped rest of a line, or was a NUL; and lines
/// are numbered by the line ends before them.
func checkAccount(of file: [UInt8], _ reading: Reading, _ format: FileFormat) {
  var bytes = file.filter { $0 != 0 }[...]
  check(reading.nuls == file.count - bytes.count, "NUL bytes are counted")
  if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { bytes.removeFirst(3) }
  var line = 1
  var blankLines = 0
  func takeLineEnd() {
    bytes.removeFirst(bytes.starts(with: [0x0D, 0x0A]) ? 2 : 1)
    line += 1
  }
  func takeBlankLines() {
    while let byte = bytes.first, isLineEnd(byte) {
      takeLineEnd()
      blankLines += 1
    }
  }

  for (index, row) in reading.rows.enumerated() {
    takeBlankLines()
    check(row.row == index + 1, "rows are numbered from 1 without a gap")
    check(row.line == line, "a record knows the line on which it begins")
    check(!row.raw.isEmpty, "no record is empty")
    check(row.raw.count <= format.maximumRecordBytes, "no record is longer than its limit")
    check(bytes.starts(with: row.raw), "a record's bytes stand in the file where it was read")
    bytes.removeFirst(row.raw.count)
    line += countLineEnds(row.raw[...])
    switch row.problem {
    case .unclosedQuote, .tooLong:
      check(row.fields.isEmpty, "what is cut has no fields")
      check(!row.raw.contains(where: isLineEnd), "what is cut costs one line")
      bytes = bytes.drop { !isLineEnd($0) }
    case .invalidUTF8(let field), .textAfterQuote(let field):
      check(row.fields.indices.contains(field), "a problem names a field that there is")
    case nil:
      for field in row.fields {
        check(String(validating: field, as: UTF8.self) != nil, "fields are UTF-8")
        check(!field.contains(0), "fields hold no NUL")
        check(
          countLineEnds(field[...]) <= format.maximumQuotedLineEnds,
          "a field has no more line ends than its limit")
      }
    }
    if let byte = bytes.first {
      check(isLineEnd(byte), "a record ends at a line end or at the end of the file")
      takeLineEnd()
    }
  }
  takeBlankLines()
  check(bytes.isEmpty, "reading goes to the end of the file")
  check(blankLines == reading.blankLines, "empty lines are counted")
}
