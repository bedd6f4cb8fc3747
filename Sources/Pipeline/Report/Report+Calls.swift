public import Campaign
import Postgres
public import Reporting

extension Report {
  /// What the report of calls says.
  public struct CallsSummary: StageSummary {
    /// The page.
    public var page: String
    /// What the page says.
    public var report: CallsReport

    /// The summary in a few lines.
    public var text: String {
      let lists = report.lists.map { list in
        let reached = "\(list.reached) of \(list.tried) tried were reached"
        let effect =
          list.effect.map {
            "; dollars per 100 beyond those held out: \(Self.dollars($0.value)) "
              + "(\(Self.dollars($0.low)) to \(Self.dollars($0.high)))"
          } ?? "; nobody to compare with was held out"
        return
          "  \(list.name) from \(list.startsOn): \(list.listed.people) listed, \(reached)\(effect)"
      }
      return (["calls before \(report.asOf)"] + lists + ["page: \(page)"])
        .joined(separator: "\n")
    }

    private static func dollars(_ centsAPerson: Double) -> String {
      Figure.text(centsAPerson, places: 0)
    }
  }

  /// How many days after the first call gifts count.
  private static let window = 30

  /// Writes the report of calls into `out/reports/`.
  ///
  /// It reads lists and never what the FEC publishes, so it connects as those do who cut them.
  ///
  /// - Parameter asOf: the day before which calls and gifts count.
  public func calls(asOf: Day) throws -> CallsSummary {
    let campaign = try CampaignFolder(folder: workspace.folder).campaign()
    var connection = try workspace.connect(as: .dataTeam)
    let report = try connection.transaction(.repeatableRead) { connection in
      let run = try Run.open(stage: "report", name: "calls", asOf: asOf, &connection)
      let report = CallsReport(
        committeeName: campaign.committeeName, committeeID: campaign.committee,
        asOf: asOf.description, days: Self.window, lists: try Self.lists(asOf, &connection))
      try run.close("written", &connection)
      return report
    }
    let page = "\(try workspace.outputFolder("reports"))/calls.html"
    let template = try CallsPage(
      template: SQLFiles.text("Reports/calls/page.mustache"),
      style: SQLFiles.text("Reports/style.css"))
    try OutputFile.write(template.render(report), to: page)
    return CallsSummary(page: page, report: report)
  }

  private static func lists(
    _ asOf: Day, _ connection: inout Connection
  ) throws -> [CallsReport.List] {
    let path = "Reports/calls/cuts.sql"
    var lists: [CallsReport.List] = []
    let rows = try connection.rows(
      Statement(SQLFiles.text(path), file: path),
      [.day(daysSince1970: asOf.daysSince1970), .int32(Int32(window))]
    ) { row in
      (list: try list(row), isListed: try row.bool(try row.columnIndex("is_listed")))
    }
    for (list, isListed) in rows {
      if isListed {
        lists.append(list)
      } else if let last = lists.indices.last, lists[last].name == list.name,
        lists[last].startsOn == list.startsOn
      {
        lists[last].heldOut = list.listed
        lists[last].heldOutTried = list.tried
      }
    }
    return lists
  }

  private static func list(_ row: borrowing Row) throws -> CallsReport.List {
    let part = CallsReport.Part(
      people: try row.integer("people"), households: try row.integer("households"),
      cents: try row.integer("cents"), centsSquared: try row.double("cents_squared"),
      centsPeople: try row.double("cents_people"),
      peopleSquared: try row.double("people_squared"))
    return CallsReport.List(
      name: try row.text(try row.columnIndex("list")), startsOn: try row.dayText("starts_on") ?? "",
      purpose: try row.text(try row.columnIndex("purpose")),
      costCents: try row.integer("cost_cents"), days: Int(try row.integer("days")),
      listed: part, heldOut: nil, tried: try row.integer("tried"),
      dials: try row.integer("dials"), reached: try row.integer("reached"),
      pledges: try row.integer("pledges"), pledgedCents: try row.integer("pledged_cents"),
      dueCents: try row.integer("due_cents"), keptCents: try row.integer("kept_cents"),
      heldOutTried: 0)
  }
}
