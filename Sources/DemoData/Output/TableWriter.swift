/// Writes a table's rows and, among them, its bad rows: one after every 1,250 good ones, kinds in
/// turn, and at the end what is missing to three.
final class TableWriter {
  private static let goodRowsPerBad = 1_250
  private static let fewestBad = 3

  let table: Table
  let file: OutputFile
  private(set) var rowCount = 0
  /// How many bad rows of each kind there are, in the order of `table.damages`.
  private(set) var badCounts: [Int]
  private var goodCount = 0
  private var badCount: Int { rowCount - goodCount }
  private var last = Row()

  init(_ table: Table, in directory: String) throws {
    self.table = table
    badCounts = Array(repeating: 0, count: table.damages.count)
    file = try OutputFile(path: directory + "/" + table.name)
    if table.hasHeader {
      var header = Row()
      for column in table.columns { header.add(column) }
      try append(header, first: header.count)
    }
  }

  /// Writes a good row.
  func write(_ row: Row) throws {
    precondition(row.count == table.columns.count, "\(table.name): wrong number of fields")
    try append(row, first: row.count)
    rowCount += 1
    goodCount += 1
    last = row
    if goodCount % Self.goodRowsPerBad == 0 { try writeBad() }
  }

  /// Writes the bad rows still owed and closes the file.
  func finish() throws -> DemoFile {
    while goodCount > 0, badCount < Self.fewestBad, !badCounts.isEmpty { try writeBad() }
    try file.finish()
    return DemoFile(name: table.name, rows: rowCount, bytes: file.byteCount)
  }

  private func append(_ row: Row, first count: Int) throws {
    try file.append { table.format.write(row, first: count, to: &$0) }
  }

  private func writeBad() throws {
    guard !badCounts.isEmpty else { return }
    let position = badCount % badCounts.count
    let turn = badCounts[position]
    var row = last
    var fieldCount = row.count
    switch table.damages[position] {
    case .duplicateKey: break
    case .tooFewFields:
      fieldCount = (row.count + 1) / 2
    case .tooManyFields:
      row.add("")
      fieldCount += 1
    case .badValue(_, let column, let values):
      let bad = table.position(of: column)
      let key = table.freshKey.map { table.position(of: $0.column) }
      let original = row
      row.clear()
      for field in 0..<original.count {
        if field == bad {
          row.add(values[turn % values.count])
        } else if field == key, let prefix = table.freshKey?.prefix {
          row.add(prefix + padded(badCount, 6))
        } else {
          row.add(String(decoding: original.field(field), as: UTF8.self))
        }
      }
    }
    try append(row, first: fieldCount)
    badCounts[position] += 1
    rowCount += 1
  }
}
