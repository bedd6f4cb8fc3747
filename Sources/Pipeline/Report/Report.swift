public import Campaign
import Postgres
public import Reporting

/// Writes reports for leadership: one page that answers one question.
public struct Report {
  /// What was written.
  public struct Summary: StageSummary {
    /// The page.
    public var page: String
    /// What the page says.
    public var report: SmallDonorReport

    /// The summary in a few lines.
    public var text: String {
      let shares = report.shares.map { "  \(Self.line($0))" }
      return
        (["\(report.committeeName), gifts from \(report.cycleStart) to before \(report.asOf)"]
        + shares + ["page: \(page)"]).joined(separator: "\n")
    }

    private static func line(_ share: Share) -> String {
      switch share.figure {
      case .measured(let ratio, let least, let most):
        let band = least == most ? "" : " (\(least.percent) to \(most.percent))"
        return "\(share.question.rawValue). \(share.definition): \(ratio.percent)\(band)"
      case .noGifts: return "\(share.question.rawValue). \(share.definition): no gifts"
      case .notComputable(let reason): return "\(share.question.rawValue). \(reason)"
      }
    }
  }

  /// The reports that there are.
  public static let names = ["small-donors", "calls", "compliance"]

  let workspace: Workspace

  /// Prepares the stage.
  public init(_ workspace: Workspace) { self.workspace = workspace }

  /// Writes a report into `out/reports/`.
  ///
  /// - Parameters:
  ///   - asOf: the day before which gifts count.
  ///   - committees: the FEC's ids of the committees whose itemised rows are shown; none for all.
  public func run(_ name: String, asOf: Day, committees: [String] = []) throws -> Summary {
    guard name == "small-donors" else {
      throw Failure(
        .usage, "there is no report `\(name)`",
        next: DefinitionNode.advice(name, among: Self.names + [Summaries.name]))
    }
    let campaign = try workspace.campaign(inCycleOn: asOf)
    var connection = try workspace.connect(as: .reporter)
    let report = try connection.transaction(.repeatableRead) { connection in
      let run = try Run.open(stage: "report", name: name, asOf: asOf, &connection)
      let report = try SmallDonorQueries.run(
        campaign, asOf: asOf, committees: committees, &connection)
      try run.close("written", &connection)
      return report
    }
    let page = "\(try workspace.outputFolder("reports"))/\(name).html"
    try write(report, to: page)
    return Summary(page: page, report: report)
  }

  private func write(_ report: SmallDonorReport, to path: String) throws {
    let template = try SmallDonorPage(
      template: SQLFiles.text("Reports/small-donors/page.mustache"),
      style: SQLFiles.text("Reports/style.css"),
      chart: SQLFiles.text("Reports/small-donors/shares.vl.json"))
    try OutputFile.write(try template.render(report, drawer: .installed), to: path)
  }
}

extension Workspace {
  /// The campaign, in whose cycle a report's day must lie.
  func campaign(inCycleOn asOf: Day) throws -> CampaignDefinition {
    let campaign = try CampaignFolder(folder: folder).campaign()
    guard campaign.cycleStart < asOf else {
      throw Failure(
        .badInput, "the cycle begins on \(campaign.cycleStart), not before \(asOf)",
        at: "\(folder)/campaign.yml", next: "Check `cycle` and --as-of.")
    }
    return campaign
  }
}
