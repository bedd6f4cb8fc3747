import Campaign

/// The rows of one file that were set aside: the rows themselves in the file's own form, ready to
/// be mended and imported, and beside them why.
///
/// Both stand under `out/rejects/`, are readable by their owner alone, and appear when there is a
/// first row.
struct RejectFile {
  private let path: String
  private let header: [UInt8]
  private var rows: [UInt8] = []
  private var reasons = "row,line,reason\n"
  private(set) var counts: [String: Int64] = [:]
  /// How many rows are kept word for word; of a file that is bad throughout, the first ones do.
  private static let kept = 100_000

  /// - Parameters:
  ///   - path: where, without an ending.
  ///   - header: the file's first line, line end and all; empty when it has none.
  init(path: String, header: [UInt8]) {
    self.path = path
    self.header = header
  }

  /// How many rows were set aside.
  var count: Int64 { counts.values.reduce(0, +) }

  /// Sets a row aside.
  mutating func add(_ record: borrowing Record, reason: String) {
    if count < Self.kept {
      record.withRaw { raw in raw.withUnsafeBufferPointer { rows.append(contentsOf: $0) } }
      if rows.last != 0x0A { rows.append(0x0A) }
      reasons += "\(record.rowNumber),\(record.lineNumber),\(reason)\n"
    }
    counts[reason, default: 0] += 1
  }

  /// Writes both files when there is something in them.
  ///
  /// - Returns: the path of the rows, or nil.
  func finish() throws -> String? {
    guard count > 0 else { return nil }
    let file = try OutputFile(path: "\(path).rejected")
    try file.write(header)
    try file.write(rows)
    _ = try file.finish()
    let why = try OutputFile(path: "\(path).reasons.csv")
    try why.write(reasons)
    _ = try why.finish()
    return "\(path).rejected"
  }
}
