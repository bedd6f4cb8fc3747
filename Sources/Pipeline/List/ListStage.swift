import Campaign
import Postgres

/// Cuts a list: ranks the universe, keeps off it whom a rule excludes, and accounts for everyone.
public struct ListStage {
  /// What came of a cut.
  public struct Summary: StageSummary {
    /// The list.
    public var list: String
    /// People considered.
    public var universe: Int
    /// People on the list.
    public var listed: Int
    /// People who would be on it and aren't contacted.
    public var heldOut: Int
    /// The others by their first reason.
    public var excluded: [String: Int]
    /// What the last contact is worth and where to stop, in sentences.
    public var worth: [String]
    /// Among how many turfs or callers the list is divided.
    public var turfs: Int
    /// Where the list is.
    public var csv: String
    /// Where its account is.
    public var manifest: String
    /// What the model's experiment didn't bear out, on a list cut all the same.
    public var warning: String?

    /// The summary in a few lines.
    public var text: String {
      let reasons = excluded.sorted { ($0.value, $1.key) > ($1.value, $0.key) }.map {
        "  \($0.value): \(ExclusionReason(rawValue: $0.key)?.inWords ?? $0.key)"
      }
      let parts = turfs > 1 ? " in \(turfs) turfs" : ""
      let held = heldOut > 0 ? ", \(heldOut) held out" : ""
      let head = "\(list): \(listed) listed\(parts) of \(universe)\(held); not listed:"
      return
        ([head] + reasons + worth + (warning.map { ["warning: \($0)"] } ?? [])
        + ["list: \(csv)", "account: \(manifest)"]).joined(separator: "\n")
    }
  }

  private let workspace: Workspace

  /// Prepares the stage.
  public init(_ workspace: Workspace) { self.workspace = workspace }

  /// Cuts a list of the campaign's folder into `out/lists/`.
  ///
  /// - Parameter anyway: whether a list is cut although its model's experiment gives no evidence that
  ///   targeting helps; it says so then.
  /// - Throws: `Failure`: `refused` where the purpose isn't the model's, a class of data may not
  ///   serve it, no limit is in force, rules would go unheard or there is no evidence; `badInput`
  ///   where there are no scores or files wait for match.
  public func run(list name: String, anyway: Bool = false) throws -> Summary {
    try written(name) { try cut($0, $1, anyway: anyway, &$2) }
  }

  /// Writes the files of what is done with a definition in one transaction.
  ///
  /// The files come after the commit: a list in someone's hand is always on record.
  func written(
    _ name: String,
    _ work: (ListDefinition, CampaignDefinition, inout Connection) throws -> ListAccount
  ) throws -> Summary {
    let folder = CampaignFolder(folder: workspace.folder)
    let list = try folder.list(name)
    let campaign = try folder.campaign()
    let output = "\(try workspace.outputFolder("lists"))/\(name)"
    var connection = try workspace.connect(as: .dataTeam)
    let account = try connection.transaction(.repeatableRead) { try work(list, campaign, &$0) }
    return try ListOutput.write(account, to: output)
  }

  /// Cuts a list, as far as the database goes.
  func cut(
    _ list: ListDefinition, _ campaign: CampaignDefinition, anyway: Bool,
    _ connection: inout Connection
  ) throws -> ListAccount {
    try Run.takeTurn(at: "list.decision", &connection)
    let query = try prepare(list, campaign, &connection)
    if let warning = query.warning, !anyway {
      throw Failure(
        .refused,
        "\(warning): the experiment of model `\(list.model)` doesn't bear its ranking out",
        at: list.file,
        next:
          "Contact all or none, by the average effect (out/cards/\(list.model).md); or cut the "
          + "list `--anyway`, and it says so.")
    }
    let run = try Run.open(
      stage: "list", name: list.name, asOf: query.day, definition: list.text,
      seed: query.model.seed,
      &connection)
    let cut = try openCut(query, run, &connection)
    let (statement, values) = try query.decide(cut: cut)
    try connection.execute(SQLFiles.statement("list/wide_joins"))
    try connection.execute(statement, values)
    var placement = ListPlacement(query, cut: cut)
    try placement.run(&connection)
    var rows = try ListRow.read(query, placement.listed, &connection)
    list.turfs.divide(&rows, list.capacity)
    let volunteers = try ListRow.read(query, placement.volunteers, &connection)
    let account = try ListAccount.read(
      query, cut: cut, rows: rows, volunteers: volunteers, &connection)
    try assign(rows, list, cut, &connection)
    try run.close("\(account.listed) of \(account.universe) listed", &connection)
    return account
  }

