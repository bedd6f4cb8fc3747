import Campaign
import Postgres

/// The rows of one file on their way into one table.
struct BatchLoad {
  private(set) var plan: RowPlan
  private(set) var rejects: RejectFile
  private(set) var rowsRead: Int64 = 0
  private(set) var rowsLoaded: Int64 = 0
  /// Lines of a form that nobody filled in.
  private(set) var linesWithoutWord: Int64 = 0
  private let hasHeader: Bool
  private let format: FileFormat
  private let acceptsCutFile: Bool
  private let writer: RowWriter
  /// Hashes of the keys so far: 16 bytes a row, so that a key that stands twice is set aside
  /// instead of ending the load.
  private var keys: Set<UInt64> = []
  private var lastWasRejected: (line: Int, reason: String)?

  init(
    opened: OpenedFile, batch: Int32, committee: String, openContests: Set<String>,
    rejects: RejectFile, acceptsCutFile: Bool
  ) throws {
    plan = try RowPlan(
      layout: opened.layout, places: opened.places, width: opened.width, file: opened.layout.name,
      ownCommittee: committee, openContests: openContests)
    writer = RowWriter(plan: plan, batch: batch)
    self.rejects = rejects
    self.acceptsCutFile = acceptsCutFile
    hasHeader = opened.layout.hasHeader
    format = opened.layout.format
  }

  /// Reads the file and loads its rows.
  mutating func run(path: String, bytes: Int64, _ connection: inout Connection) throws {
    let progress = Progress("import", total: bytes, unit: "bytes")
    defer { progress.finish() }
    _ = try connection.copyIn(try copyStatement()) { copy in
      let source = try ByteSource(path: path)
      var reader = RecordReader(format: format)
      var done: Int64 = 0
      while try source.next({ chunk in
        try reader.feed(chunk) { record in try take(record, &copy) }
        done += Int64(chunk.count)
      }) { progress.update(done) }
      // The last record stands until the end of the file tells whether it was cut off.
      let rejectedBefore = rejects.count
      let end = try reader.finish { record in try take(record, &copy) }
      let isShort = rejects.count > rejectedBefore && lastWasRejected?.reason == RowPlan.tooFew
      let isCut = end.lastLineIsOpen && (end.isInsideQuote || isShort)
      if isCut, !acceptsCutFile {
        throw Failure(
          .badInput, "the file ends in the middle of a row",
          at: lastWasRejected.map { "\(path):\($0.line)" } ?? path,
          next: "Fetch it again, or load the rows before the cut with --accept-cut. "
            + "Nothing was loaded.")
      }
    }
  }

  private mutating func take(
    _ record: borrowing Record, _ copy: inout CopyWriter
  ) throws {
    if hasHeader, record.rowNumber == 1 { return }
    if plan.saysNothing(record) {
      linesWithoutWord += 1
      return
    }
    rowsRead += 1
    if let reason = plan.read(record) {
      reject(record, reason)
      return
    }
    var hash = StableHash()
    let key = plan.key(of: record)
    hash.append(key.span)
    guard keys.insert(hash.value).inserted else {
      reject(record, "its key stood in an earlier row")
      return
    }
    try writer.write(record, of: plan, to: &copy)
    rowsLoaded += 1
  }

  private mutating func reject(_ record: borrowing Record, _ reason: String) {
    lastWasRejected = (record.lineNumber, reason)
    rejects.add(record, reason: reason)
  }

  private func copyStatement() throws -> Statement {
    let layout = plan.layout
    let columns = RowWriter.leadingColumns(of: layout.target) + plan.stored.map(\.name)
    return try SQLFiles.statement("import/copy").replacing([
      "table": .expression(try layout.sourceTable),
      "columns": .expression(try SQLExpression(columns: columns)),
    ])
  }
}

extension Layout {
  /// The table that its rows are loaded into.
  var sourceTable: SQLExpression {
    get throws {
      switch target {
      case .contestEntry: SQLExpression(unsafe: "contest.entry")
      case .protectedClass: SQLExpression(unsafe: "probe.stated")
      case .fecContribution: SQLExpression(unsafe: "fec.contribution")
      case .fecCommittee: SQLExpression(unsafe: "fec.committee")
      case .snapshot: SQLExpression(unsafe: "source.\(try snapshotName)")
      default: SQLExpression(unsafe: "source.\(target.rawValue)")
      }
    }
  }

  /// The name of a snapshot's tables in `source` and `person`.
  var snapshotName: Identifier {
    get throws {
      guard let name = Identifier("snapshot_\(name)") else {
        throw Failure(.badInput, "the layout's name can't be a table's", at: name)
      }
      return name
    }
  }
}

extension SQLExpression {
  /// A list of columns.
  init(columns: [String], prefix: String = "") throws {
    let names = try columns.map { column in
      guard let name = Identifier(column) else {
        throw Failure(.badInput, "`\(column)` can't be a column's name")
      }
      return "\(prefix)\(name)"
    }
    self.init(unsafe: names.joined(separator: ", "))
  }
}
