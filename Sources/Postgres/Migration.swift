/// One forward step of the database's form, and the proof that it was done.
public struct Migration: Sendable {
  /// `mNNNN_words`, where NNNN counts from 0001 without a gap.
  public let name: String
  let sql: Statement
  let verify: Statement

  /// A migration from its two texts.
  ///
  /// - Parameters:
  ///   - name: the name of both files, without folder and ending.
  ///   - sql: the commands; they run in one transaction, so they hold no `begin` or `commit`.
  ///   - verify: one query that must return no row, or one `do` block that raises an error when
  ///     something is missing.
  public init(name: String, sql: String, verify: String) {
    self.name = name
    self.sql = Statement(sql, file: "sql/migrations/\(name).sql")
    self.verify = Statement(verify, file: "sql/verify/\(name).sql")
  }
}