  func prepare(
    _ list: ListDefinition, _ campaign: CampaignDefinition, _ connection: inout Connection
  ) throws -> ListQuery {
    try refuseWaitingFiles(list, &connection)
    let model = try StoredModel.live(
      Standing.read(list.model, &connection), &connection)
    try refuseOtherUse(list, model)
    try refuseOtherAmounts(list, &connection)
    let statement = try SQLFiles.statement("list/scores").replacing([
      "scores": try ListQuery.scores(of: list)
    ])
    let scores = try connection.rows(statement, [.text(list.model)]) {
      (version: try $0.integer(0), day: try $0.day(1))
    }
    guard scores.count == 1, let current = scores.first, current.version == model.identifier else {
      throw Failure(
        .badInput, "the live version of model `\(list.model)` has no scores", at: list.file,
        next: "Run `groundswell score \(list.model)`.")
    }
    return try query(
      list, campaign, model, day: Day(daysSince1970: current.day), .today, &connection)
  }

  /// The statements of a cut by a model, once its data may serve the list.
  func query(
    _ list: ListDefinition, _ campaign: CampaignDefinition, _ model: StoredModel, day: Day,
    _ knowledge: ListKnowledge, _ connection: inout Connection
  ) throws -> ListQuery {
    let set = try FeatureSet.read(
      model.featureSet, purpose: list.purpose, place: list.file, &connection)
    for condition in list.universe {
      try set.allow(condition.feature, purpose: list.purpose, at: condition.place)
    }
    if set.isSnapshot { try refuseKnownPeople(set, list, &connection) }
    let query = ListQuery(
      list: list, model: model, set: set,
      rules: try ListRules(
        campaign, list, day: day, isNameless: set.isSnapshot, place: list.file),
      campaign: campaign, day: day, knowledge: knowledge,
      doubts: try ListQuery.doubts(model, &connection))
    for (column, place) in query.grouping() {
      try set.allow(column, purpose: list.purpose, at: place)
    }
    return query
  }

  /// A model serves its purpose alone; and a chance is no uplift, nor an uplift a chance: who is
  /// likeliest to say yes may be moved least.
  func refuseOtherUse(_ list: ListDefinition, _ model: StoredModel) throws {
    guard model.purpose == list.purpose else {
      throw Failure(
        .refused, "the list is to \(list.purpose), its model was fitted to \(model.purpose)",
        at: list.file, next: "Fit a model for the list's purpose.")
    }
    guard list.ranking.isOfUplift != (model.uplift != nil) else { return }
    throw Failure(
      .badInput,
      list.ranking.isOfUplift
        ? "the model `\(list.model)` is of no experiment's uplift, so nobody can be ranked by it"
        : "the model `\(list.model)` is of uplift, which `rank_by: \(list.ranking.rawValue)` isn't",
      at: list.file,
      next: list.ranking.isOfUplift
        ? "Rank by probability or expected_value, or by a model with a `treatment`."
        : "Write `rank_by: uplift`, or `incremental_value` with `amounts`.")
  }

  /// What people give is known from a model of the list's own purpose.
  private func refuseOtherAmounts(
    _ list: ListDefinition, _ connection: inout Connection
  ) throws {
    guard let amounts = list.amounts else { return }
    let purposes = try connection.rows(SQLFiles.statement("list/amounts"), [.text(amounts)]) {
      try $0.text(0)
    }
    guard !purposes.isEmpty else {
      throw Failure(
        .badInput, "the model `\(amounts)` has no scores that say what people give", at: list.file,
        next: "Run `groundswell score \(amounts)`.")
    }
    guard purposes == [list.purpose] else {
      throw Failure(
        .refused,
        "the list is to \(list.purpose), the model `\(amounts)` was fitted to "
          + "\(purposes.joined(separator: ", "))", at: list.file,
        next: "Name a model of the list's purpose.")
    }
  }

