import Campaign
import Postgres

/// The tables of a snapshot layout, which has columns of its own.
enum SnapshotTables {
  /// Makes them, or adds the columns that they lack.
  static func prepare(for layout: Layout, _ connection: inout Connection) throws {
    let name = try layout.snapshotName
    let table: [String: Statement.Literal] = ["table": .identifier(name)]
    for file in ["create_snapshot", "create_snapshot_of_people", "grant_snapshot"] {
      _ = try connection.execute(SQLFiles.statement("import/\(file)").replacing(table))
    }
    for schema in ["source", "person"] {
      _ = try connection.execute(
        SQLFiles.statement("import/comment_snapshot").replacing([
          "table": .expression(SQLExpression(unsafe: "\(schema).\(name)"))
        ]))
    }
    try keepTypes(of: layout, name, &connection)
    for (position, column) in layout.snapshot.enumerated() {
      guard let identifier = Identifier(column.name) else {
        throw Failure(.badInput, "`\(column.name)` can't be a column's name", at: layout.name)
      }
      for schema in ["source", "person"] {
        let add = SQLFiles.statement("import/add_snapshot_column")
        _ = try connection.execute(
          add.replacing([
            "table": .expression(SQLExpression(unsafe: "\(schema).\(name)")),
            "column": .identifier(identifier),
            "type": .expression(SQLExpression(unsafe: column.type.sqlName)),
          ]))
      }
      _ = try connection.execute(
        SQLFiles.statement("import/layout_column"),
        [
          .text(layout.name), .int32(Int32(position)), .text(column.name),
          .text(column.role.rawValue), .text(column.type.rawValue),
          column.says.map { .text($0) } ?? .null,
        ])
    }
  }

  /// A column keeps the type of its first file.
  private static func keepTypes(
    of layout: Layout, _ table: Identifier, _ connection: inout Connection
  ) throws {
    let stored = try connection.rows(
      SQLFiles.statement("run/columns"), [.text("source"), .text(table.name)]
    ) { (try $0.text(0), try $0.text(1)) }
    let types = Dictionary(stored, uniquingKeysWith: { first, _ in first })
    for column in layout.snapshot {
      guard let type = types[column.name], type != column.type.sqlName else { continue }
      throw Failure(
        .badInput, "the column `\(column.name)` was \(type) in an earlier file", at: table.name,
        next: "Give it its earlier `type:`, or another name with `to:`.")
    }
  }
}
