public import Campaign
import Modeling
import Postgres

/// Replays the campaign's own history: the list as it would have been cut on earlier days, by a model
/// fitted as it could have been then, beside the dollars that came.
///
/// Each day is lived again in a transaction that is rolled back, so that no table keeps anything of
/// it; other commands that change the same tables wait meanwhile.
public struct Backtest {
  private let workspace: Workspace

  /// Prepares the command.
  public init(_ workspace: Workspace) { self.workspace = workspace }

  /// Replays a list of the campaign's folder, and writes what came into `out/backtests/`.
  ///
  /// - Parameter days: as of which days; one that is named twice counts once.
  /// - Throws: `Failure`: `refused` where the list's model is of an experiment or of a snapshot, is of
  ///   an event, or a rule refuses the list; `badInput` where a day's window isn't wholly within the ledger.
  public func run(list name: String, asOf days: [Day]) throws -> BacktestSummary {
    let (list, window, outcomes) = try replays(list: name, asOf: days)
    var hash = StableHash()
    hash.append("backtest \(name)")
    let seed = hash.value
    let summary = BacktestSummary(
      list: name, model: list.model, size: list.size, window: window,
      days: outcomes.map { BacktestFigures([$0], seed: seed) },
      together: outcomes.count > 1 ? BacktestFigures(outcomes, seed: seed) : nil)
    return try BacktestOutput(list: list, summary: summary)
      .write(into: try workspace.outputFolder("backtests"))
  }

  /// Lives each day again.
  func replays(
    list name: String, asOf days: [Day]
  ) throws -> (list: ListDefinition, window: Int, outcomes: [Replay.Outcome]) {
    let folder = CampaignFolder(folder: workspace.folder)
    var list = try folder.list(name)
    guard list.event == nil else {
      throw Failure(
        .refused, "an event's list goes out in waves by what came back, which isn't replayed",
        at: list.file, next: "Replay a list without `event`.")
    }
    // Nobody was held out then, nor asked for time, and seats are counted alone.
    list.holdout = 0
    list.asksMaxedOutToVolunteer = false
    let model = try folder.model(list.model)
    let window = try Self.window(of: model, list)
    let stage = ListStage(workspace)
    let replay = Replay(
      list: list, model: model, campaign: try folder.campaign(), days: window, stage: stage)
    let days = Set(days).sorted()
    guard !days.isEmpty else {
      throw Failure(.usage, "there is no day to replay", next: "Name one with --as-of.")
    }
    var connection = try workspace.connect(as: .dataTeam)
    try stage.refuseWaitingFiles(list, &connection)
    for day in days { try Self.refuseUnknown(day, model, window, &connection) }
    let progress = Progress("backtest", total: Int64(days.count), unit: "days")
    var outcomes: [Replay.Outcome] = []
    for day in days {
      let outcome = try Self.naming(day) {
        try connection.rehearsal { try replay.run(asOf: day, &$0) }
      }
      outcomes.append(outcome)
      if outcomes.count < days.count { progress.update(Int64(outcomes.count)) }
    }
    progress.finish()
    return (list, window, outcomes)
  }

  /// The days of the outcome of a model of dated gifts; no other can be replayed.
  private static func window(of model: ModelDefinition, _ list: ListDefinition) throws -> Int {
    guard list.ranking != .dueDate else {
      throw Failure(
        .refused, "the list ranks by what is due, which no model fitted for the day says",
        at: list.file, next: "Replay a list that a model ranks.")
    }
    guard model.treatment == nil, !list.ranking.isOfUplift else {
      throw Failure(
        .refused,
        "the list ranks by what an experiment found, which was one lot on one day: no other day of "
          + "it can be replayed", at: list.file,
        next: "See out/cards/\(list.model).md for what the experiment bears out.")
    }
    guard case .giftWithin(let days) = model.outcome else {
      throw Failure(
        .refused,
        "the model `\(model.name)` is of a snapshot, which is true of its own day: no other day of "
          + "it can be replayed", at: list.file,
        next: "Replay a list whose model has `outcome: {gift_within_days: …}`; a snapshot's own "
          + "people held out are on out/cards/\(model.name).md.")
    }
    return days
  }

  /// Refuses a day for whose model nothing was known, or whose window the ledger doesn't hold whole.
  private static func refuseUnknown(
    _ day: Day, _ model: ModelDefinition, _ window: Int, _ connection: inout Connection
  ) throws {
    let (latest, known) = try OutcomeWindow.ledgerEnd(model, &connection)
    let last = day.adding(days: window - 1)
    guard last <= known else {
      throw Failure(
        .badInput,
        "the \(window) days from \(day) on end on \(last) and the latest gift on the ledger is of "
          + "\(latest): what comes in the rest can't be known", at: model.file,
        next: "Import later gifts, or replay \(known.adding(days: 1 - window)) or an earlier day.")
    }
    let firsts = try connection.rows(SQLFiles.statement("backtest/first_gift")) {
      try $0.dayIfPresent(0)
    }
    let first = firsts.first?.map { Day(daysSince1970: $0) } ?? latest
    let start = day.adding(days: -window)
    guard first < start else {
      throw Failure(
        .badInput,
        first < day
          ? "a list of \(day) needs a model trained as of \(start), and the first gift on the "
            + "ledger is of \(first): nothing was known to learn from"
          : "no gift on the ledger is of a day before \(day): the first is of \(first)",
        at: model.file,
        next: "Replay \(first.adding(days: window + 1)) or a later day.")
    }
  }

  /// Says on which day a replay failed.
  private static func naming<Result>(_ day: Day, _ replay: () throws -> Result) throws -> Result {
    do {
      return try replay()
    } catch var failure as Failure {
      failure.what = "as of \(day): \(failure.what)"
      throw failure
    }
  }
}

/// What a rehearsal throws to have all undone.
private struct Undone: Error {}

extension Connection {
  /// Runs `body` in a transaction that is rolled back, whatever comes of it.
  mutating func rehearsal<Result>(
    _ body: (inout Connection) throws -> Result
  ) throws -> Result {
    var result: Result?
    do {
      try transaction(.repeatableRead) { connection in
        result = try body(&connection)
        throw Undone()
      }
    } catch is Undone {}
    guard let result else { throw Failure(.bug, "a rehearsal without a result") }
    return result
  }
}
