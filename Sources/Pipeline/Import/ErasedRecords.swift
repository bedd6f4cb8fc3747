import Campaign
import Postgres

/// The rows of a new batch whose person was erased: they leave it before anyone sees them.
enum ErasedRecords {
  /// Takes them out; receipts among them are kept apart, as the law wants.
  ///
  /// - Returns: how many rows left.
  static func leaveOut(
    of layout: Layout, batch: Int32, _ connection: inout Connection
  ) throws -> Int64 {
    guard let columns = layout.target.personColumns,
      try connection.rows(SQLFiles.statement("import/has_erased"), [], { try $0.bool(0) }) == [true]
    else { return 0 }
    if layout.target == .contribution {
      try connection.execute(SQLFiles.statement("import/keep_receipts"), [.int32(batch)])
    }
    let count = try connection.execute(
      SQLFiles.statement("import/leave_out").replacing([
        "table": .expression(try layout.sourceTable), "batch": .integer(Int64(batch)),
        "source": .identifier(try Snapshot.identifier(columns.source)),
        "record": .identifier(try Snapshot.identifier(columns.record)),
      ]))
    return Int64(count)
  }
}

extension ImportTarget {
  /// The columns of the table of its rows that say whose a row is; nil for rows of no person.
  var personColumns: (source: String, record: String)? {
    switch self {
    case .voter, .vote, .snapshot: ("source", "record")
    case .contribution: ("source", "donor_record")
    case .contact, .pollAnswer, .attendance, .emailEvent, .protectedClass:
      ("person_source", "person_record")
    case .contestEntry, .fecContribution, .fecCommittee: nil
    }
  }
}
