import Campaign

/// Fields that are written and read again are the same, guarded against spreadsheets or not.
func checkWriting(of reading: Reading) throws {
  let rows = reading.rows.filter { $0.problem == nil }.map(\.fields)
  guard !rows.isEmpty else { return }
  for isGuarded in [false, true] {
    var written: [UInt8] = []
    var writer = CSVWriter(spreadsheetSafe: isGuarded, bufferSize: 64) { written += $0 }
    // The header that every file of ours has; without it a field's byte order mark would go.
    writer.field("header")
    try writer.endRow()
    for row in rows {
      for field in row { writer.field(field.span) }
      try writer.endRow()
    }
    try writer.finish()
    let format = FileFormat(maximumQuotedLineEnds: 1 << 20)
    let again = try Reading(of: written, format, cut: { $0 })
    check(again.rows.allSatisfy { $0.problem == nil }, "what is written has no problem")
    check(again.blankLines == 0, "what is written has no empty line")
    let fields = again.rows.dropFirst().map { row in
      row.fields.map { field in
        isGuarded ? CSVWriter.undoSpreadsheetSafe(field.span) { $0.array } : field
      }
    }
    check(fields == rows, "what is written is read again as it was")
    guard isGuarded else { continue }
    for field in again.rows.flatMap(\.fields) {
      check(
        field.first.map { !"=+-@\t\r".utf8.contains($0) } ?? true,
        "no guarded field begins a formula")
    }
  }
}
