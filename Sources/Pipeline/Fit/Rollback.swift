import Campaign
import Postgres

/// Makes the version of a model live that was live before.
public struct Rollback {
  /// What changed.
  public struct Summary: StageSummary {
    /// The model.
    public var model: String
    /// The version that is live again.
    public var version: Int64
    /// The version that it takes the place of.
    public var from: Int64
    /// Whether the gate had refused that one.
    public var wasRefused: Bool

    /// The summary as a sentence.
    public var text: String {
      let reason = wasRefused ? ", which the gate refused" : ""
      return "\(model): version \(version) is live again in place of version \(from)\(reason); "
        + "run `groundswell score \(model)`"
    }
  }

  private let workspace: Workspace

  /// Prepares the command.
  public init(_ workspace: Workspace) { self.workspace = workspace }

  /// Goes back by one version; no version is lost, and the change is a dated row.
  ///
  /// - Throws: `Failure` of kind `badInput` when the model was never fitted or no version was live
  ///   before.
  public func run(model name: String) throws -> Summary {
    var connection = try workspace.connect(as: .dataTeam)
    return try connection.transaction { connection in
      let standing = try Standing.read(name, &connection)
      guard let newest = standing.refused ?? standing.live else {
        throw Failure(
          .badInput, "the model `\(name)` was never fitted", next: "Run `groundswell fit \(name)`.")
      }
      guard let before = standing.before else {
        throw Failure(
          .badInput, "no version of the model `\(name)` was live before version \(newest.number)",
          next: "Mend models/\(name).yml and run `groundswell fit \(name)`.")
      }
      let run = try Run.open(stage: "rollback", name: name, &connection)
      try Standing.write(before.version, isLive: true, .rollback, run, &connection)
      let summary = Summary(
        model: name, version: before.number, from: newest.number,
        wasRefused: standing.refused != nil)
      try run.close(summary.text, &connection)
      return summary
    }
  }
}
