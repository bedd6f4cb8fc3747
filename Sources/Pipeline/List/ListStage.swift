import Campaign
public struct ListStage {
  let workspace: Workspace
  public struct Summary: StageSummary { public var text: String }
  public init(_ workspace: Workspace) { self.workspace = workspace }
  public func run(list: String) throws -> Summary { Summary(text: "") }
}
