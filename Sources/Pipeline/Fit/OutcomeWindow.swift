import Campaign
import Postgres

/// The days in which an outcome may come, which the ledger must hold whole: who gives after the last
/// imported gift would be learned from as one who doesn't.
enum OutcomeWindow {
  /// Refuses a window that ends later than the ledger.
  ///
  /// The ledger ends with its latest gift, or later by the longest silence between two days with gifts
  /// in the year before it: a small committee's last weeks may be silent by themselves.
  ///
  /// - Throws: `Failure` of kind `badInput` with the latest day that can be trained as of.
  static func check(_ model: ModelDefinition, _ connection: inout Connection) throws {
    guard case .giftWithin(let days) = model.outcome, let start = model.trainAsOf else { return }
    let (latest, known) = try ledgerEnd(model, &connection)
    let last = start.adding(days: days - 1)
    guard last > known else { return }
    throw Failure(
      .badInput,
      "the \(days) days of the outcome end on \(last) and the latest gift on the ledger is of "
        + "\(latest): whoever gives in the rest would count as someone who doesn't", at: model.file,
      next: "Import later gifts, or train as of \(known.adding(days: 1 - days)) or before.")
  }

  /// The day of the latest gift, and the day up to which the ledger counts as whole.
  static func ledgerEnd(
    _ model: ModelDefinition, _ connection: inout Connection
  ) throws -> (latest: Day, known: Day) {
    let ends = try connection.rows(SQLFiles.statement("fit/ledger_end")) {
      (latest: try $0.dayIfPresent(0), silence: try $0.integer(1))
    }
    guard let end = ends.first, let latest = end.latest.map({ Day(daysSince1970: $0) }) else {
      throw Failure(
        .badInput, "there is no gift on the ledger to learn from", at: model.file,
        next: "Import the committee's gifts, and run `groundswell match`.")
    }
    return (latest, latest.adding(days: Int(end.silence)))
  }
}
