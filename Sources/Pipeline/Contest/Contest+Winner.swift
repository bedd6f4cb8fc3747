public import Campaign
import Postgres

extension Contest {
  /// What becomes of someone drawn.
  public enum Decision: Sendable {
    /// Eligible by affidavit and check: the winner. Whether name and state may be published.
    case verified(consents: Bool)
    /// Not the winner; the next in the order of the draw is called upon.
    case disqualified(Disqualification)
  }

  /// Says who stands where, and where a decision is given writes it down; one that stands already
  /// changes nothing.
  ///
  /// - Parameters:
  ///   - rank: the place in the order of the draw.
  ///   - decision: what became of whoever has it.
  /// - Throws: `Failure`: `badInput` before the draw; `refused` for a rank that isn't called upon, or where
  ///   another decision was taken.
  public func winner(
    _ name: String, decision: (rank: Int, is: Decision)? = nil
  ) throws -> ContestSummary {
    let folder = ContestFolder(workspace, name)
    let campaign = try CampaignFolder(folder: workspace.folder).campaign()
    var connection = try workspace.connect(as: .loader)
    let told = try connection.transaction { connection in
      try Run.takeTurn(at: "run.batch", &connection)
      let (definition, state) = try folder.opened(try ContestState.read(name, &connection))
      guard state.draw != nil else {
        throw Failure(
          .badInput, "the contest isn't drawn", at: definition.file,
          next: "Run `groundswell contest draw \(name) --beacon VALUE`.")
      }
      if let decision {
        try decide(decision, definition, state, &connection)
      }
      return try ContestDrawn.read(folder, definition, campaign, &connection)
    }
    return try told.write(step: "winner")
  }

  private func decide(
    _ decision: (rank: Int, is: Decision), _ definition: ContestDefinition,
    _ state: ContestState, _ connection: inout Connection
  ) throws {
    let name = definition.name
    let standings = try ContestStanding.read(name, &connection)
    guard var standing = standings.first(where: { $0.rank == decision.rank }) else {
      throw Failure(
        .refused, "rank \(decision.rank) isn't called upon", at: definition.file,
        next: "Ranks 1 to \(standings.count) are: verify in the order of the draw.")
    }
    standing.on = clock.today(on: definition.zone)
    switch (decision.is, standing.kind) {
    case (.verified(let consents), .verified) where consents == standing.consents: return
    case (.disqualified(let reason), .disqualified) where reason == standing.reason: return
    case (.verified(let consents), .potential):
      (standing.kind, standing.consents) = (.verified, consents)
      try standing.write(name, &connection)
    case (.disqualified(let reason), .potential), (.disqualified(let reason), .verified):
      (standing.kind, standing.reason) = (.disqualified, reason)
      try standing.write(name, &connection)
      try callNext(after: standings.count, standing.on, name, state, &connection)
    default:
      throw Failure(
        .refused, "rank \(decision.rank) is \(standing.kind.rawValue) already",
        at: definition.file, next: "No step is taken back.")
    }
  }

  /// Calls upon whoever was drawn next, if anyone is left.
  private func callNext(
    after rank: Int, _ today: Day, _ name: String, _ state: ContestState,
    _ connection: inout Connection
  ) throws {
    let tickets = try Self.tickets(of: name, &connection)
    guard rank < tickets.count, let draw = state.draw else { return }
    try ContestStanding(
      rank: rank + 1, kind: .potential, ticket: ContestDraw.order(tickets, seed: draw.seed)[rank],
      reason: nil, consents: false, on: today
    ).write(name, &connection)
  }
}
