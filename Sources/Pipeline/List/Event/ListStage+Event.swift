import Campaign
import Modeling
import Postgres

extension ListStage {
  /// Cuts the next wave of an event's list, as far as the database goes.
  func invite(
    _ query: ListQuery, _ standing: EventStanding, cut: Int64, _ run: Run,
    _ connection: inout Connection
  ) throws -> ListAccount {
    let rates = try EventRates.read(query, standing.event, &connection)
      .given(standing.book, besides: standing.replaced, on: query.day)
    let contest = standing.wave == 1 ? try openContest(of: standing.event, query) : nil
    var placement = InvitationPlacement(query, standing, cut: cut, rates, contest: contest)
    try placement.run(&connection)
    var rows = try ListRow.read(query, placement.listed, &connection)
    tell(&rows, placement.invitations, rates)
    let volunteers = try ListRow.read(query, placement.volunteers, &connection)
    let contestants = try ListRow.read(query, placement.contestants, &connection)
    let invitations = InvitationAccount(
      standing, rates, made: .init(plan: placement.plan, choice: placement.choice), rows: rows,
      contest: contest, contestants: contestants, day: query.day)
    let account = try ListAccount.read(
      query, cut: cut, rows: rows, volunteers: volunteers, invitations: invitations, &connection)
    try assign(rows, query, cut, &connection)
    try run.close(
      "wave \(standing.wave): \(account.listed) of \(account.universe) invited", &connection)
    return account
  }

  /// The contest that an event asks people to; nil for none.
  ///
  /// - Throws: `Failure` of kind badInput where it has no definition, or takes no entries from those who are asked.
  private func openContest(
    of event: EventDefinition, _ query: ListQuery
  ) throws -> ContestDefinition? {
    guard let named = event.contest else { return nil }
    let contest = try CampaignFolder(folder: workspace.folder).contest(named.name)
    guard (contest.opensOn..<contest.closesOn).contains(query.day) else {
      throw Failure(
        .badInput,
        "the contest `\(contest.name)` takes entries from \(contest.opensOn) to \(contest.closesOn), so "
          + "that nobody can be asked to it on \(query.day)", at: query.list.file,
        next: "Name a contest that is open, or leave `contest` out.")
    }
    return contest
  }

  /// The account of a wave that is out, whose rows are told what they were offered; nil for every other list.
  func invitedAgain(
    _ query: ListQuery, _ rows: inout [ListRow], _ connection: inout Connection
  ) throws -> InvitationAccount? {
    guard let standing = query.event else { return nil }
    let invited = standing.book.invited.filter { $0.cut == standing.replaced }
    let offers = Dictionary(invited.map { ($0.person, $0.invitation) }) { first, _ in first }
    let rates = try EventRates.read(query, standing.event, &connection)
      .given(standing.book, besides: nil, on: query.day)
    tell(&rows, offers, rates)
    return InvitationAccount(
      standing, rates, made: nil, rows: rows, contest: nil, contestants: [], day: query.day)
  }

  /// Tells rows what they are offered, and what their own answers say of formats.
  private func tell(
    _ rows: inout [ListRow], _ offers: [Int64: Invitation], _ rates: EventRates
  ) {
    for index in rows.indices {
      let person = rows[index].person
      guard var invitation = offers[person] else { continue }
      let group = invitation.isDrawn ? 1 : 0
      invitation.best = rates.own?.best(of: person, rate: rates.rates.usual[group])
      rows[index].invitation = invitation
    }
  }

  /// Whether the data that an event goes by may serve the list.
  ///
  /// - Throws: `Failure` of kind badInput of a set that names nobody, or where a class of data may not serve.
  func allow(_ event: EventDefinition, _ set: FeatureSet, _ list: ListDefinition) throws {
    guard !set.isSnapshot else {
      throw Failure(
        .badInput, "people of the snapshot `\(set.name)` have no name to invite by", at: list.file,
        next: "Rank with a model of the set `history`.")
    }
    for condition in event.drawnBy {
      try set.allow(condition.feature, purpose: list.purpose, at: condition.place)
    }
    if event.withinMiles != nil {
      try set.allow("county", purpose: list.purpose, at: list.file)
    }
  }
}
