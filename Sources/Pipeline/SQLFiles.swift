import Campaign
package import Postgres

/// The texts that the program carries: SQL, report templates and the built-in definitions.
package enum SQLFiles {
  /// The statement of `sql/NAME.sql`.
  static func statement(_ name: String) -> Statement {
    let path = "sql/\(name).sql"
    return Statement(text(path), file: path)
  }

  /// The text at a path of the source tree.
  package static func text(_ path: String) -> String {
    guard let text = EmbeddedText.files[path] else {
      preconditionFailure("the program was built without \(path)")
    }
    return text
  }

  /// The paths below a folder of the source tree, sorted.
  static func paths(below folder: String) -> [String] {
    EmbeddedText.files.keys.filter { $0.hasPrefix(folder + "/") }.sorted()
  }
}

/// The migrations that the program carries.
package enum Migrations {
  /// Applies them.
  package static func migrator() throws -> Migrator {
    try Migrator(
      migrations: SQLFiles.paths(below: "sql/migrations").map { path in
        let name = path.split(separator: "/").last.map { String($0.dropLast(4)) } ?? path
        return Migration(
          name: name, sql: SQLFiles.text(path), verify: SQLFiles.text("sql/verify/\(name).sql"))
      }, programVersion: ProgramVersion.text)
  }

  /// Whether the database lacks some of them.
  static func pending(_ connection: inout Connection) throws -> Bool {
    let known = try connection.query("select to_regclass('run.migration') is not null") {
      try $0.row(0) { try $0.bool(0) }
    }
    guard known else { return true }
    let applied = try connection.query("select count(*) from run.migration") {
      try $0.row(0) { try $0.integer(0) }
    }
    return applied < SQLFiles.paths(below: "sql/migrations").count
  }
}
