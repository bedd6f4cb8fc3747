public import Campaign
public struct Report {
  let workspace: Workspace
  public struct Summary: StageSummary { public var text: String }
  public init(_ workspace: Workspace) { self.workspace = workspace }
  public func run(_ r: String, asOf: Day) throws -> Summary { Summary(text: "") }
}
