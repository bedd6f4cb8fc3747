/// Why the migrations and the database don't go together; the names are those of the migrations.
public enum MigrationError: Error, Equatable, Sendable {
  /// A name isn't `mNNNN_words` with the next number.
  case misnumbered(name: String, expected: String)
  /// The text was changed after the migration was applied.
  case changed(name: String)
  /// The database has a migration that this program doesn't know.
  case programOlderThanDatabase(unknown: String)
  /// The migration isn't applied though a later one is.
  case gap(name: String)
  /// The verify query returned rows.
  case notVerified(name: String, rowCount: Int)
}

extension MigrationError: CustomStringConvertible {
  /// The file, what is wrong with it, and the way out.
  public var description: String {
    switch self {
    case .misnumbered(let name, let expected):
      "sql/migrations/\(name).sql: the name should begin with \(expected)"
    case .changed(let name):
      """
      sql/migrations/\(name).sql: changed after it was applied; restore it and write a new migration
      """
    case .programOlderThanDatabase(let unknown):
      "this program is older than the database, which has the migration \(unknown): update the program"
    case .gap(let name):
      "sql/migrations/\(name).sql: not applied though a later migration is; restore run.migration"
    case .notVerified(let name, let rowCount):
      "sql/verify/\(name).sql: returned \(rowCount) rows where there should be none; rolled back"
    }
  }
}
