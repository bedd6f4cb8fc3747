import Campaign
import Postgres

/// How a model stood: which version scored, which one the gate refused, the latest change first.
struct Standing {
  /// A change.
  struct Change {
    var version: Int64
    var number: Int64
    var isLive: Bool
  }

  /// Why a version is live.
  enum Cause: String {
    /// The gate's checks held; or they didn't, and the version isn't.
    case gate
    /// It is of an experiment, whose evidence each list weighs.
    case experiment
    /// A person went back to it.
    case rollback
  }

  let model: String
  let changes: [Change]

  static func read(_ model: String, _ connection: inout Connection) throws -> Standing {
    Standing(
      model: model,
      changes: try connection.rows(SQLFiles.statement("fit/standing"), [.text(model)]) {
        Change(version: try $0.integer(0), number: try $0.integer(1), isLive: try $0.bool(2))
      })
  }

  /// The version that scores, whether or not the gate has refused a newer one.
  var live: Change? { changes.first { $0.isLive } }

  /// The version that the gate refused after that.
  var refused: Change? { changes.first.flatMap { $0.isLive ? nil : $0 } }

  /// The version that a rollback goes to: the live one where a newer one was refused, else the one that
  /// was live when the live one first went live.
  var before: Change? {
    guard let live, refused == nil else { return live }
    let lives = changes.reversed().filter(\.isLive)
    return lives.prefix { $0.version != live.version }.last
  }

  /// Writes a change down.
  static func write(
    _ version: Int64, isLive: Bool, _ cause: Cause, _ run: Run, _ connection: inout Connection
  ) throws {
    try connection.execute(
      SQLFiles.statement("fit/stand"),
      [.integer(version), .int32(run.identifier), .bool(isLive), .text(cause.rawValue)])
  }

  /// Refuses to go on where the gate refused the newest version, until someone decides.
  func refuseRefused(_ connection: inout Connection) throws {
    guard let refused else { return }
    let reasons = try connection.rows(
      SQLFiles.statement("fit/failed_checks"), [.integer(refused.version)]
    ) { try $0.text(0) }
    let back =
      before.map { "; or go on with version \($0.number): `groundswell rollback \(model)`" }
      ?? "; no version was live before"
    throw Failure(
      .refused,
      "the gate refused version \(refused.number) of the model `\(model)`: "
        + reasons.joined(separator: "; "),
      next: "See out/cards/\(model).md, mend models/\(model).yml or its data, and fit again\(back)."
    )
  }
}
