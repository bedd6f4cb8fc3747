import Campaign
import Postgres

/// A batch's row in `run.batch`.
enum BatchRecord {
  /// Opens a batch.
  ///
  /// - Returns: its number.
  static func open(
    _ layout: Layout, file: String, sha256: String, definition: String, knownOn: Day,
    _ connection: inout Connection
  ) throws -> Int32 {
    let target = layout.target.isSnapshot ? try layout.snapshotName.name : layout.target.rawValue
    let batches = try connection.rows(
      SQLFiles.statement("import/open_batch"),
      [
        .text(layout.name), .text(layout.source), .text(target), .text(file), .text(sha256),
        .text(definition), .text(ProgramVersion.text), .day(daysSince1970: knownOn.daysSince1970),
        .bool(layout.hasVANIDs),
      ]
    ) { Int32(try $0.integer(0)) }
    guard let batch = batches.first else { throw Failure(.bug, "a batch without a number") }
    return batch
  }

  /// Writes down what became of its rows.
  static func close(
    _ batch: Int32, read: Int64, loaded: Int64, rejected: [String: Int64],
    _ connection: inout Connection
  ) throws {
    let count = rejected.values.reduce(0, +)
    _ = try connection.execute(
      SQLFiles.statement("import/close_batch"),
      [.int32(batch), .integer(read), .integer(loaded), .integer(count)])
    for (reason, rows) in rejected.sorted(by: { $0.key < $1.key }) {
      _ = try connection.execute(
        SQLFiles.statement("import/reject_count"),
        [.int32(batch), .text(reason), .integer(rows)])
    }
  }
}

/// The classes of a layout's columns, and the uses that the campaign has had allowed.
enum Provenances {
  static func write(
    _ uses: [CampaignDefinition.PermittedUse], _ layout: Layout, to connection: inout Connection
  ) throws {
    let classes = Set(layout.columns.map(\.provenance) + uses.map(\.provenance))
    for provenance in classes.sorted() {
      _ = try connection.execute(SQLFiles.statement("import/provenance"), [.text(provenance)])
    }
    for use in uses {
      for purpose in use.purposes {
        _ = try connection.execute(
          SQLFiles.statement("import/permitted_use"),
          [
            .text(use.provenance), .text(purpose), .text(use.cite),
            .day(daysSince1970: use.checkedOn.daysSince1970),
          ])
      }
    }
    let target = layout.target.isSnapshot ? try layout.snapshotName.name : layout.target.rawValue
    for column in layout.columns {
      for mapping in column.outputs {
        _ = try connection.execute(
          SQLFiles.statement("import/column_provenance"),
          [
            .text(target), .text(mapping.target), .text(column.provenance), .text(layout.name),
          ])
      }
    }
  }
}

/// The version that runs and batches carry.
public enum ProgramVersion {
  /// The version.
  public static let text = "0.1.0"
}
