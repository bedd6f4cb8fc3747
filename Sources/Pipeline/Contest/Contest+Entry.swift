import Campaign
import Postgres

extension Contest {
  /// What an entrant is told of an entry, or that it is gone.
  public struct EntrySummary: StageSummary {
    /// The contest.
    public var contest: String
    /// The entry's id in its file.
    public var entry: String
    /// Whether it takes part, or the first reason why not.
    public var standing: String
    /// Its line in the published list, where it takes part.
    public var ticket: String
    /// What the entrant needs to find that line again.
    public var salt: String
    /// Whether it was taken out.
    public var isErased: Bool

    /// The summary in a few lines.
    public var text: String {
      guard !isErased else {
        return "\(entry) is gone; its hash stays, and tells of nobody without it"
      }
      return """
        \(entry) \(standing)
          hash: \(ticket)
          salt: \(salt)
        """
    }
  }

  /// Says what became of an entry, for the entrant who asks; on the entrant's word takes it out.
  ///
  /// Someone who entered without a gift has no number that `erase` could go by.
  ///
  /// - Parameter erase: whether name, address and all else of it are deleted.
  /// - Throws: `Failure` of kind `badInput` where the contest has no such entry.
  public func entry(_ name: String, id: String, erase: Bool = false) throws -> EntrySummary {
    let folder = ContestFolder(workspace, name)
    var connection = try workspace.connect(as: .loader)
    return try connection.transaction { connection in
      try Run.takeTurn(at: "run.batch", &connection)
      let (definition, state) = try folder.opened(try ContestState.read(name, &connection))
      let found = try ContestEntries.read(name, &connection).entries.first { $0.record == id }
      guard let found else {
        throw Failure(
          .badInput, "the contest has no such entry", at: definition.file,
          next: "Take the id from the entry's own file.")
      }
      let ticket = ContestDraw.ticket(found, contest: name, key: state.saltKey)
      let decided = try connection.rows(
        SQLFiles.statement("contest/decision"), [.text(name), .text(ticket)]
      ) { try $0.text(0) }
      if erase {
        try connection.execute(
          SQLFiles.statement("contest/forget_entry"), [.text(name), .text(id)])
      }
      let standing =
        decided.first.map { EntryReason(rawValue: $0)?.inWords ?? "takes part" }
        ?? "isn't judged yet"
      return EntrySummary(
        contest: name, entry: id, standing: standing, ticket: ticket,
        salt: ContestDraw.salt(found, key: state.saltKey), isErased: erase)
    }
  }
}
