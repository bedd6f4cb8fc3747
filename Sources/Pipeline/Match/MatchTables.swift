import Campaign
import Postgres

/// A snapshot layout that has come in.
struct Snapshot {
  /// The layout's name, which is the feature set's too.
  let layout: String
  /// The name of its tables in `source` and `person`.
  let table: Identifier
  /// Its own columns, in order.
  let columns: [String]

  static func all(_ connection: inout Connection) throws -> [Snapshot] {
    try connection.rows(SQLFiles.statement("match/snapshots")) {
      Snapshot(
        layout: try $0.text(0), table: try identifier("snapshot_\(try $0.text(0))"),
        columns: try $0.texts(1))
    }
  }

  static func identifier(_ name: String) throws -> Identifier {
    guard let identifier = Identifier(name) else {
      throw Failure(.badInput, "`\(name)` can't be a table's name")
    }
    return identifier
  }
}

/// The tables of a kind of event, of one name in `source` and in `person`.
struct EventTable {
  /// The name of its tables.
  let table: Identifier
  /// What stands of an event beside its person.
  let columns: [String]

  static func all() throws -> [EventTable] {
    try ImportTarget.events.map { target in
      EventTable(
        table: try Snapshot.identifier(target.rawValue),
        columns: target.columns.map(\.name).filter { $0 != "person_record" })
    }
  }
}
