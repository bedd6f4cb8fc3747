import Campaign
import Postgres

/// A stage's run: its row in `run.run`.
struct Run {
  /// The row's number.
  let identifier: Int32

  /// Opens a run.
  ///
  /// - Parameters:
  ///   - definition: the definition's text; its SHA-256 is kept.
  static func open(
    stage: String, name: String, asOf: Day? = nil, definition: String? = nil, seed: String? = nil,
    _ connection: inout Connection
  ) throws -> Run {
    let rows = try connection.rows(
      SQLFiles.statement("run/open"),
      [
        .text(stage), .text(name), asOf.map { .day(daysSince1970: $0.daysSince1970) } ?? .null,
        definition.map { .text(Digest.of($0)) } ?? .null, .text(ProgramVersion.text),
        seed.map { .text($0) } ?? .null,
      ]
    ) { Int32(try $0.integer(0)) }
    guard let identifier = rows.first else { throw Failure(.bug, "a run without a number") }
    return Run(identifier: identifier)
  }

  /// Waits for this command's turn to change a table, which lasts until the transaction ends: of two
  /// commands at once, neither works on what the other is about to change.
  ///
  /// It must come first in the transaction, so that all statements see what the other one did.
  static func takeTurn(at table: String, _ connection: inout Connection) throws {
    try connection.execute(
      SQLFiles.statement("run/take_turn").replacing([
        "table": .expression(SQLExpression(unsafe: table))
      ]))
  }

  /// Closes it with what it did, in words and counts.
  func close(_ summary: String, _ connection: inout Connection) throws {
    _ = try connection.execute(
      SQLFiles.statement("run/close"), [.int32(identifier), .text(summary)])
  }
}
