import Campaign
import Postgres

/// A contest whose winners are drawn: opened under its rules, closed with a published list of hashes,
/// drawn by a seed that nobody could choose, and followed until every prize has its winner.
///
/// It stands beside the line of stages: it reads and writes `contest.*` alone, as the role that loads
/// files, so that no free entrant becomes a donor, a feature or a row of a list. Every step is a row that
/// is never changed.
public struct Contest {
  let workspace: Workspace
  let clock: ContestClock

  /// Prepares a step.
  public init(_ workspace: Workspace, clock: ContestClock) {
    self.workspace = workspace
    self.clock = clock
  }

  /// Opens a contest and writes its commitment, to be published before it closes.
  ///
  /// Called again it changes nothing. While nobody has entered, changed rules open it anew under
  /// another commitment.
  ///
  /// - Throws: `Failure`: `badInput` for a definition that can't hold, `refused` where a state wants a
  ///   registration first, the rules lack what the law of lotteries wants, or entries are in already.
  public func open(_ name: String) throws -> ContestSummary {
    let folder = ContestFolder(workspace, name)
    let definition = try folder.definition()
    let rules = try folder.rules(of: definition)
    try Self.check(rules, of: definition)
    if let excluded = definition.excluded {
      _ = try ContestExclusions.read(folder.beside(excluded))
    }
    try Self.refuseUnregistered(definition)
    let campaign = try CampaignFolder(folder: workspace.folder).campaign()
    var connection = try workspace.connect(as: .loader)
    let (state, counts, standings) = try connection.transaction { connection in
      try Run.takeTurn(at: "run.batch", &connection)
      return (
        try open(definition, rulesSHA256: Digest.of(rules), &connection),
        try ContestCounts.read(name, &connection), try ContestStanding.read(name, &connection)
      )
    }
    var summary = ContestSummary(contest: name, step: "open")
    summary.commitment = state.commitment
    summary.registrations = SweepstakesLaw.all.map {
      "\($0.state): \(Self.inWords($0.standing(of: definition), $0))"
    }
    let files = ContestFiles(folder, definition, state, campaign)
    summary.files = [
      try files.writeRules(rules), try files.writeCommitment(),
      try files.writePage(counts, standings),
    ]
    return summary
  }

  /// The contest as it is open, by now or before.
  private func open(
    _ definition: ContestDefinition, rulesSHA256 hash: String, _ connection: inout Connection
  ) throws -> ContestState {
    if let state = try ContestState.read(definition.name, &connection) {
      if state.definition == definition.text, state.rulesSHA256 == hash { return state }
      guard !state.hasEntries, state.closing == nil else {
        throw Failure(
          .refused, "the rules or the definition changed after people entered",
          at: definition.file, next: "Put them back as they were; entries came in under those.")
      }
      try connection.execute(SQLFiles.statement("contest/forget"), [.text(definition.name)])
    }
    guard clock.moment(on: definition.zone) <= definition.closesAt else {
      throw Failure(
        .refused, "the contest's closing is over", at: definition.file,
        next: "What is committed to after the entries proves nothing: give it later days.")
    }
    return try commit(to: definition, rulesSHA256: hash, &connection)
  }

  private func commit(
    to definition: ContestDefinition, rulesSHA256: String, _ connection: inout Connection
  ) throws -> ContestState {
    let today = clock.today(on: definition.zone)
    let run = try Run.open(
      stage: "contest", name: definition.name, asOf: today, definition: definition.text,
      &connection)
    let secret = ContestDraw.newSecret()
    try connection.execute(
      SQLFiles.statement("contest/open"),
      [
        .text(definition.name), .int32(run.identifier), .text(definition.text),
        .text(rulesSHA256), .timestamp(microsecondsSince1970: definition.opensAt * 1_000_000),
        .timestamp(microsecondsSince1970: definition.closesAt * 1_000_000),
        .integer(definition.prize.total.count), .text(secret), .text(ContestDraw.newSecret()),
        .text(Digest.of(secret)), .day(daysSince1970: today.daysSince1970),
      ])
    try run.close("opened", &connection)
    guard let state = try ContestState.read(definition.name, &connection) else {
      throw Failure(.bug, "a contest that isn't there after its opening")
    }
    return state
  }

  /// What a prize without payment wants of the rules: that no purchase is necessary or helps, and the
  /// free way in.
  private static func check(_ rules: String, of definition: ContestDefinition) throws {
    func folded(_ text: String) -> String {
      text.lowercased().split { $0.isWhitespace }.joined(separator: " ")
    }
    let text = folded(rules)
    let wanted = [
      "no purchase": "that no purchase, payment or contribution is necessary to enter or win",
      "not increase": "that a contribution will not increase the odds",
      folded(definition.freeEntry.at): "the free way in, as `free_entry` names it",
    ]
    let lacking = wanted.filter { !text.contains($0.key) }.map(\.value).sorted()
    guard lacking.isEmpty else {
      throw Failure(
        .refused, "the rules don't say \(lacking.joined(separator: "; nor "))",
        at: "\(definition.file): \(definition.rules)",
        next: "Without it the contest is a lottery in most states: have counsel write it.")
    }
  }

  private static func refuseUnregistered(_ definition: ContestDefinition) throws {
    let refused = SweepstakesLaw.all.filter { $0.standing(of: definition).isRefused }
    guard let first = refused.first else { return }
    let what = refused.map {
      "\($0.state): \(inWords($0.standing(of: definition), $0)) (\($0.cite))"
    }
    let step =
      switch first.standing(of: definition) {
      case .missing(let until):
        "Register with \(first.office) by \(until) and add it to `registrations`, "
      default: "Open later, "
      }
    throw Failure(
      .refused,
      "prizes of \(definition.prize.total) in all; \(what.joined(separator: "; "))",
      at: definition.file,
      next: step + "lower the prize, or leave the state out of `states`. Counsel confirms.")
  }

  static func inWords(_ standing: SweepstakesLaw.Standing, _ law: SweepstakesLaw) -> String {
    switch standing {
    case .notEligible: "its people may not enter"
    case .below: "nothing to register: no more than \(law.threshold)"
    case .retailAlone:
      "over \(law.threshold), but of retail outlets alone, if it stands: counsel confirms"
    case .registered(let one): "registered as \(one.number) on \(one.filedOn)"
    case .missing(let until):
      "over \(law.threshold) and not registered, which is due \(law.daysBefore) days before the "
        + "opening, by \(until)"
    case .late(let one, let until):
      "registered on \(one.filedOn), which was due by \(until)"
    }
  }
}

extension SweepstakesLaw {
  /// How a contest stands under the law.
  func standing(of definition: ContestDefinition) -> Standing {
    standing(
      total: definition.prize.total, states: definition.states, opens: definition.opensOn,
      registrations: definition.registrations)
  }

  /// The last day for the winners' list; nil where none is due.
  ///
  /// Counted from the draw, or before it from the beacon's day.
  func winnersListDue(_ definition: ContestDefinition, drawnOn: Day) -> Day? {
    guard let winnersWithin, case .registered = standing(of: definition) else { return nil }
    return drawnOn.adding(days: winnersWithin)
  }
}
