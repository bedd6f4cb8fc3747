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
    /// How full the room will be, on an event's list, in sentences.
    public var event: [String] = []
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
        ([head] + reasons + worth + event + (warning.map { ["warning: \($0)"] } ?? [])
        + ["list: \(csv)", "account: \(manifest)"]).joined(separator: "\n")
    }
  }

  let workspace: Workspace

  /// Prepares the stage.
  public init(_ workspace: Workspace) { self.workspace = workspace }

  /// Cuts a list of the campaign's folder into `out/lists/`.
  ///
  /// - Parameters:
  ///   - anyway: whether a list is cut although its model's experiment gives no evidence that targeting
  ///     helps; it says so then.
  ///   - early: of an event's list, whether a wave is cut although answers to the one before are still due.
  /// - Throws: `Failure`: `refused` where the purpose isn't the model's, a class of data may not
  ///   serve it, no limit is in force, rules would go unheard or there is no evidence; `badInput`
  ///   where there are no scores, files wait for match, or no wave of an event can follow.
  public func run(list name: String, anyway: Bool = false, early: Bool = false) throws -> Summary {
    try written(name) { list, campaign, connection in
      guard early, list.event == nil else {
        return try cut(list, campaign, anyway: anyway, early: early, &connection)
      }
      throw Failure(
        .badInput, "the list has no `event`, so that there is no wave to cut early",
        at: list.file, next: "Leave --early out.")
    }
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
    _ list: ListDefinition, _ campaign: CampaignDefinition, anyway: Bool, early: Bool = false,
    _ connection: inout Connection
  ) throws -> ListAccount {
    try Run.takeTurn(at: "list.decision", &connection)
    var query = try prepare(list, campaign, &connection)
    if let event = list.event {
      query.event = try EventStanding.next(
        event, list, campaign, day: query.day, early: early, &connection)
    }
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
    try connection.execute(SQLFiles.statement("list/in_key_order"))
    try connection.execute(statement, values)
    if let standing = query.event {
      return try invite(query, standing, cut: cut, run, &connection)
    }
    var placement = ListPlacement(query, cut: cut)
    try placement.run(&connection)
    var rows = try ListRow.read(query, placement.listed, &connection)
    list.turfs.divide(&rows, list.capacity)
    let volunteers = try ListRow.read(query, placement.volunteers, &connection)
    let account = try ListAccount.read(
      query, cut: cut, rows: rows, volunteers: volunteers, &connection)
    try assign(rows, query, cut, &connection)
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
    let others = try amounts(list, &connection) + chances(list, &connection)
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
    var query = try query(
      list, campaign, model, day: Day(daysSince1970: current.day), .today, &connection)
    query.others = others
    try refuseAbsentColumns(query)
    return query
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
    if let event = list.event { try allow(event, set, list) }
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
        .text(query.list.channel.rawValue),
      ]
    ) { try $0.integer(0) }
    guard let cut = cuts.first else { throw Failure(.bug, "a cut without a number") }
    try writeProvenance(query, cut, &connection)
    try connection.execute(SQLFiles.statement("list/begin_cut"), [.integer(cut)])
    try connection.execute(
      SQLFiles.statement("list/forget_entries"), [.text(query.list.name), .integer(cut)])
    return cut
  }

  private static let shownColumns = [
    "first_name", "last_name", "street", "city", "state", "zip5", "phone", "contacted_on", "result",
    "note", "call_back_on",
  ]
  private static let shownGifts = [
    "contributed_on", "amount_cents", "employer", "occupation", "pledged_cents", "pledge_due_on",
    "pledge_by", "reference_code",
  ]

  private func writeProvenance(
    _ query: ListQuery, _ cut: Int64, _ connection: inout Connection
  ) throws {
    let list = query.list
    do {
      // A snapshot's list shows nothing of anyone.
      if !query.set.isSnapshot {
        try connection.execute(
          SQLFiles.statement("list/column_provenance"),
          [
            .integer(cut),
            .texts(Self.shownColumns + (list.ranking.isOfGifts ? Self.shownGifts : [])),
          ])
      }
      try connection.execute(
        SQLFiles.statement("list/used_provenance"),
        [
          .integer(cut), .texts(query.choosingFeatures), .integers(query.others.map(\.version)),
        ])
    } catch {
      guard error.sqlState == PostgresError.foreignKeyViolation else { throw error }
      throw Failure(
        .refused, "the database refuses the list: its data may not serve to \(list.purpose)",
        at: list.file,
        next:
          "Where counsel allows the use, add it to `permitted_use` in campaign.yml and import a file of "
          + "the class again: it is loaded once, and its uses are written down.")
    }
  }

  func assign(
    _ rows: [ListRow], _ query: ListQuery, _ cut: Int64, _ connection: inout Connection
  ) throws {
    let list = query.list
    try connection.execute(
      SQLFiles.statement("list/entries"),
      [
        .integer(cut), .integers(rows.map(\.person)), .integers(rows.map(\.rank)),
        .texts(rows.map(\.phoneText)),
        .integers(rows.map { $0.ask?.count ?? 0 }), .texts(rows.map(\.turf)),
        .texts(rows.map { list.turfs.areLogins ? $0.turf : list.assignedTo }),
        .texts(rows.map { $0.contactOn?.description ?? "" }),
        .texts(
          rows.map {
            list.channel.usesPhone ? ListFile.hours($0, list, query.campaign.callingHours) : ""
          }),
      ])
  }
}
