import Campaign
import Postgres

extension ListStage {
  /// Writes the files of a list's latest cut again, without those who may not be contacted any more.
  ///
  /// Nobody new comes on the list, and the file of those asked for time is not written again.
  ///
  /// - Throws: `Failure`: `badInput` where the list was never cut, where its definition, model or scores
  ///   are newer than the cut, or where files wait for match.
  public func runAgain(list name: String) throws -> Summary {
    try written(name) { list, campaign, connection in
      try Run.takeTurn(at: "list.decision", &connection)
      var query = try prepare(list, campaign, &connection)
      if let event = list.event {
        query.event = try EventStanding.latest(event, list, campaign, &connection)
      }
      var recheck = try ListRecheck(query, &connection)
      let run = try Run.open(
        stage: "list", name: list.name, asOf: query.day, definition: list.text,
        seed: query.model.seed, &connection)
      try connection.execute(SQLFiles.statement("list/in_key_order"))
      try recheck.run(&connection)
      try assign(recheck.moved, query, recheck.cut, &connection)
      var rows = recheck.rows
      let invitations = try invitedAgain(query, &rows, &connection)
      let account = try ListAccount.read(
        query, cut: recheck.cut, rows: rows, volunteers: [], invitations: invitations, &connection)
      try run.close("\(account.listed) of \(account.universe) still listed", &connection)
      return account
    }
  }
}