  /// A file that waits may hold who asked not to be called, or gifts that count to the limit.
  func refuseWaitingFiles(
    _ list: ListDefinition, _ connection: inout Connection
  ) throws {
    let waiting = try connection.rows(SQLFiles.statement("list/waiting")) { try $0.integer(0) }
    guard waiting == [0] else {
      throw Failure(
        .badInput, "files that were imported or undone wait for match", at: list.file,
        next: "Run `groundswell match`.")
    }
  }

  /// A snapshot's list goes by no rule about people, so it may hold nobody of whom one could be known.
  private func refuseKnownPeople(
    _ set: FeatureSet, _ list: ListDefinition, _ connection: inout Connection
  ) throws {
    let statement = try SQLFiles.statement("list/known_people").replacing([
      "relation": .expression(set.relation)
    ])
    let known = try connection.rows(statement) { try $0.integer(0) }
    guard known == [0] else {
      throw Failure(
        .refused,
        "people of the snapshot `\(set.name)` are voters or donors of other files, whose requests "
          + "and limits such a list doesn't go by", at: list.file,
        next: "Rank them with a model of the set `history`.")
    }
  }

  func openCut(
    _ query: ListQuery, _ run: Run, _ connection: inout Connection
  ) throws -> Int64 {
    let limit = query.rules.limit
    let days = query.list.capacity?.days ?? []
    let cuts = try connection.rows(
      SQLFiles.statement("list/open_cut"),
      [
        .text(query.list.name), .int32(run.identifier), .text(query.list.purpose),
        .integer(query.model.identifier), .text(query.model.featureSet),
        .day(daysSince1970: query.day.daysSince1970), .int32(Int32(clamping: query.list.size)),
        limit.map { .text($0.election.name.rawValue) } ?? .null,
        limit.map { .integer($0.limit.amount.count) } ?? .null, .text(query.list.text),
        .double(query.list.holdout), .integer(query.list.costPerContact.count),
        days.first.map { .day(daysSince1970: $0.daysSince1970) } ?? .null,
        days.last.map { .day(daysSince1970: $0.daysSince1970) } ?? .null,
      ]
    ) { try $0.integer(0) }
    guard let cut = cuts.first else { throw Failure(.bug, "a cut without a number") }
    if !query.set.isSnapshot { try writeProvenance(query.list, cut, &connection) }
    try connection.execute(SQLFiles.statement("list/begin_cut"), [.integer(cut)])
    try connection.execute(
      SQLFiles.statement("list/forget_entries"), [.text(query.list.name), .integer(cut)])
    return cut
  }

  private static let shownColumns = [
    "first_name", "last_name", "street", "city", "state", "zip5", "phone", "contacted_on", "result",
    "note",
  ]
  private static let shownGifts = [
    "contributed_on", "amount_cents", "pledged_cents", "pledge_due_on",
  ]

  private func writeProvenance(
    _ list: ListDefinition, _ cut: Int64, _ connection: inout Connection
  ) throws {
    do {
      try connection.execute(
        SQLFiles.statement("list/column_provenance"),
        [
          .integer(cut),
          .texts(Self.shownColumns + (list.ranking.isOfGifts ? Self.shownGifts : [])),
        ])
    } catch {
      guard error.sqlState == PostgresError.foreignKeyViolation else { throw error }
      throw Failure(
        .refused, "the database refuses the list: its data may not serve to \(list.purpose)",
        at: list.file,
        next: "Where counsel allows the use, add it to `permitted_use` in campaign.yml.")
    }
  }

  func assign(
    _ rows: [ListRow], _ list: ListDefinition, _ cut: Int64, _ connection: inout Connection
  ) throws {
    try connection.execute(
      SQLFiles.statement("list/entries"),
      [
        .integer(cut), .integers(rows.map(\.person)), .integers(rows.map(\.rank)),
        .texts(rows.map(\.phoneText)),
        .integers(rows.map { $0.ask?.count ?? 0 }), .texts(rows.map(\.turf)),
        .texts(rows.map { list.turfs.areLogins ? $0.turf : list.assignedTo }),
        .texts(rows.map { $0.contactOn?.description ?? "" }),
      ])
  }
}
